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
)

select
    hits.*,
    coalesce(roots.root_id, hits.other_version_id) as root_id,
    -- What so many clusters share is a formula of the trade.
    count(distinct coalesce(roots.root_id, hits.other_version_id)) over (
        partition by hits.fingerprint
    ) >= $usual as is_usual
from hits
left join roots on hits.other_version_id = roots.other_version_id;
