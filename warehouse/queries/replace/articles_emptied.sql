-- Articles whose only page turned out to be another article's.
create or replace temp table emptied as
select article_id
from gone
where article_id not in (select article_id from versions);
