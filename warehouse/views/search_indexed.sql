create or replace macro search_indexed(since, until) as table
select
    document,
    article_id,
    word_count
from ops.search_documents as documents
anti join ops.search_pending as pending
    on documents.article_id = pending.article_id
where published_day between since and until;

comment on macro table search_indexed is 'Articles of some days that the index of search knows as they are now.';
