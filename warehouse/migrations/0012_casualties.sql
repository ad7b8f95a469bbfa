create table casualties (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    evidence varchar not null,
    effect varchar not null,
    group_text varchar not null,
    status varchar not null,
    attributed_to varchar,
    place varchar,
    place_id uuid,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    count bigint not null,
    count_min bigint not null,
    count_max bigint,
    confidence double not null,
    is_approximate boolean not null,
    is_part boolean not null
);

comment on table casualties is 'People killed, injured, missing or displaced, one row per statement and version: revised and contradictory tolls are rows of their own.';
comment on column casualties.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column casualties.article_id is 'Article: articles.article_id.';
comment on column casualties.version_id is 'Version whose text states it: versions.version_id.';
comment on column casualties.evidence is 'The words: versions.text from start_char to end_char.';
comment on column casualties.effect is 'killed, injured, missing or displaced (fled, evacuated and homeless people too).';
comment on column casualties.group_text is 'The victims in the words of the text, cut at 120 characters: 11 others, three men.';
comment on column casualties.status is 'stated; revised: the text itself gives it as an earlier toll; denied: said not to be so; hypothetical: feared, planned, threatened or only possible.';
comment on column casualties.attributed_to is 'Who says so, with the full name that the text gives; null: the article itself.';
comment on column casualties.place is 'Narrowest place that the sentence names, as the gazetteer calls it; null where it names none.';
comment on column casualties.place_id is 'That place: places.place_id, where the same version has its point.';
comment on column casualties.extractor is 'Kind of fact that found it.';
comment on column casualties.extractor_version is 'State of that extractor.';
comment on column casualties.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column casualties.end_char is 'Where they end, exclusive.';
comment on column casualties.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column casualties.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column casualties.count is 'Number of people; of a range its lower end, of dozens the fewest it may mean; 0 where nobody came to harm.';
comment on column casualties.count_min is 'Fewest people that the words allow.';
comment on column casualties.count_max is 'Most people that the words allow; null if open (at least 12).';
comment on column casualties.confidence is 'Share of such facts that are right on development data, 0 to 1.';
comment on column casualties.is_approximate is 'Whether the words call the number rough: about, nearly, dozens.';
comment on column casualties.is_part is 'Whether a larger group that the text counts too holds them (including two children): leave out of sums.';

create view readings.casualties as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    attributed_to as subject,
    case status
        when 'stated' then effect
        else effect || ' (' || status || ')'
    end as predicate,
    group_text as object,
    'person' as unit,
    place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    count::double as value,
    confidence,
    null::date as happened_on
from main.casualties;
