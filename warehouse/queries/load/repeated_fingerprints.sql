-- Fingerprints that several of the batch's texts hold, with the last of these texts
-- that counts: more than $usual share a formula.
create or replace temp table repeated_fingerprints as
with repeated as (
    select fingerprint
    from incoming_fingerprints
    group by fingerprint
    having count(*) > 1
)

select
    fingerprint,
    list_last(min(ordinal, $usual)) as last_ordinal
from incoming_fingerprints
where fingerprint in (select fingerprint from repeated)
group by fingerprint;
