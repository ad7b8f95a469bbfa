-- The same of versions that the warehouse holds: other facts of theirs were replaced.
create or replace temp table profiled_people as
select *
from people
where version_id in (select version_id from settled where not is_known);

create or replace temp table profiled_roles as
select *
from person_roles
where version_id in (select version_id from settled where not is_known);
