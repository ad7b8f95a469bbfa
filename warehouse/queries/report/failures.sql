select
    stage,
    reason,
    count(*) as failures,
    list(distinct source_id order by source_id) filter (source_id is not null)
        as sources,
    arg_max(coalesce(url || ': ', '') || detail, (occurred_at, failure_id))
        as latest
from ops.failures
where cast(occurred_at as date) between $since and $until
group by stage, reason
order by failures desc, stage, reason;
