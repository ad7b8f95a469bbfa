create or replace view interactions as
select
    actors.event_id,
    incident_reports.incident_id,
    events.article_id,
    events.version_id,
    actors.entity_id as actor_id,
    targets.entity_id as target_id,
    articles.source_id,
    articles.duplicate_of,
    actors.text as actor,
    targets.text as target,
    actors.country_iso3 as actor_country_iso3,
    targets.country_iso3 as target_country_iso3,
    actors.sector as actor_sector,
    targets.sector as target_sector,
    events.plover_type,
    events.subtype,
    events.status,
    events.place,
    versions.text[events.sentence_start_char + 1 : events.sentence_end_char]
        as sentence,
    articles.url,
    events.date_precision,
    events.begins_on,
    articles.published_on
from event_participants as actors
inner join event_participants as targets on actors.event_id = targets.event_id
inner join events on actors.event_id = events.fact_id
inner join articles on events.version_id = articles.latest_version_id
inner join versions on events.version_id = versions.version_id
left join incident_reports on events.fact_id = incident_reports.event_id
where actors.role = 'actor' and targets.role = 'target';

comment on view interactions is 'Who did what to whom: every pair of actor and target in every event of the latest versions.';
comment on column interactions.event_id is 'The event: events.fact_id.';
comment on column interactions.incident_id is 'What happened, with all its reports: incidents.incident_id; null where it could not be placed.';
comment on column interactions.article_id is 'Article: articles.article_id.';
comment on column interactions.version_id is 'Its latest version: versions.version_id.';
comment on column interactions.actor_id is 'Who acts: event_participants.entity_id; null if unknown.';
comment on column interactions.target_id is 'Who is acted upon: event_participants.entity_id; null if unknown.';
comment on column interactions.source_id is 'Publisher: sources.source_id.';
comment on column interactions.duplicate_of is 'Article whose words this article repeats; null for an original.';
comment on column interactions.actor is 'Who acts, by name.';
comment on column interactions.target is 'Who is acted upon, by name.';
comment on column interactions.actor_country_iso3 is 'Country of the actor, ISO 3166-1 alpha-3; null if unknown.';
comment on column interactions.target_country_iso3 is 'Country of the target, ISO 3166-1 alpha-3; null if unknown.';
comment on column interactions.actor_sector is 'PLOVER sector of the actor, e.g. GOV; null if unknown.';
comment on column interactions.target_sector is 'PLOVER sector of the target; null if unknown.';
comment on column interactions.plover_type is 'PLOVER type, e.g. ASSAULT; null for a happening without one.';
comment on column interactions.subtype is 'Kind of happening; null if none.';
comment on column interactions.status is 'happened, ongoing, planned, ordered, threatened, denied or hypothetical.';
comment on column interactions.place is 'Where, as the gazetteer calls it; null if the article does not say.';
comment on column interactions.sentence is 'The sentence that reports it.';
comment on column interactions.url is 'Address of the article.';
comment on column interactions.date_precision is 'How precisely the time is told: day, week, month, year or unknown.';
comment on column interactions.begins_on is 'First day it may have happened on; null if unknown.';
comment on column interactions.published_on is 'Day of publication in the publisher''s zone; null if unknown.';
