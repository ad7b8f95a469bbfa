create or replace macro facts_as_of(instant) as table
with seen as (
    select
        article_id,
        arg_max(version_id, ordinal) as version_id,
        max(ordinal) as ordinal
    from versions
    where seen_at <= cast(instant as timestamptz)
    group by article_id
),

copied as (
    select distinct duplicates.version_id
    from duplicates
    inner join versions as origins
        on duplicates.original_version_id = origins.version_id
    inner join versions
        on duplicates.version_id = versions.version_id
        and origins.article_id <> versions.article_id
    where duplicates.detected_at <= cast(instant as timestamptz)
)

select
    readings.every_kind.kind,
    readings.every_kind.fact_id,
    readings.every_kind.article_id,
    readings.every_kind.version_id,
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
    copied.version_id is not null as is_copy,
    readings.every_kind.happened_on,
    articles.published_on,
    versions.seen_at,
    later.seen_at as superseded_at
from readings.every_kind
inner join seen on readings.every_kind.version_id = seen.version_id
inner join versions on readings.every_kind.version_id = versions.version_id
inner join articles on readings.every_kind.article_id = articles.article_id
left join copied on readings.every_kind.version_id = copied.version_id
left join versions as later
    on readings.every_kind.article_id = later.article_id
    and seen.ordinal + 1 = later.ordinal;

comment on macro table facts_as_of is 'Facts as they were known at an instant: those of the version of each article that was newest then, with when it was seen (seen_at) and when another took its place (superseded_at; null: it stands). Columns as in facts; is_copy tells whether it was known by then that another was first.';
