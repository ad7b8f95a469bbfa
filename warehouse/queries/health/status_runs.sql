select
    flow,
    state,
    started_at,
    finished_at
from ops.runs
qualify row_number() over (partition by flow order by started_at desc) = 1
order by flow;
