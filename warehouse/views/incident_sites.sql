create or replace view incident_sites as
with located as (
    select
        incidents.*,
        (
            select
                {
                    'district': any_value(places.admin1_name),
                    'precision': any_value(places.precision),
                    'lat': any_value(places.lat),
                    'lon': any_value(places.lon)
                }
            from incident_reports
            inner join places
                on incident_reports.version_id = places.version_id
            where
                incident_reports.incident_id = incidents.incident_id
                and places.place_id = incidents.place_id
        ) as site,
        (
            select list(distinct articles.source_id)
            from incident_reports
            inner join articles
                on incident_reports.article_id = articles.article_id
            where
                incident_reports.incident_id = incidents.incident_id
                and articles.duplicate_of is null
        ) as own_sources
    from incidents
)

select
    incident_id,
    story_id,
    place_id,
    plover_type,
    subtype,
    status,
    title,
    place,
    site.district,
    country_iso2,
    site.precision as place_precision,
    list_sort(coalesce(own_sources, [])) as sources,
    report_count as reports,
    copy_count as copies,
    source_count as independent_sources,
    killed_min,
    killed_max,
    injured_min,
    injured_max,
    site.lat,
    site.lon,
    status in ('happened', 'ongoing') as has_happened,
    date_precision,
    begins_on,
    ends_on,
    first_reported_at,
    last_reported_at
from located;

comment on view incident_sites is 'Incidents, each distinct happening once, with its place on the map and its counts of reports, copies and independent sources.';
comment on column incident_sites.incident_id is 'Key: incidents.incident_id; its reports with their sentences are in event_reports.';
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
comment on column incident_sites.sources is 'Independent sources by name: publishers that report it in their own words; sorted.';
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
