-- Articles as their pages say now, by the version that says it.
create or replace temp table read_again as
select
    article_id,
    version_id,
    title,
    authors,
    language,
    origin_url,
    date_precision,
    date_origin,
    published_on,
    published_at
from (
    select * from incoming_pages
    union all
    select * from incoming_same_words
)
qualify row_number() over (partition by version_id) = 1;
