-- What the checks of the data found, each time they ran.

create table ops.check_results (
    check_run_id uuid not null,
    name varchar not null,
    severity varchar not null,
    failures bigint not null,
    examples struct(place varchar, row_key varchar, problem varchar)[] not null,
    seconds double not null,
    checked_at timestamptz not null
);

comment on table ops.check_results is 'Results of the data checks in warehouse/checks, one row for each check and run.';
comment on column ops.check_results.check_run_id is 'Run of all checks: equal for the checks that ran together.';
comment on column ops.check_results.name is 'The check: its file name without ending.';
comment on column ops.check_results.severity is 'error: the data are wrong; warning: somebody should look.';
comment on column ops.check_results.failures is 'Rows that fail it; 0 where all is well.';
comment on column ops.check_results.examples is 'The first of these rows: table or column, key, and what is wrong; empty where all is well.';
comment on column ops.check_results.seconds is 'Seconds that it took.';
comment on column ops.check_results.checked_at is 'UTC instant at which the checks began.';
