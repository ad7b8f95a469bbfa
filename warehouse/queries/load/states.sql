-- Every state of the articles that this batch touches: known ones and incoming. By
-- rowid first, or the titles of all versions are read; in a lake rows of the open
-- transaction share rowids.
with known as materialized (
    select
        article_id,
        version_id,
        title,
        content_digest,
        seen_at
    from versions
    where
        rowid in (
            select rowid
            from versions
            where article_id in (select article_id from incoming_pages)
        )
        and article_id in (select article_id from incoming_pages)
)

select
    *,
    true as is_known
from known

union all

select
    article_id,
    version_id,
    title,
    content_digest,
    seen_at,
    false as is_known
from incoming_pages
where version_id not in (select version_id from known)
qualify row_number() over (partition by version_id order by seen_at) = 1;
