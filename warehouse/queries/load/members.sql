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

versions_of as materialized (
    select
        version_id,
        article_id,
        content_digest,
        agency,
        word_count,
        seen_at
    from versions
    where version_id in (select version_id from everyone)
),

-- By rowid, or the addresses of all articles are read.
articles_of as materialized (
    select
        article_id,
        source_id,
        canonical_url,
        origin_url,
        first_published_at,
        first_published_on,
        first_seen_at
    from articles
    where
        rowid in (
            select rowid
            from articles
            where article_id in (select article_id from versions_of)
        )
),

origins as (
    select distinct origin_url
    from articles
    where origin_url in (select canonical_url from articles_of)
)

select
    versions_of.version_id,
    versions_of.article_id,
    versions_of.content_digest,
    articles_of.source_id,
    articles_of.canonical_url,
    articles_of.origin_url,
    origins.origin_url is not null as is_named_origin,
    versions_of.agency,
    versions_of.word_count,
    articles_of.first_published_at as published_at,
    articles_of.first_published_on as published_on,
    articles_of.first_seen_at,
    versions_of.seen_at
from versions_of
inner join articles_of on versions_of.article_id = articles_of.article_id
left join origins on articles_of.canonical_url = origins.origin_url;
