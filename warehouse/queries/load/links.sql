-- What is known of near pairs within these clusters.
select
    version_id,
    other_version_id,
    containment,
    length_ratio,
    shared_runs
from ops.likenesses
where
    relation = 'near'
    and version_id in (select version_id from members)
    and other_version_id in (select version_id from members);
