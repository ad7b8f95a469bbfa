-- Originals that may join a story: new ones, and such as stand alone and have a new
-- text. What was linked stays linked.
create or replace temp table story_incoming as
select
    articles.article_id,
    incoming_pages.version_id,
    incoming_pages.terms,
    coalesce(
        articles.published_at,
        cast(articles.published_on as timestamptz),
        articles.first_seen_at
    ) as told_at
from settled
inner join incoming_pages on settled.version_id = incoming_pages.version_id
inner join articles on settled.article_id = articles.article_id
where
    not settled.is_known
    and articles.duplicate_of is null
    and articles.story_id is null
qualify row_number() over (
    partition by articles.article_id
    order by settled.ordinal desc, incoming_pages.seen_at
) = 1;
