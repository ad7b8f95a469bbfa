create or replace temp table incoming_pages as
select
    article_id,
    cast(null as varchar) as origin_url,
    last_seen_at as seen_at
from articles
where
    source_id <> $source_id
    and duplicate_of in (select article_id from dropped);
