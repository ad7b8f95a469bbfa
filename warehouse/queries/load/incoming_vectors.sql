-- The strongest terms of each incoming original, weighed by how few originals hold
-- them; squares add up to 1.
create or replace temp table incoming_vectors as
with terms as (
    select
        version_id,
        unnest(terms.buckets) as bucket,
        unnest(terms.hashes) as term,
        unnest(terms.weights) as weight,
        unnest(terms.priors) as prior
    from story_incoming
),

weighed as (
    select
        terms.version_id,
        terms.term,
        terms.weight * ln(
            (total.documents + $prior_documents + 1)
            / (counts.documents + terms.prior + 1)
        ) as rarity_weight
    from terms
    cross join (
        select documents
        from ops.term_counts
        where bucket = -1
    ) as total
    inner join ops.term_counts as counts on terms.bucket = counts.bucket
),

-- The n greatest, in order; of equal weights those of smaller terms. Windows take
-- three times as long.
strongest as (
    select
        version_id,
        max({'weight': rarity_weight, 'order': ~term}, $terms_max) as parts
    from weighed
    where rarity_weight > 0
    group by version_id
),

measured as (
    select
        version_id,
        parts,
        sqrt(list_sum(list_transform(
            parts, lambda part: part.weight * part.weight
        ))) as length
    from strongest
)

select
    story_incoming.article_id,
    story_incoming.version_id,
    list_transform(measured.parts, lambda part: ~part.order) as terms,
    list_transform(
        measured.parts,
        lambda part: cast(part.weight / measured.length as float)
    ) as weights,
    story_incoming.told_at
from measured
inner join story_incoming on measured.version_id = story_incoming.version_id
order by story_incoming.told_at, story_incoming.version_id;
