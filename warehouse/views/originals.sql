create or replace view originals as
select
    articles.article_id,
    articles.source_id,
    articles.latest_version_id,
    articles.story_id,
    articles.url,
    articles.title,
    articles.authors,
    articles.language,
    versions.text,
    articles.date_precision,
    articles.date_origin,
    versions.word_count,
    articles.version_count,
    articles.published_on,
    articles.published_at,
    articles.first_seen_at,
    articles.last_seen_at
from articles
inner join versions on articles.latest_version_id = versions.version_id
where articles.duplicate_of is null;

comment on view originals is 'Articles that repeat no other article''s words, with their latest text: copies are not news.';
comment on column originals.article_id is 'Key: articles.article_id.';
comment on column originals.source_id is 'Publisher: sources.source_id.';
comment on column originals.latest_version_id is 'The newest text: versions.version_id.';
comment on column originals.story_id is 'Story it belongs to: stories.story_id; null if it stands alone.';
comment on column originals.url is 'Address that answered, after redirects.';
comment on column originals.title is 'Headline without the site''s name; null where the source gives none.';
comment on column originals.authors is 'Names as signed, in order; empty where the page names none.';
comment on column originals.language is 'BCP 47 primary subtag; null if it could not be told.';
comment on column originals.text is 'The latest dated text.';
comment on column originals.date_precision is 'second, day or unknown: how much of the publication time the source states.';
comment on column originals.date_origin is 'Where the date was read: selector (of the source file), json-ld, meta, time-tag, feed, sitemap, url, text or none.';
comment on column originals.word_count is 'Words of the blocks of the latest text.';
comment on column originals.version_count is 'Versions seen so far.';
comment on column originals.published_on is 'Calendar day of publication in the publisher''s zone; null if unknown.';
comment on column originals.published_at is 'UTC instant of publication; null unless date_precision is second.';
comment on column originals.first_seen_at is 'UTC instant of the first capture.';
comment on column originals.last_seen_at is 'UTC instant at which it was last seen.';
