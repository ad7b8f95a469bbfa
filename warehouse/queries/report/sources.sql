with told as (
    select
        *,
        coalesce(published_on, cast(first_seen_at as date)) as told_on,
        cast(first_seen_at as date) as seen_on
    from articles
),

counts as (
    select
        article_id,
        count(*) as facts
    from facts
    group by article_id
),

came as (
    select
        told.source_id,
        count(*) as articles,
        count(*) filter (told.seen_on between $since and $until) as first_seen,
        count(*) filter (told.duplicate_of is not null) as copies,
        cast(coalesce(sum(counts.facts), 0) as bigint) as facts
    from told
    left join counts on told.article_id = counts.article_id
    where
        told.told_on between $since and $until
        or told.seen_on between $since and $until
    group by told.source_id
),

failed as (
    select
        source_id,
        count(*) as failures
    from ops.failures
    where
        source_id is not null
        and cast(occurred_at as date) between $since and $until
    group by source_id
)

select
    coalesce(came.source_id, failed.source_id) as source,
    coalesce(came.articles, 0) as articles,
    coalesce(came.first_seen, 0) as first_seen,
    coalesce(came.copies, 0) as copies,
    coalesce(came.facts, 0) as facts,
    coalesce(failed.failures, 0) as failures
from came
full outer join failed on came.source_id = failed.source_id
order by articles desc, source;
