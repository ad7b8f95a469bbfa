-- All versions whose words an article has, or had, about which this batch tells
-- something: a new state, another day, or that it is the origin of others.
with touched as (
    select article_id
    from incoming_pages

    union

    select articles.article_id
    from articles
    where articles.canonical_url in (
        select origin_url
        from incoming_pages
        where origin_url is not null
    )
),

affected as (
    select distinct content_digest
    from versions
    where article_id in (select article_id from touched)
),

origins as (
    select distinct origin_url
    from articles
    where origin_url is not null
)

select
    versions.content_digest,
    versions.version_id,
    versions.article_id,
    articles.canonical_url,
    articles.origin_url,
    origins.origin_url is not null as is_named_origin,
    articles.published_at,
    articles.published_on,
    articles.first_seen_at,
    versions.seen_at
from versions
inner join articles on versions.article_id = articles.article_id
left join origins on articles.canonical_url = origins.origin_url
where versions.content_digest in (select content_digest from affected);
