-- A state older than the last sighting: history grows, metadata and latest text
-- stay. What was seen last is not undone by what came late.
update articles
set
    version_count = histories.version_count,
    first_seen_at = least(articles.first_seen_at, histories.first_seen_at)
from (
    select
        article_id,
        max(ordinal) as version_count,
        min(seen_at) as first_seen_at
    from settled
    group by article_id
) as histories
where
    articles.article_id = histories.article_id
    and (
        articles.version_count <> histories.version_count
        or articles.first_seen_at > histories.first_seen_at
    );
