select
    event_id,
    article_id,
    version_id,
    original_id,
    story_id,
    place_id,
    kind,
    mode,
    country_iso2,
    actors,
    targets,
    is_planned,
    is_town,
    start_char,
    begins_on,
    ends_on,
    told_on
from (
    from incident_known

    union all by name

    from incident_incoming
    where event_id not in (select event_id from incident_known)
);
