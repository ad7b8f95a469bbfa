-- In microseconds since 1970: four days before the year 1 Python has no date.
select
    coalesce(epoch_us(min(told_at)), 0) - $days * 86_400_000_000 as first_us,
    coalesce(epoch_us(max(told_at)), 0) + $days * 86_400_000_000 as last_us
from story_incoming;
