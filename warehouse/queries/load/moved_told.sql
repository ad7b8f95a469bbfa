-- Articles whose original the batch changed, but for those that came with the batch:
-- no incident tells of these yet, and mostly there are no others.
create or replace temp table moved_told as
select
    article_id,
    duplicate_of
from moved
where
    article_id not in (
        select article_id
        from settled
        group by article_id
        having not bool_or(is_known)
    );
