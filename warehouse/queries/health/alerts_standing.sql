select
    alert_id,
    source_id,
    flag,
    detail,
    raised_at,
    sent_at
from ops.alerts
where cleared_at is null
order by raised_at, source_id, flag;
