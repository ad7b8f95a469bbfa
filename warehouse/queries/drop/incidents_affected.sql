create or replace temp table incidents_affected as
select
    incident_id,
    min(since_on) as since_on
from incident_reports
where version_id in (select version_id from dropped)
group by incident_id;
