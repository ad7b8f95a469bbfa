-- Incidents that lose reports, or whose tolls may be others now.
create or replace temp table incidents_affected as
select
    incident_id,
    min(since_on) as since_on
from incident_reports
where
    version_id in (select version_id from gone)
    or version_id in (
        select version_id
        from replaced
        where list_has_any(kinds, ['events', 'casualties'])
    )
group by incident_id;
