select
    event_id,
    incident_id,
    since_on
from incident_known;
