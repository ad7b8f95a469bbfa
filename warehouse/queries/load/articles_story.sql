-- A copy is in the story, and of the template, of its original.
update articles
set
    story_id = found.story_id,
    template_id = found.template_id
from (
    with stories_of as (
        select
            member_id,
            group_id
        from regrouped

        union all

        select
            article_id as member_id,
            null as group_id
        from loosened
        where article_id not in (select member_id from regrouped)
    ),

    touched as (
        select articles.article_id
        from articles
        where
            coalesce(articles.duplicate_of, articles.article_id) in (
                select member_id
                from stories_of
            )
            or articles.article_id in (select article_id from incoming_pages)
            or articles.article_id in (select article_id from moved)
            or articles.duplicate_of in (select article_id from recognised)
    )

    select
        articles.article_id,
        case
            when stories_of.member_id is null then originals.story_id
            else stories_of.group_id
        end as story_id,
        originals.template_id
    from articles
    inner join touched on articles.article_id = touched.article_id
    inner join articles as originals
        on coalesce(articles.duplicate_of, articles.article_id)
        = originals.article_id
    left join stories_of on originals.article_id = stories_of.member_id
) as found
where
    articles.article_id = found.article_id
    and (
        articles.story_id is distinct from found.story_id
        or articles.template_id is distinct from found.template_id
    );
