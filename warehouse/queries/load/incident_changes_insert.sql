insert into incident_changes by name
select
    incident_id,
    merged_into,
    (select max(seen_at) from incoming_pages) as changed_at
from incidents_joined;
