-- Known incidents that have to be counted anew: reports of theirs are copies now, or
-- no longer.
select distinct
    incident_id,
    since_on
from incident_reports
where article_id in (select article_id from moved_told);
