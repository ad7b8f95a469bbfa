create or replace view event_reports as
select
    events.fact_id as event_id,
    incident_reports.incident_id,
    events.article_id,
    events.version_id,
    events.place_id,
    articles.source_id,
    articles.story_id,
    articles.duplicate_of,
    events.plover_type,
    events.mode,
    events.subtype,
    events.acled_type,
    events.acled_subtype,
    events.cameo_root,
    events.status,
    events.trigger,
    events.place,
    known_places.admin1_name as district,
    events.country_iso2,
    known_places.precision as place_precision,
    versions.text[events.sentence_start_char + 1 : events.sentence_end_char]
        as sentence,
    articles.title,
    articles.url,
    events.start_char,
    known_places.lat,
    known_places.lon,
    -- A function, since the planner moves no comparison of two tables' columns to where
    -- the sentences are not read yet.
    datediff('day', events.begins_on, articles.published_on) as days_later,
    events.confidence,
    events.date_precision,
    events.begins_on,
    events.ends_on,
    articles.published_on
from events
inner join articles on events.version_id = articles.latest_version_id
inner join versions on events.version_id = versions.version_id
left join known_places on events.place_id = known_places.place_id
left join incident_reports on events.fact_id = incident_reports.event_id;

comment on view event_reports is 'Events as the latest version of every article reports them, one row per report: many may tell of one incident.';
comment on column event_reports.event_id is 'Key: events.fact_id.';
comment on column event_reports.incident_id is 'What happened, with all its reports: incidents.incident_id; null where it could not be placed.';
comment on column event_reports.article_id is 'Article: articles.article_id.';
comment on column event_reports.version_id is 'Its latest version: versions.version_id.';
comment on column event_reports.place_id is 'Where, as this article says: places.place_id; null if it does not.';
comment on column event_reports.source_id is 'Publisher: sources.source_id.';
comment on column event_reports.story_id is 'Story: stories.story_id; null if the article stands alone.';
comment on column event_reports.duplicate_of is 'Article whose words this article repeats; null for an original.';
comment on column event_reports.plover_type is 'PLOVER type, e.g. ASSAULT; null for a happening without one.';
comment on column event_reports.mode is 'PLOVER mode; null if none.';
comment on column event_reports.subtype is 'Kind of happening, e.g. flood, election; null if none.';
comment on column event_reports.acled_type is 'ACLED event type; null if none fits.';
comment on column event_reports.acled_subtype is 'ACLED sub-event type; null if none fits.';
comment on column event_reports.cameo_root is 'CAMEO root code, 01 to 20; null if none fits.';
comment on column event_reports.status is 'happened, ongoing, planned, ordered, threatened, denied or hypothetical: only the first two took place.';
comment on column event_reports.trigger is 'Base form of the words that name the event: shell of shelled.';
comment on column event_reports.place is 'Where, as the gazetteer calls it; null if the article does not say.';
comment on column event_reports.district is 'First-level division of that place; null if none or unknown.';
comment on column event_reports.country_iso2 is 'Country of that place, ISO 3166-1 alpha-2; null if none or unknown.';
comment on column event_reports.place_precision is 'How precisely the place is told: town, area, admin1, country and so on, see places.precision; null without a place.';
comment on column event_reports.sentence is 'The sentence that reports it.';
comment on column event_reports.title is 'Headline of the article; null where the source gives none.';
comment on column event_reports.url is 'Address of the article.';
comment on column event_reports.start_char is 'Where the trigger begins in versions.text, code points from 0.';
comment on column event_reports.lat is 'Latitude, degrees north, WGS 84; null without a place.';
comment on column event_reports.lon is 'Longitude, degrees east, WGS 84; null without a place.';
comment on column event_reports.days_later is 'Days from begins_on to published_on, negative for what was still to come; null if either is unknown.';
comment on column event_reports.confidence is 'Share of such events that are right on development data, 0 to 1.';
comment on column event_reports.date_precision is 'How precisely the time is told: day, week, month, year or unknown.';
comment on column event_reports.begins_on is 'First day it may have happened on, as this article says; null if unknown.';
comment on column event_reports.ends_on is 'Last day it may have happened on; null if unknown.';
comment on column event_reports.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
