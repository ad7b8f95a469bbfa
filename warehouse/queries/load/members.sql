-- All versions of the clusters about which this batch tells something: a new state,
-- another day, a likeness, or that an article is the origin of others.
create or replace temp table members as
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

ends as (
    select version_id
    from incoming_likenesses
    where relation = 'near'

    union

    select other_version_id
    from incoming_likenesses
    where relation = 'near'
),

same_words as (
    select version_id
    from versions
    where content_digest in (
        select content_digest
        from versions
        where
            article_id in (select article_id from touched)
            or version_id in (select version_id from ends)
    )
),

roots as (
    select coalesce(duplicates.original_version_id, same_words.version_id) as version_id
    from same_words
    left join duplicates on same_words.version_id = duplicates.version_id
),

everyone as (
    select version_id
    from same_words

    union

    select version_id
    from roots

    union

    select version_id
    from duplicates
    where original_version_id in (select version_id from roots)
),

origins as (
    select distinct origin_url
    from articles
    where origin_url is not null
)

select
    versions.version_id,
    versions.article_id,
    versions.content_digest,
    articles.source_id,
    articles.canonical_url,
    articles.origin_url,
    origins.origin_url is not null as is_named_origin,
    versions.agency,
    versions.word_count,
    articles.first_published_at as published_at,
    articles.first_published_on as published_on,
    articles.first_seen_at,
    versions.seen_at
from versions
inner join everyone on versions.version_id = everyone.version_id
inner join articles on versions.article_id = articles.article_id
left join origins on articles.canonical_url = origins.origin_url;
