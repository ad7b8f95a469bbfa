-- Links that hold between these members, by the originals of their ends: not between
-- copies of one original, nor between fillings of one form.
with ends as (
    select
        articles.article_id,
        loosened.article_id as original_id,
        articles.template_id
    from articles
    inner join loosened
        on coalesce(articles.duplicate_of, articles.article_id) = loosened.article_id
)

select distinct
    ends.original_id as article_id,
    others.original_id as other_article_id
from ops.story_links
inner join ends on story_links.article_id = ends.article_id
inner join ends as others on story_links.other_article_id = others.article_id
where
    ends.original_id <> others.original_id
    and ends.template_id is distinct from others.template_id;
