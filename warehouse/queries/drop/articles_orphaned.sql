-- Copies of what goes lose their original; who is it now is settled afterwards.
update articles
set duplicate_of = null
where duplicate_of in (select article_id from dropped);
