-- What users ask about: who publishes, what was published, how it changed, what
-- is a copy. No keys or constraints: docs of uniqueness are in the comments, the
-- one writer's lock keeps it and the load proves it.

create table sources (
    source_id varchar not null,
    name varchar not null,
    homepage varchar,
    country varchar,
    language varchar,
    timezone varchar not null,
    kinds varchar[] not null,
    is_enabled boolean not null,
    added_at timestamptz not null
);

comment on table sources is 'Publishers, one row each, as their source files describe them.';
comment on column sources.source_id is 'Key: the id in the source file, a lower-case slug.';
comment on column sources.name is 'The publisher''s name, for people.';
comment on column sources.homepage is 'Front page; null where there is none (a folder of files).';
comment on column sources.country is 'ISO 3166-1 alpha-2 code of the publisher''s seat; null if unknown.';
comment on column sources.language is 'Main language, BCP 47 primary subtag; null if unknown or several.';
comment on column sources.timezone is 'IANA zone in which the publisher''s calendar days begin.';
comment on column sources.kinds is 'Kinds of its listings: feed, files.';
comment on column sources.is_enabled is 'Whether scheduled runs poll it.';
comment on column sources.added_at is 'UTC instant of the first run that polled it.';

create table articles (
    article_id uuid not null,
    source_id varchar not null,
    latest_version_id uuid not null,
    duplicate_of uuid,
    story_id uuid,
    url varchar not null,
    canonical_url varchar not null,
    origin_url varchar,
    title varchar,
    authors varchar[] not null,
    language varchar,
    date_precision varchar not null,
    date_origin varchar not null,
    version_count integer not null,
    published_on date,
    published_at timestamptz,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

comment on table articles is 'Articles, one row per canonical URL, with the metadata of their latest version.';
comment on column articles.article_id is 'Key: BLAKE2b-128 of the canonical URL; never changes.';
comment on column articles.source_id is 'Publisher: sources.source_id.';
comment on column articles.latest_version_id is 'The text it had when last seen: versions.version_id; an older state that comes late is never the latest.';
comment on column articles.duplicate_of is 'Article whose words this one repeats: articles.article_id; null for an original.';
comment on column articles.story_id is 'Story it belongs to; null until stories are told apart.';
comment on column articles.url is 'Address that answered, after redirects.';
comment on column articles.canonical_url is 'Address on the publisher''s own site without trackers: the natural key.';
comment on column articles.origin_url is 'Address on another site that the page names as canonical, evidence of syndication; null if none.';
comment on column articles.title is 'Headline without the site''s name; null where the source gives none.';
comment on column articles.authors is 'Names as signed, in order; empty where the page names none.';
comment on column articles.language is 'BCP 47 primary subtag; null if it could not be told.';
comment on column articles.date_precision is 'second, day or unknown: how much of the publication time the source states.';
comment on column articles.date_origin is 'Where the date was read: json-ld, meta, time-tag, feed, sitemap, url, text or none.';
comment on column articles.version_count is 'Versions seen so far, 1 or more.';
comment on column articles.published_on is 'Calendar day of publication in the publisher''s zone; null if unknown.';
comment on column articles.published_at is 'UTC instant of publication; null unless date_precision is second.';
comment on column articles.first_seen_at is 'UTC instant of the first capture.';
comment on column articles.last_seen_at is 'UTC instant at which it was last seen at its address, changed or not.';

create table versions (
    version_id uuid not null,
    article_id uuid not null,
    capture_id uuid not null,
    content_digest uuid not null,
    title varchar,
    text varchar not null,
    extractor_version varchar not null,
    facts_skipped varchar,
    ordinal integer not null,
    word_count integer not null,
    blocks struct(kind varchar, start_char integer, end_char integer)[] not null,
    seen_at timestamptz not null
);

comment on table versions is 'Texts of articles, one row for each state whose words or title differ from the state before.';
comment on column versions.version_id is 'Key: BLAKE2b-128 of article and capture; never changes.';
comment on column versions.article_id is 'Article: articles.article_id.';
comment on column versions.capture_id is 'Raw response it was read from: ops.captures.capture_id.';
comment on column versions.content_digest is 'BLAKE2b-128 of the folded words: equal for exact copies.';
comment on column versions.title is 'Headline at that time; null where the source gives none.';
comment on column versions.text is 'The dated text; all *_char columns are half-open code points into it, from 0.';
comment on column versions.extractor_version is 'State of the page reader that made the text.';
comment on column versions.facts_skipped is 'Why no facts were looked for, e.g. language:uk; null where they were.';
comment on column versions.ordinal is 'Place in the article''s history, from 1.';
comment on column versions.word_count is 'Words of the blocks, runs between spaces.';
comment on column versions.blocks is 'Lead, paragraphs and headings with their spans; the view blocks has a row for each.';
comment on column versions.seen_at is 'UTC instant of the first capture that showed it.';

create table duplicates (
    version_id uuid not null,
    original_version_id uuid not null,
    kind varchar not null,
    containment double not null,
    detected_at timestamptz not null
);

comment on table duplicates is 'Versions whose text another article had first, one row per copying version.';
comment on column duplicates.version_id is 'The copy: versions.version_id; key.';
comment on column duplicates.original_version_id is 'The original: versions.version_id of another article.';
comment on column duplicates.kind is 'exact: equal after folding case, quotes, dashes and spaces.';
comment on column duplicates.containment is 'Share of the smaller text found in the other, 0 to 1.';
comment on column duplicates.detected_at is 'UTC instant of the newest capture in the load that found it.';
