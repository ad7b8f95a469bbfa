-- Whatever an id points at is there.
-- severity: error
with kinds as (
    select
        kind,
        fact_id,
        article_id,
        version_id
    from readings.every_kind
),

pointers as (
    select
        'articles.source_id' as place,
        article_id::varchar as row_key,
        source_id as target
    from articles
    where source_id not in (select source_id from sources)

    union all

    select 'articles.latest_version_id', article_id::varchar, latest_version_id::varchar
    from articles
    where latest_version_id not in (select version_id from versions)

    union all

    select 'articles.duplicate_of', article_id::varchar, duplicate_of::varchar
    from articles
    where
        duplicate_of is not null
        and duplicate_of not in (select article_id from articles)

    union all

    select 'articles.story_id', article_id::varchar, story_id::varchar
    from articles
    where story_id is not null and story_id not in (select story_id from stories)

    union all

    select 'versions.article_id', version_id::varchar, article_id::varchar
    from versions
    where article_id not in (select article_id from articles)

    union all

    select 'versions.capture_id', version_id::varchar, capture_id::varchar
    from versions
    where capture_id not in (select capture_id from ops.captures)

    union all

    select 'duplicates.version_id', version_id::varchar, version_id::varchar
    from duplicates
    where version_id not in (select version_id from versions)

    union all

    select
        'duplicates.original_version_id',
        version_id::varchar,
        original_version_id::varchar
    from duplicates
    where original_version_id not in (select version_id from versions)

    union all

    select
        'duplicates.nearest_version_id',
        version_id::varchar,
        nearest_version_id::varchar
    from duplicates
    where nearest_version_id not in (select version_id from versions)

    union all

    select 'stories.representative_id', story_id::varchar, representative_id::varchar
    from stories
    where representative_id not in (select article_id from articles)

    union all

    select kind || '.article_id', fact_id::varchar, article_id::varchar
    from kinds
    where article_id not in (select article_id from articles)

    union all

    select kind || '.version_id', fact_id::varchar, version_id::varchar
    from kinds
    where version_id not in (select version_id from versions)

    union all

    select kinds.kind || '.version_id', kinds.fact_id::varchar, kinds.version_id::varchar
    from kinds
    inner join versions on kinds.version_id = versions.version_id
    where kinds.article_id <> versions.article_id

    union all

    select 'casualties.place_id', fact_id::varchar, place_id::varchar
    from casualties
    where
        place_id is not null and place_id not in (select place_id from places)

    union all

    select 'casualties.event_id', fact_id::varchar, event_id::varchar
    from casualties
    where event_id is not null and event_id not in (select fact_id from events)

    union all

    select 'events.place_id', fact_id::varchar, place_id::varchar
    from events
    where place_id is not null and place_id not in (select place_id from places)

    union all

    select 'event_participants.event_id', fact_id::varchar, event_id::varchar
    from event_participants
    where event_id not in (select fact_id from events)

    union all

    select 'incidents.place_id', incident_id::varchar, place_id::varchar
    from incidents
    where place_id is not null and place_id not in (select place_id from places)

    union all

    select 'incidents.story_id', incident_id::varchar, story_id::varchar
    from incidents
    where story_id is not null and story_id not in (select story_id from stories)

    union all

    select 'incident_reports.incident_id', event_id::varchar, incident_id::varchar
    from incident_reports
    where incident_id not in (select incident_id from incidents)

    union all

    select 'incident_reports.event_id', event_id::varchar, event_id::varchar
    from incident_reports
    where event_id not in (select fact_id from events)

    union all

    select 'incident_reports.version_id', event_id::varchar, version_id::varchar
    from incident_reports
    where version_id not in (select version_id from versions)

    union all

    select 'incident_reports.place_id', event_id::varchar, place_id::varchar
    from incident_reports
    where place_id is not null and place_id not in (select place_id from places)

    union all

    select 'place_mentions.place_id', fact_id::varchar, place_id::varchar
    from place_mentions
    where place_id not in (select place_id from places)

    union all

    select 'person_roles.person_id', fact_id::varchar, person_id::varchar
    from person_roles
    where
        person_id is not null
        and person_id not in (select person_id from people where person_id is not null)

    union all

    select 'person_roles.organisation_id', fact_id::varchar, organisation_id::varchar
    from person_roles
    where
        organisation_id is not null
        and organisation_id not in (
            select organisation_id from organisations where organisation_id is not null
        )

    union all

    select 'quotes.speaker_id', fact_id::varchar, speaker_id::varchar
    from quotes
    where
        speaker_id is not null
        and speaker_id not in (
            select person_id from people where person_id is not null
        )
        and speaker_id not in (
            select organisation_id from organisations where organisation_id is not null
        )

    union all

    select 'ops.fetches.capture_id', fetch_id::varchar, capture_id::varchar
    from ops.fetches
    where
        capture_id is not null
        and capture_id not in (select capture_id from ops.captures)
)

select
    place,
    row_key,
    'points at ' || target || ', which is not there' as problem
from pointers
order by place, row_key;
