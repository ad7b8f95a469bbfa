-- A state older than the last sighting: history grows, metadata and latest text
-- stay. What was seen last is not undone by what came late.
update articles
set
    version_count = histories.version_count,
    first_published_on = least(
        articles.first_published_on, histories.first_published_on
    ),
    first_published_at = least(
        articles.first_published_at, histories.first_published_at
    ),
    first_seen_at = least(articles.first_seen_at, histories.first_seen_at)
from (
    select
        settled.article_id,
        max(settled.ordinal) as version_count,
        min(settled.seen_at) as first_seen_at,
        min(incoming_pages.published_on) as first_published_on,
        min(incoming_pages.published_at) as first_published_at
    from settled
    inner join incoming_pages on settled.article_id = incoming_pages.article_id
    group by settled.article_id
) as histories
where
    articles.article_id = histories.article_id
    and (
        articles.version_count <> histories.version_count
        or articles.first_seen_at > histories.first_seen_at
        or articles.first_published_on is distinct from least(
            articles.first_published_on, histories.first_published_on
        )
        or articles.first_published_at is distinct from least(
            articles.first_published_at, histories.first_published_at
        )
    );
