create or replace temp table settled_copies as
select
    copies.*,
    coalesce(
        duplicates.detected_at,
        (select max(seen_at) from incoming_pages)
    ) as detected_at
from incoming_copies as copies
left join duplicates
    on copies.version_id = duplicates.version_id
    and copies.original_version_id = duplicates.original_version_id;
