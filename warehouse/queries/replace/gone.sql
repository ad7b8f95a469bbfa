-- Versions that go as a whole, and the articles they were of.
create or replace temp table gone as
select
    version_id,
    article_id
from replaced
where kinds is null and refused_by is null;
