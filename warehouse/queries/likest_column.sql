-- The column that a misspelt name is most like, and where it stands.
-- Tables before views, of which a common column has a dozen.
with stored as (
    select distinct
        schema_name,
        table_name
    from duckdb_tables()
    where database_name = current_database()
),

places as (
    select
        column_name,
        list(
            if(schema_name = 'main', table_name, schema_name || '.' || table_name)
            order by
                (schema_name, table_name) not in (
                    select (schema_name, table_name)
                    from stored
                ),
                schema_name,
                table_name
        ) as tables,
        max(jaro_winkler_similarity(column_name, lower($1))) as likeness
    from duckdb_columns()
    where
        database_name = current_database()
        and schema_name in ('main', 'ops')
    group by column_name
)

select
    '"' || column_name || '" is a column of '
    || array_to_string(tables[:8], ', ')
    || if(len(tables) > 8, ', ...', '')
    || '.' as advice
from places
where likeness >= 0.85
order by likeness desc, column_name
limit 1;
