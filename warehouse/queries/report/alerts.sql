select
    coalesce(source_id, '') as source,
    flag,
    detail,
    raised_at,
    cleared_at
from ops.alerts
where
    cast(raised_at as date) <= $until
    and (cleared_at is null or cast(cleared_at as date) >= $since)
order by raised_at, source, flag;
