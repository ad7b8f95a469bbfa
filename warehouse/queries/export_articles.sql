-- Every article with its latest text, what it copies and its history.
with histories as (
    select
        article_id,
        list(
            {
                'seen_at': seen_at,
                'title': title,
                'text': text
            }
            order by ordinal
        ) as versions
    from versions
    group by article_id
)

select
    articles.article_id,
    articles.source_id,
    articles.url,
    articles.canonical_url,
    articles.title,
    articles.authors,
    articles.language,
    articles.date_precision,
    articles.published_on,
    articles.published_at,
    articles.story_id,
    latest.text,
    originals.url as duplicate_of,
    copies.kind as duplicate_kind,
    histories.versions
from articles
inner join versions as latest on articles.latest_version_id = latest.version_id
inner join histories on articles.article_id = histories.article_id
left join articles as originals
    on articles.duplicate_of = originals.article_id
left join copies on articles.article_id = copies.article_id
order by articles.published_on, articles.published_at, articles.canonical_url;
