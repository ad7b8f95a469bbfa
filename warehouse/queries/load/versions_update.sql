-- An older state that arrived late moves the ones after it.
update versions
set
    ordinal = settled.ordinal,
    seen_at = settled.seen_at
from settled
where
    versions.version_id = settled.version_id
    and settled.is_known
    and (
        versions.ordinal <> settled.ordinal
        or versions.seen_at <> settled.seen_at
    );
