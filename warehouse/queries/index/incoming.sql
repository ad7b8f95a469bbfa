-- The next articles to take in, by day, so that those of a segment are of few days.
create or replace temp table search_incoming as
with taken as (
    select
        articles.article_id,
        articles.latest_version_id,
        articles.title,
        coalesce(
            articles.published_on, cast(articles.first_seen_at as date)
        ) as published_day
    from ops.search_pending as pending
    inner join articles on pending.article_id = articles.article_id
    order by published_day, articles.article_id
    limit $articles
)

select
    taken.article_id,
    (select coalesce(max(document), 0) from ops.search_documents)
    + row_number() over (order by taken.published_day, taken.article_id) as document,
    (select coalesce(max(segment), 0) + 1 from ops.search_documents) as segment,
    versions.word_count,
    taken.published_day,
    search_words(coalesce(taken.title, '') || ' ' || versions.text) as words
from taken
inner join versions on taken.latest_version_id = versions.version_id;
