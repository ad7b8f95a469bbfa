insert into ops.likenesses by name
select
    incoming_likenesses.*,
    (select max(seen_at) from incoming_pages) as detected_at
from incoming_likenesses;
