-- Every state of the articles that this batch touches: known ones and incoming.
select
    article_id,
    version_id,
    title,
    content_digest,
    seen_at,
    true as is_known
from versions
where article_id in (select article_id from incoming_pages)

union all

select
    article_id,
    version_id,
    title,
    content_digest,
    seen_at,
    false as is_known
from incoming_pages
where version_id not in (
    select version_id
    from versions
    where article_id in (select article_id from incoming_pages)
)
qualify row_number() over (partition by version_id order by seen_at) = 1;
