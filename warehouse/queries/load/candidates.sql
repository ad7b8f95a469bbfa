-- Pairs worth a closer look: they share a twelfth of the fingerprints of the one with
-- fewer, or two and a twenty-fourth, as a brief does with the long report that holds
-- it. A single one is shared by chance: of 11,000 such pairs in a batch none was near.
create or replace temp table candidates as
with repeated as (
    select
        incoming.*,
        repeated.last_ordinal
    from incoming_fingerprints as incoming
    inner join repeated_fingerprints as repeated
        on incoming.fingerprint = repeated.fingerprint
),

together as (
    select
        version_id,
        other_version_id,
        root_id,
        fingerprint_count,
        other_count,
        days_apart
    from fingerprint_hits
    where not is_usual

    union all

    select
        incoming.version_id,
        firsts.version_id as other_version_id,
        firsts.version_id as root_id,
        incoming.fingerprint_count,
        firsts.fingerprint_count as other_count,
        abs(firsts.published_day - incoming.published_day) as days_apart
    from repeated as incoming
    inner join repeated as firsts
        on incoming.fingerprint = firsts.fingerprint
    where
        firsts.ordinal < incoming.ordinal
        and firsts.ordinal <= firsts.last_ordinal
        and abs(firsts.published_day - incoming.published_day) <= $days
),

pairs as (
    select
        version_id,
        other_version_id,
        any_value(root_id) as root_id,
        any_value(days_apart) as days_apart,
        count(*) as shared
    from together
    group by version_id, other_version_id
    having
        count(*) * 12 >= least(any_value(fingerprint_count), any_value(other_count))
        or (
            count(*) > 1
            and count(*) * 24
            >= least(any_value(fingerprint_count), any_value(other_count))
        )
),

-- Of each cluster the members that share most, and the original: from which of them a
-- text came shall not depend on which of them came first.
clusters as (
    select
        *,
        max(shared) over (partition by version_id, root_id) as most_shared
    from pairs
    qualify
        row_number() over (
            partition by version_id, root_id
            order by shared desc, other_version_id
        ) <= 3
        or other_version_id = root_id
),

nearest as (
    select
        version_id,
        other_version_id,
        days_apart
    from clusters
    qualify dense_rank() over (
        partition by version_id
        order by most_shared desc, root_id
    ) <= 8
),

-- A formula finds no copies, but one sibling, so that the newest report of a series
-- still joins its family.
siblings as (
    select
        version_id,
        other_version_id,
        any_value(days_apart) as days_apart
    from fingerprint_hits
    where is_usual
    group by version_id, other_version_id
    having
        count(*) * 12 >= least(any_value(fingerprint_count), any_value(other_count))
    qualify row_number() over (
        partition by version_id
        order by count(*) desc, other_version_id
    ) = 1
)

from nearest

union

from siblings;
