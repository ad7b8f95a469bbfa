select
    source_days.source_id as source,
    source_days.state,
    count(*) as days,
    min(source_days.day) as first_on,
    max(source_days.day) as last_on,
    cast(sum(source_days.requests) as bigint) as requests,
    cast(sum(source_days.failed_requests) as bigint) as failed_requests
from source_days
inner join sources on source_days.source_id = sources.source_id
where
    sources.is_enabled
    and source_days.state in ('missing', 'failed', 'empty')
    and source_days.day between $since and $until
group by source_days.source_id, source_days.state
union all
select
    source_id as source,
    'never asked' as state,
    null as days,
    null as first_on,
    null as last_on,
    0 as requests,
    0 as failed_requests
from sources
where
    is_enabled
    and source_id not in (select source_id from source_days)
order by source, state;
