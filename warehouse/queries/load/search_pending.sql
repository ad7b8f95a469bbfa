insert into ops.search_pending by name
select distinct incoming_pages.article_id
from incoming_pages
where
    not exists (
        from ops.search_pending as pending
        where pending.article_id = incoming_pages.article_id
    );
