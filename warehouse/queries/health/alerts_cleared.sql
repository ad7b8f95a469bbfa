update ops.alerts
set cleared_at = $at
where
    cleared_at is null
    and not exists (
        from incoming_alerts as incoming
        where
            incoming.flag = alerts.flag
            and incoming.source_id is not distinct from alerts.source_id
    );
