create or replace view source_status as
with latest as (
    select max(started_at) as now_at
    from ops.fetches
),

requests as (
    select
        fetches.source_id,
        count(*) filter (
            fetches.started_at > latest.now_at - interval 7 day
        ) as requests,
        count(*) filter (
            fetches.started_at > latest.now_at - interval 7 day
            and fetches.failure_reason is not null
        ) as failed_requests,
        count(*) filter (
            fetches.started_at <= latest.now_at - interval 7 day
        ) as usual_requests,
        count(*) filter (
            fetches.started_at <= latest.now_at - interval 7 day
            and fetches.failure_reason is not null
        ) as usual_failed_requests
    from ops.fetches
    cross join latest
    where fetches.started_at > latest.now_at - interval 35 day
    group by fetches.source_id
),

listings as (
    select
        source_id,
        max(last_polled_at) as last_polled_at,
        max(last_read_at) as last_read_at,
        min(next_poll_at) as next_poll_at,
        min(failures_in_row) as failures_in_row,
        any_value(last_failure_reason) as last_failure_reason,
        bool_and(is_disabled) as is_gone
    from ops.source_state
    group by source_id
),

newest as (
    select
        source_id,
        max(first_seen_at) as last_article_at
    from articles
    group by source_id
),

shares as (
    select
        source_id,
        failed_requests / nullif(requests, 0) as failed_share,
        usual_failed_requests / nullif(usual_requests, 0) as usual_failed_share,
        requests
    from requests
)

select
    sources.source_id,
    listings.last_failure_reason,
    orders.reason as paused_reason,
    coalesce(source_health.articles, 0) as articles,
    source_health.usual_articles,
    coalesce(source_health.refused, 0) as refused,
    shares.failed_share,
    shares.usual_failed_share,
    coalesce(orders.is_paused, false) as is_paused,
    list_filter(
        list_concat(
            coalesce(source_health.flags, []),
            [
                case when listings.is_gone then 'gone' end,
                case when listings.failures_in_row >= 3 then 'listing-fails' end,
                case
                    when shares.requests >= 5
                        and shares.failed_share
                        >= coalesce(shares.usual_failed_share, 0) + 0.2
                        then 'requests-fail'
                end
            ]
        ),
        lambda flag: flag is not null
    ) as flags,
    newest.last_article_at,
    listings.last_polled_at,
    listings.last_read_at,
    listings.next_poll_at
from sources
left join source_health on sources.source_id = source_health.source_id
left join ops.source_orders as orders on sources.source_id = orders.source_id
left join listings on sources.source_id = listings.source_id
left join newest on sources.source_id = newest.source_id
left join shares on sources.source_id = shares.source_id
where sources.is_enabled;

comment on view source_status is 'Enabled sources as they stand: how fresh, how much against their own past, what fails; one row a source.';
comment on column source_status.source_id is 'Publisher: sources.source_id.';
comment on column source_status.last_failure_reason is 'Slug of what its last poll failed by; null if it succeeded or there is no polled listing.';
comment on column source_status.paused_reason is 'Why it is paused, in words; null where it is not or nobody said.';
comment on column source_status.articles is 'Articles first seen in the seven days up to the newest request of all.';
comment on column source_status.usual_articles is 'Articles that seven days of the 28 before had; null for a source without a past.';
comment on column source_status.refused is 'Pages refused in the seven days.';
comment on column source_status.failed_share is 'Share of its requests that failed in the seven days, 0 to 1; null without requests.';
comment on column source_status.usual_failed_share is 'The same in the 28 days before.';
comment on column source_status.is_paused is 'Whether dateline sources pause holds.';
comment on column source_status.flags is 'Those of source_health, and gone (410 for a day), listing-fails (three polls in a row), requests-fail (a fifth more of them than before).';
comment on column source_status.last_article_at is 'UTC instant at which its newest article was first seen; null without any.';
comment on column source_status.last_polled_at is 'UTC instant of the last poll; null for kinds without polling state.';
comment on column source_status.last_read_at is 'UTC instant of the last poll that could be read; null if none could.';
comment on column source_status.next_poll_at is 'UTC instant from which the first of its listings may be polled; null as last_polled_at.';
