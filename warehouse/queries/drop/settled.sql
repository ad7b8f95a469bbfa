-- No version is new.
create or replace temp table settled as
select
    article_id,
    version_id,
    ordinal,
    seen_at,
    true as is_known
from versions
limit 0;
