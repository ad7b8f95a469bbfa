-- What changed between two versions of one article?
with texts as (
    select
        versions.article_id,
        versions.ordinal as version,
        blocks.ordinal as paragraph,
        blocks.words
    from blocks
    inner join versions on blocks.version_id = versions.version_id
    inner join articles on versions.article_id = articles.article_id
    where articles.version_count > 1
),

changed as (
    select
        *,
        count(*) over (partition by article_id, words) as times_seen
    from texts
)

select
    articles.title,
    changed.version,
    if(changed.version = articles.version_count, 'added', 'removed') as change,
    changed.words
from changed
inner join articles on changed.article_id = articles.article_id
where changed.times_seen < articles.version_count
order by articles.title, changed.paragraph, changed.version;
