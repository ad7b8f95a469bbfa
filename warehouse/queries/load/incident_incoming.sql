-- Events of the versions that the batch brought, as incidents are matched by. What is
-- denied or only possible is no happening.
create or replace temp table incident_incoming as
with news as (
    select version_id
    from settled
    where not is_known
),

sides as (
    select
        event_id,
        list(distinct text) filter (where role = 'actor') as actors,
        list(distinct text) filter (where role = 'target') as targets
    from incoming_event_participants
    where
        version_id in (select version_id from news)
        and not coalesce(is_recalled, false)
    group by event_id
),

towns as (
    select distinct
        version_id,
        place_id
    from incoming_places
    where precision in ('town', 'near', 'area')
)

select
    incoming_events.fact_id as event_id,
    incoming_events.article_id,
    incoming_events.version_id,
    coalesce(articles.duplicate_of, articles.article_id) as original_id,
    articles.story_id,
    incoming_events.place_id,
    coalesce(incoming_events.plover_type, incoming_events.subtype) as kind,
    incoming_events.mode,
    incoming_events.country_iso2,
    coalesce(sides.actors, []::varchar[]) as actors,
    coalesce(sides.targets, []::varchar[]) as targets,
    articles.duplicate_of is not null as is_copy,
    incoming_events.status in ('planned', 'ordered', 'threatened') as is_planned,
    -- A town, a day or a side that the sentence does not give neither joins nor parts.
    (
        towns.place_id is not null
        and coalesce(incoming_events.place_origin, '') not in ('recalled', 'focus')
    ) as is_town,
    incoming_events.start_char,
    case
        when incoming_events.date_origin is distinct from 'retold'
            then incoming_events.begins_on
    end as begins_on,
    case
        when incoming_events.date_origin is distinct from 'retold'
            then incoming_events.ends_on
    end as ends_on,
    coalesce(articles.published_on, articles.first_seen_at::date) as told_on
from incoming_events
inner join articles on incoming_events.article_id = articles.article_id
left join sides on incoming_events.fact_id = sides.event_id
left join towns
    on
        incoming_events.version_id = towns.version_id
        and incoming_events.place_id = towns.place_id
where
    incoming_events.version_id in (select version_id from news)
    and incoming_events.status not in ('denied', 'hypothetical')
qualify
    row_number() over (
        partition by incoming_events.fact_id
        order by incoming_events.version_id
    ) = 1;
