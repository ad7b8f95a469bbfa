-- Fetching state of addresses, from the requests made for them.
-- A failure before its source's dateline sources retry counts no more.
with counted as (
    select requests.*
    from requests
    left join ops.source_orders as orders
        on requests.source_id = orders.source_id
    where
        requests.failure_reason is null
        or orders.retry_at is null
        or requests.started_at >= orders.retry_at
),

successes as (
    select
        url_id,
        max(started_at) as last_success_at
    from counted
    where failure_reason is null
    group by url_id
),

bodies as (
    select
        url_id,
        arg_max(
            {
                'etag': etag,
                'last_modified': last_modified,
                'final_url': final_url,
                'capture_id': capture_id
            },
            started_at
        ) as newest
    from counted
    where failure_reason is null and capture_id is not null
    group by url_id
)

select
    counted.url_id,
    min(counted.started_at) as first_fetched_at,
    max(counted.started_at) as last_fetched_at,
    arg_max_null(counted.failure_reason, counted.started_at) as last_reason,
    count(*) filter (
        counted.failure_reason is not null
        and (
            successes.last_success_at is null
            or counted.started_at > successes.last_success_at
        )
    ) as failures_in_row,
    arg_max_null(counted.link_digest, counted.started_at) as link_digest,
    arg_max_null(counted.final_url, counted.started_at) as final_url,
    any_value(bodies.newest.etag) as etag,
    any_value(bodies.newest.last_modified) as last_modified,
    any_value(bodies.newest.final_url) as validated_url,
    any_value(bodies.newest.capture_id) as capture_id
from counted
left join successes on counted.url_id = successes.url_id
left join bodies on counted.url_id = bodies.url_id
group by counted.url_id;
