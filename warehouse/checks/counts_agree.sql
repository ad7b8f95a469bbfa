-- What is counted in one table is there in the other.
-- severity: error
with histories as (
    select
        article_id,
        count(*) as version_count,
        min(ordinal) as first_ordinal,
        max(ordinal) as last_ordinal,
        arg_max(version_id, ordinal) as newest
    from versions
    group by article_id
),

members as (
    select
        story_id,
        count(*) filter (duplicate_of is null) as article_count,
        count(*) filter (duplicate_of is not null) as copy_count
    from articles
    where story_id is not null
    group by story_id
)

select
    'articles.version_count' as place,
    articles.article_id::varchar as row_key,
    'says ' || articles.version_count || ', versions holds '
    || coalesce(histories.version_count, 0) as problem
from articles
left join histories on articles.article_id = histories.article_id
where articles.version_count is distinct from histories.version_count

union all

select
    'versions.ordinal',
    article_id::varchar,
    'goes from ' || first_ordinal || ' to ' || last_ordinal || ' in '
    || version_count || ' versions'
from histories
where first_ordinal <> 1 or last_ordinal <> version_count

union all

select
    'stories.article_count',
    stories.story_id::varchar,
    'says ' || stories.article_count || ' and ' || stories.copy_count
    || ' copies, articles has ' || coalesce(members.article_count, 0) || ' and '
    || coalesce(members.copy_count, 0)
from stories
left join members on stories.story_id = members.story_id
where
    stories.article_count is distinct from members.article_count
    or stories.copy_count is distinct from members.copy_count

union all

select
    'ops.search_documents',
    articles.article_id::varchar,
    'is neither indexed nor pending: search does not find it'
from articles
where
    not exists (
        from ops.search_documents as documents
        where documents.article_id = articles.article_id
    )
    and not exists (
        from ops.search_pending as pending
        where pending.article_id = articles.article_id
    )
order by place, row_key;
