insert into stories by name
with members as (
    select
        article_id,
        coalesce(duplicate_of, article_id) as original_id,
        story_id,
        source_id,
        title,
        duplicate_of is not null as is_copy,
        coalesce(
            published_at,
            cast(published_on as timestamptz),
            first_seen_at
        ) as told_at
    from articles
    where story_id in (select story_id from stories_touched)
),

ends as (
    select
        members.original_id,
        story_links.cosine
    from ops.story_links
    inner join members on story_links.article_id = members.article_id

    union all

    select
        members.original_id,
        story_links.cosine
    from ops.story_links
    inner join members on story_links.other_article_id = members.article_id
),

-- Whose links are strongest together stands in the middle of the story.
strengths as (
    select
        original_id,
        round(sum(cosine), 6) as strength
    from ends
    group by original_id
),

middles as (
    select
        members.story_id,
        members.article_id,
        members.title
    from members
    left join strengths on members.article_id = strengths.original_id
    where not members.is_copy
    qualify row_number() over (
        partition by members.story_id
        order by coalesce(strengths.strength, 0) desc, members.article_id
    ) = 1
),

totals as (
    select
        story_id,
        count(*) filter (where not is_copy) as article_count,
        count(*) filter (where is_copy) as copy_count,
        count(distinct source_id) as source_count,
        min(told_at) as first_published_at,
        max(told_at) as last_published_at
    from members
    group by story_id
)

select
    totals.*,
    middles.article_id as representative_id,
    middles.title
from totals
inner join middles on totals.story_id = middles.story_id;
