insert into duplicates by name
select
    matches.version_id,
    matches.original_version_id,
    matches.kind,
    matches.containment,
    ? as detected_at
from matches
where matches.version_id not in (select version_id from duplicates);
