with told as (
    select *
    from articles
    where
        story_id is not null
        and (
            coalesce(published_on, cast(first_seen_at as date))
            between $since and $until
            or cast(first_seen_at as date) between $since and $until
        )
)

select
    stories.title as story,
    count(distinct told.source_id) filter (told.duplicate_of is null)
        as independent_sources,
    count(*) as articles,
    count(*) filter (told.duplicate_of is not null) as copies,
    list(distinct told.source_id order by told.source_id) as sources,
    told.story_id
from told
inner join stories on told.story_id = stories.story_id
group by told.story_id, stories.title
order by independent_sources desc, articles desc, story, told.story_id;
