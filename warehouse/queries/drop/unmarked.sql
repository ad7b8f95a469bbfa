-- Exact copies have no fingerprints of their own while their original has them. What
-- is left of such words needs them now; the earliest version stands for all.
select
    versions.version_id,
    -- Without the dated text's header.
    substr(versions.text, coalesce(versions.blocks[1].start_char, 0) + 1) as words,
    cast(
        coalesce(
            cast(articles.first_published_at as date),
            articles.first_published_on,
            cast(versions.seen_at as date)
        ) - date '1970-01-01' as integer
    ) as published_day
from versions
inner join articles on versions.article_id = articles.article_id
where
    versions.content_digest in (
        select content_digest
        from versions
        where article_id in (select article_id from incoming_pages)
    )
qualify
    row_number() over (
        partition by versions.content_digest
        order by
            coalesce(articles.first_published_at, versions.seen_at),
            versions.version_id
    ) = 1
    and not bool_or(
        versions.version_id in (select version_id from ops.fingerprints)
    ) over (partition by versions.content_digest)
order by published_day, versions.version_id;
