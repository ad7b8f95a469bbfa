insert into duplicates by name
select *
from settled_copies
where version_id not in (select version_id from duplicates);
