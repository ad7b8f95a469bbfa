-- Counts from the last poll, so that the order holds at once.
update ops.source_state
set
    interval_seconds = $seconds,
    next_poll_at = last_polled_at + to_seconds($seconds)
where source_id = $source_id;
