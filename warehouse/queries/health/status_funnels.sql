select *
from run_funnels
where started_at >= $since
order by started_at desc;
