create or replace view fact_evidence as
select
    makings.fact_id,
    makings.kind,
    makings.article_id,
    makings.version_id,
    versions.capture_id,
    articles.source_id,
    makings.evidence,
    versions.text[makings.sentence_start_char + 1 : makings.sentence_end_char]
        as sentence,
    makings.extractor_version,
    articles.url,
    makings.start_char,
    makings.end_char,
    versions.version_id = articles.latest_version_id as is_latest,
    versions.seen_at
from readings.every_making as makings
inner join versions on makings.version_id = versions.version_id
inner join articles on makings.article_id = articles.article_id;

comment on view fact_evidence is 'The words behind every fact of every version, as they stood when they were read; filter by fact_id.';
comment on column fact_evidence.fact_id is 'Key: that of the fact in the table of its kind.';
comment on column fact_evidence.kind is 'Kind of fact: the table it stands in, and the extractor that found it.';
comment on column fact_evidence.article_id is 'Article: articles.article_id.';
comment on column fact_evidence.version_id is 'Version whose text states it: versions.version_id.';
comment on column fact_evidence.capture_id is 'Raw response that text was read from: ops.captures.capture_id.';
comment on column fact_evidence.source_id is 'Publisher: sources.source_id.';
comment on column fact_evidence.evidence is 'The words that state it.';
comment on column fact_evidence.sentence is 'The sentence they stand in.';
comment on column fact_evidence.extractor_version is 'State of the extractor that found it.';
comment on column fact_evidence.url is 'Address of the article.';
comment on column fact_evidence.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column fact_evidence.end_char is 'Where they end, exclusive.';
comment on column fact_evidence.is_latest is 'Whether that version is still the newest of its article.';
comment on column fact_evidence.seen_at is 'UTC instant at which that version was first seen.';
