update articles
set duplicate_of = null
where duplicate_of in (select article_id from emptied);
