create table dates (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    evidence varchar not null,
    timex_type varchar not null,
    timex_value varchar not null,
    granularity varchar,
    anchor varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    confidence double not null,
    begins_at timestamp,
    ends_at timestamp
);

comment on table dates is 'Times that articles name, as TIMEX3, one row per mention and version.';
comment on column dates.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column dates.article_id is 'Article: articles.article_id.';
comment on column dates.version_id is 'Version whose text states it: versions.version_id.';
comment on column dates.evidence is 'The words: versions.text from start_char to end_char.';
comment on column dates.timex_type is 'TIMEX3 type: DATE, TIME, DURATION or SET.';
comment on column dates.timex_value is 'TIMEX3 value, e.g. 2022-02, P2W, PRESENT_REF.';
comment on column dates.granularity is 'Finest unit named: second to century; null for references such as now.';
comment on column dates.anchor is 'What resolved it: publication, text (an earlier date) or absolute; null where nothing did.';
comment on column dates.extractor is 'Kind of fact that found it.';
comment on column dates.extractor_version is 'State of that extractor.';
comment on column dates.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column dates.end_char is 'Where they end, exclusive.';
comment on column dates.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column dates.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column dates.confidence is 'Share of such facts that are right on development data, 0 to 1.';
comment on column dates.begins_at is 'First moment meant, the publisher''s wall clock without zone; null if open or unknown.';
comment on column dates.ends_at is 'First moment no longer meant, the publisher''s wall clock; null if open or unknown.';

create view readings.dates as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    null::varchar as subject,
    'names the time' as predicate,
    timex_value as object,
    null::varchar as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    begins_at::date as happened_on
from main.dates;
