-- Reports of incidents that were joined to another.
update incident_reports
set
    incident_id = incidents_joined.merged_into,
    since_on = least(incident_reports.since_on, incidents_joined.since_on)
from incidents_joined
where
    incident_reports.incident_id = incidents_joined.incident_id
    and incident_reports.told_on >= $since_on;
