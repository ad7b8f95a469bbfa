select
    stage,
    kind,
    sum(versions) as versions,
    sum(gone) as gone,
    sum(new) as new,
    sum(changed) as changed,
    sum(same) as same
from ops.replacements
where run_id = $run_id
group by stage, kind
order by stage, kind;
