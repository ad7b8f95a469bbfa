create or replace temp table stories_touched as
select from_id as story_id
from group_changes

union

select to_id
from group_changes
where to_id is not null

union

select group_id
from regrouped

union

select story_id
from loosened

union

select story_id
from articles
where
    story_id is not null
    and article_id in (select article_id from incoming_pages);
