insert into ops.story_links by name
select
    incoming_links.*,
    (select max(seen_at) from incoming_pages) as linked_at
from incoming_links;
