-- Articles that are copies since this batch and were none before.
select count(*)
from moved
where duplicate_of is not null and duplicate_of_before is null;
