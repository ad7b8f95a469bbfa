-- Where known versions near in time hold the batch's fingerprints. $first_day and
-- $last_day are bound, not read by a subquery, or nothing is pruned (700 ms of CPU
-- instead of 40).
create or replace temp table fingerprint_hits as
with hits as (
    select
        incoming.version_id,
        known.version_id as other_version_id,
        incoming.fingerprint,
        incoming.fingerprint_count,
        known.fingerprint_count as other_count,
        abs(known.published_day - incoming.published_day) as days_apart
    from ops.fingerprints as known
    inner join incoming_fingerprints as incoming
        on known.fingerprint = incoming.fingerprint
    where
        known.published_day between $first_day and $last_day
        and abs(known.published_day - incoming.published_day) <= $days
),

roots as (
    select
        version_id as other_version_id,
        original_version_id as root_id
    from duplicates
    where version_id in (select other_version_id from hits)
),

rooted as (
    select
        hits.*,
        coalesce(roots.root_id, hits.other_version_id) as root_id
    from hits
    left join roots on hits.other_version_id = roots.other_version_id
),

frequent as (
    select fingerprint
    from rooted
    group by fingerprint
    having count(*) >= $usual
),

-- What so many clusters share is a formula of the trade.
formulas as (
    select fingerprint
    from rooted
    where fingerprint in (select fingerprint from frequent)
    group by fingerprint
    having count(distinct root_id) >= $usual
)

select
    rooted.*,
    formulas.fingerprint is not null as is_usual
from rooted
left join formulas on rooted.fingerprint = formulas.fingerprint;
