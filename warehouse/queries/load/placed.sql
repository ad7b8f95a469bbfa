-- The batch's originals, their neighbours, and who is in a story with one of these
-- about the same time.
with around as (
    select article_id
    from story_incoming

    union

    select other_article_id
    from neighbours
),

stories_around as (
    select story_id
    from articles
    where article_id in (select article_id from around)
),

timed as (
    select
        article_id,
        story_id,
        template_id as family_id,
        coalesce(
            published_at,
            cast(published_on as timestamptz),
            first_seen_at
        ) as told_at
    from articles
    where duplicate_of is null
)

select *
from timed
where
    article_id in (select article_id from around)
    or (
        story_id in (select story_id from stories_around)
        and told_at between make_timestamptz($first_us) and make_timestamptz($last_us)
    );
