select
    flow,
    count(*) as runs,
    count(*) filter (state = 'failed') as failed_runs,
    cast(sum(listed) as bigint) as listed,
    cast(sum(pages) as bigint) as pages,
    cast(sum(pages_read) as bigint) as pages_read,
    cast(sum(articles) as bigint) as articles,
    cast(sum(copies) as bigint) as copies,
    cast(sum(facts) as bigint) as facts,
    sum(failed_listings + failed_fetches) as failed_requests,
    sum(refused_pages) as refused_pages,
    sum(other_failures) as other_failures
from run_funnels
where cast(started_at as date) between $since and $until
group by flow
order by flow;
