create or replace view facts as
select
    readings.every_kind.kind,
    readings.every_kind.fact_id,
    readings.every_kind.article_id,
    readings.every_kind.version_id,
    articles.duplicate_of,
    articles.source_id,
    readings.every_kind.subject,
    readings.every_kind.predicate,
    readings.every_kind.object,
    readings.every_kind.unit,
    readings.every_kind.place,
    readings.every_kind.evidence,
    versions.text[
        readings.every_kind.sentence_start_char + 1
        : readings.every_kind.sentence_end_char
    ] as sentence,
    articles.url,
    readings.every_kind.start_char,
    readings.every_kind.end_char,
    readings.every_kind.value,
    readings.every_kind.confidence,
    readings.every_kind.happened_on,
    articles.published_on
from readings.every_kind
inner join articles
    on readings.every_kind.version_id = articles.latest_version_id
inner join versions
    on readings.every_kind.version_id = versions.version_id;

comment on view facts is 'Every fact in the latest version of every article, all kinds in one shape, each with its words and its sentence.';
comment on column facts.kind is 'Kind of fact, which is also the table that has its own columns.';
comment on column facts.fact_id is 'Key within that table.';
comment on column facts.article_id is 'Article: articles.article_id.';
comment on column facts.version_id is 'Version whose text states it: versions.version_id.';
comment on column facts.duplicate_of is 'Article whose words this article repeats; null for an original. Filter on null to count a copied fact once.';
comment on column facts.source_id is 'Publisher: sources.source_id.';
comment on column facts.subject is 'Who or what the fact is about; null where the kind has none.';
comment on column facts.predicate is 'What is said of it.';
comment on column facts.object is 'What is said: a TIMEX3 value, a sum as written.';
comment on column facts.unit is 'Unit of value, e.g. an ISO 4217 code; null if none or unknown.';
comment on column facts.place is 'Where; null where the kind has none.';
comment on column facts.evidence is 'The words that state it.';
comment on column facts.sentence is 'The sentence they stand in.';
comment on column facts.url is 'Address of the article.';
comment on column facts.start_char is 'Where the words begin in versions.text, code points from 0.';
comment on column facts.end_char is 'Where they end, exclusive.';
comment on column facts.value is 'The number, in units of unit; null where the kind has none.';
comment on column facts.confidence is 'Share of such facts that are right on development data, 0 to 1.';
comment on column facts.happened_on is 'Day the fact speaks of, its first one; null where none is named.';
comment on column facts.published_on is 'Day on which the article was published, in the publisher''s zone; null if unknown.';
