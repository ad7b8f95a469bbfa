-- In order, so that few texts are held ready at a time.
select
    version_id,
    other_version_id,
    days_apart
from candidates
order by version_id, other_version_id;
