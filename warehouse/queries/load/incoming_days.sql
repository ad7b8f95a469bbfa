select
    coalesce(min(published_day), 0) as first_day,
    coalesce(max(published_day), 0) as last_day
from incoming_fingerprints;
