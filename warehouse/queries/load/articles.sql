merge into articles
using (
    with histories as (
        select
            article_id,
            arg_max(version_id, ordinal) as latest_version_id,
            max(ordinal) as version_count,
            min(seen_at) as first_seen_at
        from settled
        group by article_id
    ),

    -- A publisher that dates an update anew did not lose the first word by that.
    dates as (
        select
            article_id,
            min(published_on) as first_published_on,
            min(published_at) as first_published_at
        from incoming_pages
        group by article_id
    ),

    newest as (
        select *
        from incoming_pages
        qualify row_number() over (
            partition by article_id
            order by seen_at desc, version_id desc
        ) = 1
    )

    select
        newest.*,
        histories.latest_version_id,
        histories.version_count,
        dates.first_published_on,
        dates.first_published_at,
        least(histories.first_seen_at, newest.seen_at) as first_seen_at,
        newest.seen_at as last_seen_at
    from newest
    inner join histories on newest.article_id = histories.article_id
    inner join dates on newest.article_id = dates.article_id
) as incoming
    on articles.article_id = incoming.article_id
when matched and incoming.last_seen_at >= articles.last_seen_at then update set
    source_id = incoming.source_id,
    latest_version_id = incoming.latest_version_id,
    url = incoming.url,
    origin_url = incoming.origin_url,
    title = incoming.title,
    authors = incoming.authors,
    language = incoming.language,
    date_precision = incoming.date_precision,
    date_origin = incoming.date_origin,
    version_count = incoming.version_count,
    published_on = incoming.published_on,
    published_at = incoming.published_at,
    first_published_on = least(
        articles.first_published_on, incoming.first_published_on
    ),
    first_published_at = least(
        articles.first_published_at, incoming.first_published_at
    ),
    first_seen_at = least(articles.first_seen_at, incoming.first_seen_at),
    last_seen_at = incoming.last_seen_at
when not matched then insert (
    article_id,
    source_id,
    latest_version_id,
    url,
    canonical_url,
    origin_url,
    title,
    authors,
    language,
    date_precision,
    date_origin,
    version_count,
    published_on,
    published_at,
    first_published_on,
    first_published_at,
    first_seen_at,
    last_seen_at
) values (
    incoming.article_id,
    incoming.source_id,
    incoming.latest_version_id,
    incoming.url,
    incoming.canonical_url,
    incoming.origin_url,
    incoming.title,
    incoming.authors,
    incoming.language,
    incoming.date_precision,
    incoming.date_origin,
    incoming.version_count,
    incoming.published_on,
    incoming.published_at,
    incoming.first_published_on,
    incoming.first_published_at,
    incoming.first_seen_at,
    incoming.last_seen_at
);
