update versions
set
    facts_skipped = replaced.facts_skipped,
    fact_versions = replaced.fact_versions
from replaced
where
    versions.version_id = replaced.version_id
    and replaced.kinds is not null;
