-- Incidents whose reports came into a story, left one or saw it go with the batch.
with around as (
    select incident_id
    from incident_reports
    where
        article_id in (
            select article_id
            from articles
            where story_id in (select story_id from stories_touched)
        )

    union

    select incident_id
    from incidents
    where story_id in (select story_id from stories_touched)
),

told as (
    select
        incident_reports.incident_id,
        mode(articles.story_id order by articles.story_id) as story_id
    from incident_reports
    inner join articles on incident_reports.article_id = articles.article_id
    where incident_reports.incident_id in (select incident_id from around)
    group by incident_reports.incident_id
)

update incidents
set story_id = told.story_id
from told
where
    incidents.incident_id = told.incident_id
    and incidents.story_id is distinct from told.story_id;
