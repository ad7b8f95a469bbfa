insert into ops.search_pending by name
select article_id
from ops.search_documents
where
    segment in (select segment from search_reopened)
    and article_id not in (select article_id from ops.search_pending);
