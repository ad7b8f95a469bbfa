-- Of versions that stood before this batch; of new ones duplicates says it all.
insert into duplicate_changes by name
select
    members.version_id,
    duplicates.original_version_id as from_original_version_id,
    copies.original_version_id as to_original_version_id,
    (select max(seen_at) from incoming_pages) as changed_at
from members
left join duplicates on members.version_id = duplicates.version_id
left join incoming_copies as copies on members.version_id = copies.version_id
where
    duplicates.original_version_id is distinct from copies.original_version_id
    and members.version_id not in (
        select version_id
        from settled
        where not is_known
    );
