-- Originals within $days of each other that tell of the same, the batch's own
-- included. Whose copy a known one has become since, for that it stands.
create or replace temp table neighbours as
with incoming_leads as (
    select
        version_id,
        article_id,
        unnest(terms[:$leading_terms]) as term,
        unnest(weights[:$leading_terms]) as weight,
        told_at
    from incoming_vectors
),

known_leads as (
    select
        version_id,
        article_id,
        unnest(terms[:$leading_terms]) as term,
        unnest(weights[:$leading_terms]) as weight,
        told_at
    from ops.term_vectors
    where told_at between make_timestamptz($first_us) and make_timestamptz($last_us)
),

-- Pairs are found by the strongest terms of both, and not by such as so many share:
-- all 48 terms would meet most of the originals of a week.
strongest as materialized (
    select *
    from known_leads
    where term in (select term from incoming_leads)
),

telling as (
    select term
    from strongest
    group by term
    having count(*) <= $term_originals_max
),

found as materialized (
    select
        incoming.version_id,
        known.version_id as other_version_id
    from strongest as known
    inner join telling on known.term = telling.term
    inner join incoming_leads as incoming on known.term = incoming.term
    where
        abs(epoch(known.told_at) - epoch(incoming.told_at)) <= $days * 86400
        and known.article_id <> incoming.article_id
    group by incoming.version_id, known.version_id
    having sum(incoming.weight * known.weight) >= $found_min
),

-- Materialized, as what follows: or whole tables are joined before it is known which
-- few of their rows are asked for.
known_vectors as materialized (
    select
        article_id,
        version_id,
        terms,
        weights
    from ops.term_vectors
    where
        told_at between make_timestamptz($first_us) and make_timestamptz($last_us)
        and version_id in (select other_version_id from found)
),

found_terms as (
    select
        incoming.article_id,
        found.other_version_id,
        unnest(incoming.terms) as term,
        unnest(incoming.weights) as weight
    from found
    inner join incoming_vectors as incoming on found.version_id = incoming.version_id
),

known_terms as (
    select
        article_id,
        version_id,
        unnest(terms) as term,
        unnest(weights) as weight
    from known_vectors
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
