-- Versions whose sums another table of rates may value differently: all.
create or replace temp table money_due as
select distinct version_id
from money
where currency <> 'USD';
