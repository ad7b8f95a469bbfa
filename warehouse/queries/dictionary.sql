-- Every table, view and macro, then its columns, with what their comments say.
with relations as (
    select
        schema_name,
        table_name as relation,
        'table' as kind,
        comment
    from duckdb_tables()
    where not internal and database_name = current_database()

    union all

    select
        schema_name,
        view_name as relation,
        'view' as kind,
        comment
    from duckdb_views()
    where not internal and database_name = current_database()

    union all

    select
        schema_name,
        function_name || '(' || array_to_string(parameters, ', ') || ')' as relation,
        'macro' as kind,
        comment
    from duckdb_functions()
    where
        not internal
        and database_name = current_database()
        and function_type in ('macro', 'table_macro')
),

described as (
    select
        relations.schema_name,
        relations.relation,
        relations.kind,
        relations.comment,
        list(
            {
                'name': found.column_name,
                'type': found.data_type,
                'is_nullable': found.is_nullable,
                'comment': found.comment
            }
            order by found.column_index
        ) filter (found.column_name is not null) as columns
    from relations
    left join duckdb_columns() as found
        on relations.schema_name = found.schema_name
        and relations.relation = found.table_name
        and found.database_name = current_database()
    where relations.schema_name in ('main', 'ops')
    group by all
)

select
    case when schema_name = 'main' then relation else 'ops.' || relation end as name,
    kind,
    coalesce(comment, '') as comment,
    coalesce(columns, []) as columns
from described
order by
    schema_name,
    list_position(['table', 'view', 'macro'], kind),
    relation;
