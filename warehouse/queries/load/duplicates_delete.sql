-- A version that turned out to be the original, or a copy of another one.
delete from duplicates
where
    version_id in (select version_id from members)
    and (version_id, original_version_id) not in (
        select (version_id, original_version_id) from matches
    );
