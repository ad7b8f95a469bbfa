insert into ops.alerts by name
select
    alert_id,
    source_id,
    flag,
    detail,
    raised_at
from incoming_alerts as incoming
where not exists (
    from ops.alerts
    where
        alerts.cleared_at is null
        and alerts.flag = incoming.flag
        and alerts.source_id is not distinct from incoming.source_id
)
qualify row_number() over (partition by source_id, flag) = 1;
