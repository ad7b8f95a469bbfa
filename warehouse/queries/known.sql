-- Fetching state of addresses, from the requests made for them.
with successes as (
    select
        url_id,
        max(started_at) as last_success_at
    from requests
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
    from requests
    where failure_reason is null and capture_id is not null
    group by url_id
)

select
    requests.url_id,
    min(requests.started_at) as first_fetched_at,
    max(requests.started_at) as last_fetched_at,
    arg_max_null(requests.failure_reason, requests.started_at) as last_reason,
    count(*) filter (
        requests.failure_reason is not null
        and (
            successes.last_success_at is null
            or requests.started_at > successes.last_success_at
        )
    ) as failures_in_row,
    arg_max_null(requests.link_digest, requests.started_at) as link_digest,
    arg_max_null(requests.final_url, requests.started_at) as final_url,
    any_value(bodies.newest.etag) as etag,
    any_value(bodies.newest.last_modified) as last_modified,
    any_value(bodies.newest.final_url) as validated_url,
    any_value(bodies.newest.capture_id) as capture_id
from requests
left join successes on requests.url_id = successes.url_id
left join bodies on requests.url_id = bodies.url_id
group by requests.url_id;
