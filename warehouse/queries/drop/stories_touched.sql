create or replace temp table stories_touched as
select distinct story_id
from dropped
where story_id is not null

union

select story_id
from articles
where
    story_id is not null
    and article_id in (select article_id from incoming_pages);
