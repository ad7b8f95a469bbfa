update versions
set refused_by = replaced.refused_by
from replaced
where
    versions.version_id = replaced.version_id
    and replaced.refused_by is not null;
