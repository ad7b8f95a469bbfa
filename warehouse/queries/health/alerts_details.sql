update ops.alerts
set detail = incoming.detail
from incoming_alerts as incoming
where
    alerts.cleared_at is null
    and incoming.flag = alerts.flag
    and incoming.source_id is not distinct from alerts.source_id;
