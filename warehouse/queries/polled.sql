-- Of each source: when it was asked last, and how many articles came of it so far.
with polls as (
    select
        source_id,
        max(started_at) as last_poll_at
    from ops.fetches
    where kind in ('listing', 'file')
    group by source_id
),

counts as (
    select
        source_id,
        count(*) as article_count
    from articles
    group by source_id
)

select
    polls.source_id,
    strftime(polls.last_poll_at, '%Y-%m-%d %H:%M') as last_poll,
    coalesce(counts.article_count, 0) as article_count
from polls
left join counts on polls.source_id = counts.source_id;
