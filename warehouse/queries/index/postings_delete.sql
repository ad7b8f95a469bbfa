-- Those of segments that have no document any more, too.
delete from ops.search_postings
where segment not in (select segment from ops.search_documents);
