create table money (
    fact_id uuid not null,
    article_id uuid not null,
    version_id uuid not null,
    evidence varchar not null,
    currency varchar,
    qualifier varchar,
    extractor varchar not null,
    extractor_version varchar not null,
    start_char integer not null,
    end_char integer not null,
    sentence_start_char integer not null,
    sentence_end_char integer not null,
    amount decimal(38, 6) not null,
    amount_min decimal(38, 6),
    amount_max decimal(38, 6),
    amount_usd decimal(38, 6),
    confidence double not null,
    is_currency_assumed boolean not null,
    rate_on date
);

comment on table money is 'Sums of money that articles name, one row per mention and version.';
comment on column money.fact_id is 'Key: BLAKE2b-128 of version, kind, span and place among equals.';
comment on column money.article_id is 'Article: articles.article_id.';
comment on column money.version_id is 'Version whose text states it: versions.version_id.';
comment on column money.evidence is 'The words: versions.text from start_char to end_char.';
comment on column money.currency is 'ISO 4217 code; null where the words leave it open.';
comment on column money.qualifier is 'about, at-least, at-most, more-than, less-than or between; null for a plain sum.';
comment on column money.extractor is 'Kind of fact that found it.';
comment on column money.extractor_version is 'State of that extractor.';
comment on column money.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column money.end_char is 'Where they end, exclusive.';
comment on column money.sentence_start_char is 'Where their sentence begins in versions.text.';
comment on column money.sentence_end_char is 'Where their sentence ends, exclusive.';
comment on column money.amount is 'The sum in units of the currency, scale words multiplied in; of a range its lower end.';
comment on column money.amount_min is 'Least sum that the words allow; null if open.';
comment on column money.amount_max is 'Greatest sum that the words allow; null if open.';
comment on column money.amount_usd is 'The sum in US dollars; null until a table of rates is given.';
comment on column money.confidence is 'Share of such facts that are right on development data, 0 to 1.';
comment on column money.is_currency_assumed is 'Whether the currency was taken from the context or is a default.';
comment on column money.rate_on is 'Day of the rate behind amount_usd; null without one.';

create view readings.money as
select
    fact_id,
    article_id,
    version_id,
    evidence,
    null::varchar as subject,
    'names the sum' as predicate,
    evidence as object,
    currency as unit,
    null::varchar as place,
    start_char,
    end_char,
    sentence_start_char,
    sentence_end_char,
    amount::double as value,
    confidence,
    null::date as happened_on
from main.money;
