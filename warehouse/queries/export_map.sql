-- Incidents that have a point, each with its counts and the addresses of its reports.
with reports as (
    select
        incident_reports.incident_id,
        list(distinct articles.url order by articles.url) as urls
    from incident_reports
    inner join articles on incident_reports.article_id = articles.article_id
    group by incident_reports.incident_id
)

select
    incident_sites.lon,
    incident_sites.lat,
    incident_sites.incident_id,
    incident_sites.plover_type,
    incident_sites.subtype,
    incident_sites.title,
    incident_sites.status,
    incident_sites.place,
    incident_sites.district,
    incident_sites.country_iso2,
    incident_sites.place_precision,
    incident_sites.begins_on,
    incident_sites.ends_on,
    incident_sites.date_precision,
    incident_sites.reports,
    incident_sites.copies,
    incident_sites.independent_sources,
    incident_sites.killed_min,
    incident_sites.killed_max,
    incident_sites.injured_min,
    incident_sites.injured_max,
    incident_sites.first_reported_at,
    incident_sites.last_reported_at,
    reports.urls
from incident_sites
inner join reports on incident_sites.incident_id = reports.incident_id
where incident_sites.lat is not null
order by incident_sites.first_reported_at, incident_sites.incident_id;
