-- To be counted anew: what incidents_delete and incidents_insert ask for.
create or replace temp table incidents_grouped as
select
    cast(null as uuid) as member_id,
    incident_id as group_id,
    since_on
from incidents_affected;

create or replace temp table incidents_joined as
select
    incident_id,
    incident_id as merged_into,
    since_on
from incidents_affected
limit 0;
