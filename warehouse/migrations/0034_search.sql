-- The index of full-text search. Loads only name articles as pending; maintain takes
-- those in, a segment at a time, so that a load costs what it did.

create table ops.search_documents (
    article_id uuid not null,
    document integer not null,
    segment integer not null,
    word_count integer not null,
    published_day date not null
);

comment on table ops.search_documents is 'Articles whose title and latest text are in the index of search, one row each; those that are pending too count as pending alone.';
comment on column ops.search_documents.article_id is 'Article: articles.article_id; key.';
comment on column ops.search_documents.document is 'Its number in the index.';
comment on column ops.search_documents.segment is 'Part of the index that holds its words; articles of one were taken in together.';
comment on column ops.search_documents.word_count is 'Words of the text: versions.word_count.';
comment on column ops.search_documents.published_day is 'Day of publication in the publisher''s zone, else UTC day of the first capture.';

create table ops.search_postings (
    term varchar not null,
    segment integer not null,
    postings integer[] not null
);

comment on table ops.search_postings is 'Which article holds which word: one row a word and segment, sorted by word in each.';
comment on column ops.search_postings.term is 'A word without accents in lower case; of scripts without spaces two letters in a row, and the last one.';
comment on column ops.search_postings.segment is 'Part of the index: ops.search_documents.segment.';
comment on column ops.search_postings.postings is 'Each document that holds it: 16 times its number plus how often, 15 at most. Documents that are gone or were taken in anew stand in no row of ops.search_documents.';

create table ops.search_pending (
    article_id uuid not null
);

comment on table ops.search_pending is 'Articles whose words are not in the index yet, or not as they are now: search reads their texts.';
comment on column ops.search_pending.article_id is 'Article: articles.article_id; key.';

insert into ops.search_pending select article_id from articles;
