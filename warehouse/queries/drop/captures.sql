-- The bytes stay in the archive, where they are one record among others.
update ops.captures
set dropped_at = $at
where source_id = $source_id and dropped_at is null;
