-- Versions of this batch whose text is still the one that was read again.
create or replace temp table replaced as
select
    versions.article_id,
    incoming_replaced.*
from incoming_replaced
inner join versions on incoming_replaced.version_id = versions.version_id
where versions.extractor_version = incoming_replaced.read_by
qualify row_number() over (partition by incoming_replaced.version_id) = 1;
