-- Articles whose original the batch changed.
update incident_reports
set is_copy = moved.duplicate_of is not null
from moved_told as moved
where
    incident_reports.article_id = moved.article_id
    and incident_reports.is_copy is distinct from (moved.duplicate_of is not null);
