insert into ops.search_documents by name
select
    article_id,
    document,
    segment,
    word_count,
    published_day
from search_incoming
order by document;
