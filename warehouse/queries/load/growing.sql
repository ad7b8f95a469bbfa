-- Stories at the ends of new links that lost none, by the members that were linked.
select
    articles.article_id,
    articles.story_id,
    stories.article_count as member_count
from articles
inner join stories on articles.story_id = stories.story_id
where
    articles.story_id not in (select story_id from loosened)
    and (
        articles.article_id in (select article_id from incoming_links)
        or articles.article_id in (select other_article_id from incoming_links)
    );
