-- Versions that turned out to be the original, or to have come from another one.
delete from duplicates
where
    version_id in (select version_id from members)
    and not exists (
        from settled_copies as settled
        where
            settled.version_id = duplicates.version_id
            and settled.original_version_id = duplicates.original_version_id
            and settled.nearest_version_id = duplicates.nearest_version_id
            and settled.kind = duplicates.kind
            and settled.containment = duplicates.containment
            and settled.shared_runs is not distinct from duplicates.shared_runs
    );
