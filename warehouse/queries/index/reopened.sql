-- Segments of which little is left, or that were small when they were made.
create or replace temp table search_reopened as
select segment
from ops.search_documents
group by segment
having count(*) < $small;
