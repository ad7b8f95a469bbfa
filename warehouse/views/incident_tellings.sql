create or replace view incident_tellings as
select
    incident_sites.incident_id,
    incident_reports.event_id,
    incident_reports.article_id,
    articles.source_id,
    articles.duplicate_of,
    incident_sites.plover_type,
    incident_sites.subtype,
    incident_sites.title as incident,
    incident_sites.place,
    incident_sites.district,
    incident_sites.country_iso2,
    incident_sites.place_precision,
    articles.title,
    articles.url,
    articles.duplicate_of is not null as is_copy,
    incident_sites.has_happened,
    incident_sites.date_precision,
    incident_sites.begins_on,
    articles.published_on
from incident_sites
inner join incident_reports
    on incident_sites.incident_id = incident_reports.incident_id
inner join articles
    on incident_reports.article_id = articles.article_id;

comment on view incident_tellings is 'Incidents with every report of each, to count reports, copies, independent sources and incidents over any group.';
comment on column incident_tellings.incident_id is 'The incident: incidents.incident_id.';
comment on column incident_tellings.event_id is 'The event that reports it: events.fact_id; event_reports has its sentence.';
comment on column incident_tellings.article_id is 'Article that reports it: articles.article_id.';
comment on column incident_tellings.source_id is 'Publisher of that article: sources.source_id.';
comment on column incident_tellings.duplicate_of is 'Article whose words that article repeats; null for an original.';
comment on column incident_tellings.plover_type is 'PLOVER type, e.g. ASSAULT; null for a happening without one.';
comment on column incident_tellings.subtype is 'Kind of happening, e.g. flood, election; null if none.';
comment on column incident_tellings.incident is 'Headline of the article that told it first.';
comment on column incident_tellings.place is 'Where it happened, by all reports; null if unknown.';
comment on column incident_tellings.district is 'First-level division of that place; null if none or unknown.';
comment on column incident_tellings.country_iso2 is 'Country of that place, ISO 3166-1 alpha-2; null if none or unknown.';
comment on column incident_tellings.place_precision is 'How precisely the place is known: town, area, admin1, country and so on; null without one.';
comment on column incident_tellings.title is 'Headline of the reporting article; null where the source gives none.';
comment on column incident_tellings.url is 'Address of the reporting article.';
comment on column incident_tellings.is_copy is 'Whether that article repeats another.';
comment on column incident_tellings.has_happened is 'Whether it took place: what was planned or threatened did not.';
comment on column incident_tellings.date_precision is 'How precisely the time is known: day, week, month, year or unknown.';
comment on column incident_tellings.begins_on is 'First day it may have happened on, by all reports; null if unknown.';
comment on column incident_tellings.published_on is 'Day the reporting article was published, in the publisher''s zone; null if unknown.';
