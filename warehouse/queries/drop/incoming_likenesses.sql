create or replace temp table incoming_likenesses as
select
    version_id,
    other_version_id,
    relation
from ops.likenesses
limit 0;
