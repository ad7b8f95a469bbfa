-- Versions whose sums have no value in US dollars yet: the new ones.
create or replace temp table money_due as
select version_id
from settled
where not is_known;
