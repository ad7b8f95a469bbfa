-- To what is derived from facts, versions with other facts are as good as new.
create or replace temp table settled as
select
    versions.article_id,
    versions.version_id,
    versions.ordinal,
    versions.seen_at,
    false as is_known
from versions
inner join replaced on versions.version_id = replaced.version_id
where replaced.kinds is not null;
