-- All versions whose words some incoming page has too.
select
    versions.content_digest,
    versions.version_id,
    versions.article_id,
    articles.canonical_url,
    articles.origin_url,
    articles.published_at,
    articles.published_on,
    versions.seen_at
from versions
inner join articles on versions.article_id = articles.article_id
where versions.content_digest in (select content_digest from incoming_pages);
