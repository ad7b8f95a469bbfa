-- Originals within $days of each other that tell of the same, the batch's own
-- included. Whose copy a known one has become since, for that it stands.
create or replace temp table neighbours as
with strongest as (
    select
        term,
        article_id,
        version_id,
        weight,
        told_at
    from ops.story_terms
    where
        told_at between make_timestamptz($first_us) and make_timestamptz($last_us)
        -- Pairs are found by the strongest terms of both, and not by such as so many
        -- share: all 48 terms would meet most of the originals of a week.
        and place <= $leading_terms
        and term in (
            select term
            from incoming_terms
            where place <= $leading_terms
        )
),

telling as (
    select term
    from strongest
    group by term
    having count(*) <= $term_originals_max
),

found as (
    select
        incoming.version_id,
        known.version_id as other_version_id
    from strongest as known
    inner join incoming_terms as incoming on known.term = incoming.term
    where
        incoming.place <= $leading_terms
        and known.term in (select term from telling)
        and abs(epoch(known.told_at) - epoch(incoming.told_at)) <= $days * 86400
        and known.article_id <> incoming.article_id
    group by incoming.version_id, known.version_id
    having sum(incoming.weight * known.weight) >= $found_min
),

-- Materialized, as what follows: or whole tables are joined before it is known which
-- few of their rows are asked for.
found_terms as materialized (
    select
        incoming.article_id,
        incoming.term,
        incoming.weight,
        found.other_version_id
    from found
    inner join incoming_terms as incoming on found.version_id = incoming.version_id
),

known_terms as materialized (
    select
        term,
        article_id,
        version_id,
        weight
    from ops.story_terms
    where
        told_at between make_timestamptz($first_us) and make_timestamptz($last_us)
        and version_id in (select other_version_id from found_terms)
),

pairs as materialized (
    select
        found_terms.article_id,
        known.article_id as other_article_id,
        sum(found_terms.weight * known.weight) as cosine
    from found_terms
    inner join known_terms as known
        on found_terms.other_version_id = known.version_id
        and found_terms.term = known.term
    group by found_terms.article_id, known.article_id, known.version_id
),

others as materialized (
    select
        article_id,
        coalesce(duplicate_of, article_id) as original_id
    from articles
    where article_id in (select other_article_id from pairs)
),

originals as materialized (
    select
        article_id,
        story_id
    from articles
    where
        article_id in (select original_id from others)
        -- Of several texts of one article each may repeat another's.
        and duplicate_of is null
),

resolved as (
    select
        pairs.article_id,
        originals.article_id as other_article_id,
        -- Sums of floats depend on their order, which must not decide.
        round(max(pairs.cosine), 6) as cosine,
        any_value(coalesce(originals.story_id, originals.article_id)) as group_id,
        any_value(originals.article_id in (select article_id from story_incoming))
            as is_incoming
    from pairs
    inner join others on pairs.other_article_id = others.article_id
    inner join originals on others.original_id = originals.article_id
    where originals.article_id <> pairs.article_id
    group by pairs.article_id, originals.article_id
)

-- Of known stories those that may be joined.
select
    article_id,
    other_article_id,
    cosine
from resolved
qualify
    is_incoming
    or max(cosine) over (partition by article_id, group_id) >= $joining_cosine;
