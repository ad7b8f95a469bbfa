-- Without those of a formula: it has some 32 rows in any window and never more, which
-- bounds index and join. A version's rows come side by side: its id is then stored
-- once for all of them, which halves what a search has to read.
insert into ops.fingerprints by name
select
    incoming.fingerprint,
    incoming.version_id,
    incoming.fingerprint_count,
    incoming.published_day
from incoming_fingerprints as incoming
left join repeated_fingerprints as repeated
    on incoming.fingerprint = repeated.fingerprint
where
    coalesce(incoming.ordinal <= repeated.last_ordinal, true)
    and incoming.fingerprint not in (
        select fingerprint
        from fingerprint_hits
        where is_usual
    );
