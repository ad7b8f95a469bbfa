-- Fetching state of the addresses in asked, from the requests made for them.
with relevant as (
    select *
    from requests
    where url_id in (select url_id from asked)
),

successes as (
    select
        url_id,
        max(started_at) as last_success_at
    from relevant
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
    from relevant
    where failure_reason is null and capture_id is not null
    group by url_id
)

select
    relevant.url_id,
    min(relevant.started_at) as first_fetched_at,
    max(relevant.started_at) as last_fetched_at,
    arg_max_null(relevant.failure_reason, relevant.started_at) as last_reason,
    count(*) filter (
        relevant.failure_reason is not null
        and (
            successes.last_success_at is null
            or relevant.started_at > successes.last_success_at
        )
    ) as failures_in_row,
    arg_max_null(relevant.link_digest, relevant.started_at) as link_digest,
    any_value(bodies.newest.etag) as etag,
    any_value(bodies.newest.last_modified) as last_modified,
    any_value(bodies.newest.final_url) as validated_url,
    any_value(bodies.newest.capture_id) as capture_id
from relevant
left join successes on relevant.url_id = successes.url_id
left join bodies on relevant.url_id = bodies.url_id
group by relevant.url_id;
