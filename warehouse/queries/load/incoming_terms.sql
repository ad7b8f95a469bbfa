-- The strongest terms of each incoming original, weighed by how few originals hold
-- them; squares add up to 1.
create or replace temp table incoming_terms as
with terms as (
    select
        article_id,
        version_id,
        told_at,
        unnest(terms.buckets) as bucket,
        unnest(terms.hashes) as term,
        unnest(terms.weights) as weight,
        unnest(terms.priors) as prior
    from story_incoming
),

weighed as (
    select
        terms.article_id,
        terms.version_id,
        terms.term,
        terms.told_at,
        terms.weight * greatest(0, ln(
            (total.documents + $prior_documents + 1)
            / (counts.documents + terms.prior + 1)
        )) as weight
    from terms
    cross join (
        select documents
        from ops.term_counts
        where bucket = -1
    ) as total
    inner join ops.term_counts as counts on terms.bucket = counts.bucket
    qualify row_number() over (
        partition by terms.version_id
        order by weight desc, terms.term
    ) <= $terms_max
)

select
    article_id,
    version_id,
    term,
    cast(
        weight / sqrt(sum(weight * weight) over (partition by version_id)) as float
    ) as weight,
    cast(
        row_number() over (partition by version_id order by weight desc, term)
        as integer
    ) as place,
    told_at
from weighed
where weight > 0
-- Side by side, so that ids are stored once a version.
order by told_at, version_id, place;
