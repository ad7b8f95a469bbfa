select
    min(told_on) as first_on,
    max(told_on) as last_on
from incident_incoming;
