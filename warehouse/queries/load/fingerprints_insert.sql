-- Without those of a formula: it has some 32 rows in any window and never more, which
-- bounds index and join.
insert into ops.fingerprints by name
select
    fingerprint,
    version_id,
    fingerprint_count,
    published_day
from incoming_fingerprints
where fingerprint not in (
    select fingerprint
    from fingerprint_hits
    where is_usual
)
qualify row_number() over (partition by fingerprint order by ordinal) <= $usual
-- A version's rows side by side: its id is then stored once for all of them, which
-- halves what a search has to read.
order by ordinal, fingerprint;
