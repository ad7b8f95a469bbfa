-- What had failed counts no more; the next run asks.
update ops.source_state
set
    next_poll_at = $at,
    failures_in_row = 0,
    failure_weight = 0,
    gone_seen = 0,
    gone_first_seen_at = null,
    is_disabled = false,
    disabled_reason = null
where source_id = $source_id;
