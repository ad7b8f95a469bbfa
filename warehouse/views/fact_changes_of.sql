create or replace macro fact_changes_of(article, kind_of_fact) as table
with chosen as (
    select
        versions.version_id,
        versions.article_id,
        versions.ordinal,
        versions.text
    from versions
    inner join articles on versions.article_id = articles.article_id
    where
        articles.version_count > 1
        and (article is null or articles.article_id = article)
),

told as (
    select
        readings.every_kind.kind,
        readings.every_kind.fact_id,
        readings.every_kind.article_id,
        readings.every_kind.version_id,
        chosen.ordinal,
        readings.every_kind.subject,
        readings.every_kind.predicate,
        readings.every_kind.object,
        readings.every_kind.unit,
        readings.every_kind.value,
        readings.every_kind.evidence,
        readings.every_kind.start_char,
        chosen.text[
            readings.every_kind.sentence_start_char + 1
            : readings.every_kind.sentence_end_char
        ] as sentence
    from readings.every_kind
    inner join chosen on readings.every_kind.version_id = chosen.version_id
    where kind_of_fact is null or readings.every_kind.kind = kind_of_fact
    -- A fact told twice in one version is one fact.
    qualify row_number() over (
        partition by
            readings.every_kind.version_id,
            readings.every_kind.kind,
            readings.every_kind.subject,
            readings.every_kind.predicate,
            readings.every_kind.object,
            readings.every_kind.unit,
            readings.every_kind.value
        order by readings.every_kind.start_char
    ) = 1
),

steps as (
    select
        earlier.article_id,
        earlier.version_id as earlier_id,
        later.version_id,
        later.seen_at
    from versions as earlier
    inner join versions as later
        on earlier.article_id = later.article_id
        and earlier.ordinal + 1 = later.ordinal
    where
        earlier.version_id in (select version_id from chosen)
        -- Where no facts were looked for, none has vanished.
        and earlier.facts_skipped is null
        and later.facts_skipped is null
),

vanished as (
    select
        told.*,
        steps.version_id as other_id
    from told
    inner join steps on told.version_id = steps.earlier_id
    where not exists (
        from told as kept
        where
            kept.version_id = steps.version_id
            and kept.kind = told.kind
            and kept.subject is not distinct from told.subject
            and kept.predicate is not distinct from told.predicate
            and kept.object is not distinct from told.object
            and kept.unit is not distinct from told.unit
            and kept.value is not distinct from told.value
    )
),

appeared as (
    select
        told.*,
        steps.earlier_id as other_id
    from told
    inner join steps on told.version_id = steps.version_id
    where not exists (
        from told as kept
        where
            kept.version_id = steps.earlier_id
            and kept.kind = told.kind
            and kept.subject is not distinct from told.subject
            and kept.predicate is not distinct from told.predicate
            and kept.object is not distinct from told.object
            and kept.unit is not distinct from told.unit
            and kept.value is not distinct from told.value
    )
),

-- Materialized, or each use of the words takes the sentence apart again.
compared as materialized (
    select
        vanished.fact_id as vanished_id,
        appeared.fact_id as appeared_id,
        abs(vanished.start_char - appeared.start_char) as distance,
        list_distinct(
            regexp_extract_all(lower(vanished.sentence), '[\pL\pN]+')
        ) as words_before,
        list_distinct(
            regexp_extract_all(lower(appeared.sentence), '[\pL\pN]+')
        ) as words_after
    from vanished
    inner join appeared
        on vanished.version_id = appeared.other_id
        and vanished.other_id = appeared.version_id
        and vanished.kind = appeared.kind
        and vanished.predicate = appeared.predicate
        and vanished.unit is not distinct from appeared.unit
    -- Another name is another fact, not a new state of the old one.
    where vanished.kind not in ('people', 'organisations', 'places', 'place_mentions')
),

likest as (
    select
        vanished_id,
        appeared_id,
        distance,
        len(list_intersect(words_before, words_after))
        / greatest(len(words_before), len(words_after), 1) as likeness
    from compared
),

-- One statement with other figures: each is the likest that the other has.
pairs as (
    select *
    from likest
    where likeness >= 0.4
    qualify
        row_number() over (
            partition by vanished_id order by likeness desc, distance, appeared_id
        ) = 1
        and row_number() over (
            partition by appeared_id order by likeness desc, distance, vanished_id
        ) = 1
),

changes as (
    select
        coalesce(vanished.article_id, appeared.article_id) as article_id,
        coalesce(vanished.version_id, appeared.other_id) as earlier_id,
        coalesce(vanished.other_id, appeared.version_id) as version_id,
        vanished.fact_id as fact_id_before,
        appeared.fact_id as fact_id_after,
        case
            when vanished.fact_id is null then 'appeared'
            when appeared.fact_id is null then 'vanished'
            else 'changed'
        end as change,
        coalesce(appeared.kind, vanished.kind) as kind,
        coalesce(appeared.subject, vanished.subject) as subject,
        coalesce(appeared.predicate, vanished.predicate) as predicate,
        coalesce(appeared.unit, vanished.unit) as unit,
        vanished.value as value_before,
        appeared.value as value_after,
        vanished.evidence as evidence_before,
        appeared.evidence as evidence_after,
        vanished.sentence as sentence_before,
        appeared.sentence as sentence_after,
        coalesce(appeared.start_char, vanished.start_char) as start_char
    from vanished
    left join pairs on vanished.fact_id = pairs.vanished_id
    full outer join appeared on pairs.appeared_id = appeared.fact_id
)

select
    changes.article_id,
    changes.earlier_id,
    changes.version_id,
    changes.fact_id_before,
    changes.fact_id_after,
    articles.source_id,
    changes.change,
    changes.kind,
    changes.subject,
    changes.predicate,
    changes.unit,
    changes.evidence_before,
    changes.evidence_after,
    changes.sentence_before,
    changes.sentence_after,
    articles.title,
    articles.url,
    changes.value_before,
    changes.value_after,
    changes.start_char,
    steps.seen_at
from changes
inner join steps on changes.version_id = steps.version_id
inner join articles on changes.article_id = articles.article_id;

comment on macro table fact_changes_of is 'Rows of the view fact_changes for one article (articles.article_id), one kind of fact (a table''s name) or both, without reading the others; null: all.';
