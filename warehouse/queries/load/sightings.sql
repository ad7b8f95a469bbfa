update articles
set last_seen_at = seen.seen_at
from (
    select
        versions.article_id,
        max(incoming_sightings.seen_at) as seen_at
    from incoming_sightings
    inner join ops.captures on incoming_sightings.url_id = ops.captures.url_id
    inner join versions on ops.captures.capture_id = versions.capture_id
    group by versions.article_id
) as seen
where
    articles.article_id = seen.article_id
    and articles.last_seen_at < seen.seen_at;
