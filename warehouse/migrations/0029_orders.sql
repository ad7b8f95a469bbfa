alter table ops.source_orders add column retry_at timestamptz;

comment on column ops.source_orders.retry_at is 'UTC instant of the last dateline sources retry: pages whose requests failed before it are asked for again; null if there was none.';
