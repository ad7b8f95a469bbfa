-- Who is named by the versions that a batch brought: of its own rows, since in the
-- tables of millions all versions' ids would be read to find these.
create or replace temp table profiled_people as
select *
from incoming_people
where version_id in (select version_id from settled where not is_known)
qualify row_number() over (partition by fact_id) = 1;

create or replace temp table profiled_roles as
select *
from incoming_person_roles
where version_id in (select version_id from settled where not is_known)
qualify row_number() over (partition by fact_id) = 1;
