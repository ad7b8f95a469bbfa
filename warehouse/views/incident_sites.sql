create or replace view incident_sites as
select
    incidents.incident_id,
    incidents.story_id,
    incidents.place_id,
    incidents.plover_type,
    incidents.subtype,
    incidents.status,
    incidents.title,
    incidents.place,
    known_places.admin1_name as district,
    incidents.country_iso2,
    known_places.precision as place_precision,
    incidents.report_count as reports,
    incidents.copy_count as copies,
    incidents.source_count as independent_sources,
    incidents.killed_min,
    incidents.killed_max,
    incidents.injured_min,
    incidents.injured_max,
    known_places.lat,
    known_places.lon,
    incidents.status in ('happened', 'ongoing') as has_happened,
    incidents.date_precision,
    incidents.begins_on,
    incidents.ends_on,
    incidents.first_reported_at,
    incidents.last_reported_at
from incidents
left join known_places on incidents.place_id = known_places.place_id;

comment on view incident_sites is 'Incidents, each distinct happening once, with its place on the map and its counts of reports, copies and independent sources.';
comment on column incident_sites.incident_id is 'Key: incidents.incident_id; its reports are in incident_tellings, with their sentences in event_reports.';
comment on column incident_sites.story_id is 'Story that tells it: stories.story_id; null if none.';
comment on column incident_sites.place_id is 'Where: places.place_id; null if unknown.';
comment on column incident_sites.plover_type is 'PLOVER type, e.g. ASSAULT; null for a happening without one.';
comment on column incident_sites.subtype is 'Kind of happening, e.g. flood, election; null if none.';
comment on column incident_sites.status is 'How it stands by the latest report: happened, ongoing, planned, ordered or threatened.';
comment on column incident_sites.title is 'Headline of the article that told it first.';
comment on column incident_sites.place is 'Where, as the gazetteer calls it; null if unknown.';
comment on column incident_sites.district is 'First-level division of the place; null if none or unknown.';
comment on column incident_sites.country_iso2 is 'Country, ISO 3166-1 alpha-2; null if none or unknown.';
comment on column incident_sites.place_precision is 'How precisely the place is known: town, area, admin1, country and so on; null without one.';
comment on column incident_sites.reports is 'Articles that report it, copies included.';
comment on column incident_sites.copies is 'Those among them that repeat another.';
comment on column incident_sites.independent_sources is 'Publishers that report it in their own words.';
comment on column incident_sites.killed_min is 'Fewest people killed, of all that is stated; null if nobody says.';
comment on column incident_sites.killed_max is 'Most people killed, of all that is stated; null if nobody says.';
comment on column incident_sites.injured_min is 'Fewest people injured, of all that is stated; null if nobody says.';
comment on column incident_sites.injured_max is 'Most people injured, of all that is stated; null if nobody says.';
comment on column incident_sites.lat is 'Latitude, degrees north, WGS 84; null without a place.';
comment on column incident_sites.lon is 'Longitude, degrees east, WGS 84; null without a place.';
comment on column incident_sites.has_happened is 'Whether it took place: what was denied, planned or threatened did not.';
comment on column incident_sites.date_precision is 'How precisely the time is known: day, week, month, year or unknown.';
comment on column incident_sites.begins_on is 'First day it may have happened on; null if unknown.';
comment on column incident_sites.ends_on is 'Last day it may have happened on; null if unknown.';
comment on column incident_sites.first_reported_at is 'UTC instant of the first report.';
comment on column incident_sites.last_reported_at is 'UTC instant of the last report.';
