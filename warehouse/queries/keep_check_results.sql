insert into ops.check_results by name
with results as (
    select unnest(from_json(
        cast($results as json),
        '[{
            "check_run_id": "UUID",
            "name": "VARCHAR",
            "severity": "VARCHAR",
            "failures": "BIGINT",
            "examples": [{
                "place": "VARCHAR",
                "row_key": "VARCHAR",
                "problem": "VARCHAR"
            }],
            "seconds": "DOUBLE",
            "checked_at": "TIMESTAMPTZ"
        }]'
    )) as result
)

select unnest(result)
from results
where result.check_run_id not in (select check_run_id from ops.check_results);
