create or replace view source_days as
with asked as (
    select
        source_id,
        cast(started_at as date) as day,
        count(*) as requests,
        count(*) filter (failure_reason is not null) as failed_requests
    from ops.fetches
    where kind in ('listing', 'file')
    group by source_id, cast(started_at as date)
),

readers as (
    select arg_max(extractor_version, seen_at) as extractor_version
    from versions
),

told as (
    select
        articles.source_id,
        articles.published_on as day,
        count(*) as articles,
        count(*) filter (
            versions.extractor_version <> readers.extractor_version
        ) as stale_articles
    from articles
    inner join versions on articles.latest_version_id = versions.version_id
    cross join readers
    where articles.published_on is not null
    group by articles.source_id, articles.published_on
),

refused as (
    select
        source_id,
        cast(occurred_at as date) as day,
        count(distinct url) as refused
    from ops.failures
    where source_id is not null and stage <> 'listing'
    group by source_id, cast(occurred_at as date)
),

spans as (
    select
        source_id,
        min(day) as first_on
    from (
        select source_id, day from asked
        union all
        select source_id, day from told
    ) as seen
    group by source_id
),

newest as (
    select greatest(
        (select max(day) from asked), (select max(day) from told)
    ) as last_on
),

calendar as (
    select
        spans.source_id,
        cast(
            unnest(generate_series(spans.first_on, newest.last_on, interval 1 day))
            as date
        ) as day
    from spans
    cross join newest
),

days as (
    select
        calendar.source_id,
        calendar.day,
        coalesce(told.articles, 0) as articles,
        coalesce(told.stale_articles, 0) as stale_articles,
        coalesce(refused.refused, 0) as refused,
        -- A listing of the next morning still shows what the day brought.
        coalesce(today.requests, 0) + coalesce(tomorrow.requests, 0) as requests,
        coalesce(today.failed_requests, 0) + coalesce(tomorrow.failed_requests, 0)
            as failed_requests
    from calendar
    left join told
        on calendar.source_id = told.source_id and calendar.day = told.day
    left join refused
        on calendar.source_id = refused.source_id and calendar.day = refused.day
    left join asked as today
        on calendar.source_id = today.source_id and calendar.day = today.day
    left join asked as tomorrow
        on calendar.source_id = tomorrow.source_id
        and calendar.day + 1 = tomorrow.day
)

select
    source_id,
    day,
    case
        when stale_articles > 0 then 'stale'
        when articles > 0 then 'done'
        when requests = 0 then 'missing'
        when failed_requests = requests then 'failed'
        else 'empty'
    end as state,
    articles,
    stale_articles,
    refused,
    requests,
    failed_requests
from days;

comment on view source_days is 'Every source on every day since it was first asked or first published, up to the newest day: what we have of it and what is wrong.';
comment on column source_days.source_id is 'Publisher: sources.source_id.';
comment on column source_days.day is 'Day of publication in the publisher''s zone; of requests and refusals the UTC day.';
comment on column source_days.state is 'done; stale: has articles that an older page reader read; missing: no article and never asked; failed: every request failed; empty: asked, and it had nothing.';
comment on column source_days.articles is 'Articles published on this day.';
comment on column source_days.stale_articles is 'Those among them whose latest text an older page reader made.';
comment on column source_days.refused is 'Pages that failed or were refused on this day: see ops.failures.';
comment on column source_days.requests is 'Requests for its listings on this day and the next, which still shows it.';
comment on column source_days.failed_requests is 'Those among them that failed.';
