create table quotes (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    speaker_id uuid,
    evidence varchar not null,
    text varchar not null,
    speaker varchar,
    speaker_role varchar,
    cue varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    quotation integer not null,
    speaker_start_char integer,
    speaker_end_char integer,
    confidence double not null,
    is_direct boolean not null,
    is_partial boolean not null
);

comment on table quotes is 'What articles give as somebody''s words, in quote marks or reported, one row per piece and version.';
comment on column quotes.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column quotes.article_id is 'Article: articles.article_id.';
comment on column quotes.version_id is 'Version whose text states it: versions.version_id.';
comment on column quotes.speaker_id is 'The speaker: people.person_id or organisations.organisation_id; null if nobody is named or the name is not enough to know who.';
comment on column quotes.evidence is 'The words: versions.text from start_char to end_char, without quote marks.';
comment on column quotes.text is 'The words as one line.';
comment on column quotes.speaker is 'Fullest name of the speaker in this version, also behind she or a surname; else the words that tell the speaker; null if none do.';
comment on column quotes.speaker_role is 'What the speaker is, by the first role that this version gives; null if it gives none.';
comment on column quotes.cue is 'The verb that says who speaks, lower case as written, or according to; null where a colon, a dash or the place tells it.';
comment on column quotes.extractor is 'Kind of fact that found it.';
comment on column quotes.extractor_version is 'State of that extractor.';
comment on column quotes.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column quotes.end_char is 'Where they end, exclusive.';
comment on column quotes.sentence_start_char is 'Where the sentence of their first word begins in versions.text.';
comment on column quotes.sentence_end_char is 'Where that sentence or, if later, the quotation ends, exclusive.';
comment on column quotes.quotation is 'Number of the quotation in this version, equal for its pieces: those around she said and those of several paragraphs.';
comment on column quotes.speaker_start_char is 'Where the words that tell the speaker begin in versions.text; null if none do.';
comment on column quotes.speaker_end_char is 'Where those words end, exclusive; null if none do.';
comment on column quotes.confidence is 'Share of such quotes whose words and speaker are right on development data, 0 to 1.';
comment on column quotes.is_direct is 'Whether the words are in quote marks; false for speech that is reported without them.';
comment on column quotes.is_partial is 'Whether quoted words are a part of the author''s own sentence.';

create view readings.quotes as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    speaker as subject,
    coalesce(cue, 'is quoted') as predicate,
    text as object,
    null::varchar as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    null::double as value,
    confidence,
    null::date as happened_on
from main.quotes;
