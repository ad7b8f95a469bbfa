-- With those that no article has any more.
delete from ops.search_pending
where
    article_id in (select article_id from search_incoming)
    or article_id not in (select article_id from articles);
