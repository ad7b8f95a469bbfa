create table quantities (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    evidence varchar not null,
    unit varchar,
    dimension varchar not null,
    qualifier varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    value decimal(38, 12) not null,
    value_min decimal(38, 12),
    value_max decimal(38, 12),
    confidence double not null
);

comment on table quantities is 'Numbers that articles state with what they measure, count, rank or share out; one row per mention and version. Sums of money and times have their own tables.';
comment on column quantities.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column quantities.article_id is 'Article: articles.article_id.';
comment on column quantities.version_id is 'Version whose text states it: versions.version_id.';
comment on column quantities.evidence is 'The words: versions.text from start_char to end_char.';
comment on column quantities.unit is 'Unit in singular American English (kilometer per hour, c, f, percent), or the noun that is counted; null for ordinals and bare numbers.';
comment on column quantities.dimension is 'What is measured: length, area, volume, mass, temperature, speed, energy, power, data and more; ratio for percent and points, age, magnitude, count, ordinal or number.';
comment on column quantities.qualifier is 'about, at-least, at-most, more-than, less-than or between; null for a plain number.';
comment on column quantities.extractor is 'Kind of fact that found it.';
comment on column quantities.extractor_version is 'State of that extractor.';
comment on column quantities.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column quantities.end_char is 'Where they end, exclusive.';
comment on column quantities.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column quantities.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column quantities.value is 'The number in its unit, scale words multiplied in; of a range its lower end; 7 for seven percent, 0.5 for a half, 3 for third.';
comment on column quantities.value_min is 'Least number that the words allow; null if open.';
comment on column quantities.value_max is 'Greatest number that the words allow; null if open.';
comment on column quantities.confidence is 'Share of such facts that are right on development data, 0 to 1.';

create view readings.quantities as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    null::varchar as subject,
    'states the quantity' as predicate,
    evidence as object,
    unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    value::double as value,
    confidence,
    null::date as happened_on
from main.quantities;
