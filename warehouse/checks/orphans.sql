-- Nothing is left over: texts without an article's history, stories of one, pages
-- that gave neither an article nor a reason.
-- severity: warning
select
    'ops.captures' as place,
    captures.capture_id::varchar as row_key,
    captures.url || ' of ' || captures.fetched_at
    || ' gave no article and no failure' as problem
from ops.captures as captures
where
    captures.kind in ('page', 'file')
    and captures.url not in (select url from ops.failures where url is not null)
    and captures.final_url not in (select url from ops.failures where url is not null)
    and captures.capture_id not in (
        -- Of other days than a backfill's, among them.
        select capture_id
        from ops.fetches
        where failure_reason is not null and capture_id is not null
    )
    and captures.url_id not in (
        select others.url_id
        from ops.captures as others
        inner join versions on others.capture_id = versions.capture_id
    )

union all

select
    'stories',
    stories.story_id::varchar,
    'tells of one article alone'
from stories
where stories.article_count < 2

union all

select
    'versions',
    versions.version_id::varchar,
    'has no words'
from versions
where versions.word_count = 0 or len(versions.blocks) = 0
order by place, row_key;
