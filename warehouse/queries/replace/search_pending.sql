-- Pages that were read again, with other words or none.
insert into ops.search_pending by name
select article_id
from (
    select article_id from gone
    union
    select article_id from read_again
)
where article_id not in (select article_id from ops.search_pending);
