-- Members of stories that may have lost links, since one of them is a copy now or was
-- recognised as filling a form. A copy stands for its original.
create or replace temp table loosened as
with stories_touched as (
    select story_id
    from articles
    where
        story_id is not null
        and (
            article_id in (select article_id from moved)
            or article_id in (
                select duplicate_of
                from moved
                where story_id is not null
            )
            or article_id in (select article_id from recognised)
        )
)

select
    coalesce(duplicate_of, article_id) as article_id,
    arg_min(story_id, duplicate_of is not null) as story_id
from articles
where story_id in (select story_id from stories_touched)
group by coalesce(duplicate_of, article_id);
