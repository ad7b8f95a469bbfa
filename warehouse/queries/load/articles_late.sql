-- A state older than the last sighting: history grows, metadata stays.
update articles
set
    version_count = histories.version_count,
    latest_version_id = histories.latest_version_id,
    first_seen_at = least(articles.first_seen_at, histories.first_seen_at)
from (
    select
        article_id,
        arg_max(version_id, ordinal) as latest_version_id,
        max(ordinal) as version_count,
        min(seen_at) as first_seen_at
    from settled
    group by article_id
) as histories
where
    articles.article_id = histories.article_id
    and (
        articles.version_count <> histories.version_count
        or articles.latest_version_id <> histories.latest_version_id
        or articles.first_seen_at > histories.first_seen_at
    );
