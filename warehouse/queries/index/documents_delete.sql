delete from ops.search_documents
where article_id in (select article_id from ops.search_pending);
