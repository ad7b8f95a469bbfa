insert into story_changes by name
select
    $noun as noun,
    group_changes.*,
    (select max(seen_at) from incoming_pages) as changed_at
from group_changes;
