"""A warehouse of any earlier schema comes to this one with every row it had."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, put, refined, select, source
from warehouse import migrate as migrate_module
from warehouse.connection import connect_in_memory, opened
from warehouse.migrate import migrate, migrations

KNOWN = migrations()
VALUES = {
    "VARCHAR": "'kept words'",
    "UUID": "'0d15ea5e-0000-4000-8000-000000000001'",
    "TIMESTAMP WITH TIME ZONE": "'2024-03-20 06:00:00+00'",
    "TIMESTAMP": "'2024-03-20 06:00:00'",
    "DATE": "'2024-03-20'",
    "BOOLEAN": "true",
    "JSON": """'{"kept": 1}'""",
}
"""A value of each type; numbers are 1, lists empty."""
COLUMNS = """
select schema_name || '.' || table_name, column_name, data_type
from duckdb_columns()
where
    database_name = current_database()
    and schema_name in ('main', 'ops')
    and table_name not like 'schema_%'
    and (schema_name, table_name) in (
        select (schema_name, table_name) from duckdb_tables()
    )
order by all
"""

Columns = tuple[tuple[str, str], ...]

TAKEN_OVER = {
    "ops.story_terms": """(
        select
            article_id, version_id, told_at,
            unnest(terms) as term,
            unnest(weights) as weight,
            unnest(range(1, len(terms) + 1)) as place
        from ops.term_vectors
    )""",
}
"""Where the rows of a table are now that later schemas do not have."""


def make_earlier(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """What the Dateline made that knew the first ``count`` migrations."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate_module, "migrations", lambda: KNOWN[:count])
        # Their views were not today's.
        patch.setattr(migrate_module, "_refresh_views", lambda connection: None)
        migrate(connection)


def columns_of(connection: duckdb.DuckDBPyConnection) -> set[tuple[str, Columns]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in select(connection, COLUMNS):
        found.setdefault(str(table), []).append((str(column), str(kind)))
    return {(table, tuple(listed)) for table, listed in found.items()}


def value(kind: str) -> str:
    if kind.endswith("[]"):
        return f"cast([] as {kind})"
    if kind.startswith(("STRUCT", "MAP")):
        return f"cast(null as {kind})"
    return f"cast({VALUES.get(kind, '1')} as {kind})"


def fill(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Columns
) -> set[tuple[str, ...]]:
    values = ", ".join(f'{value(kind)} as "{name}"' for name, kind in columns)
    connection.execute(f"insert into {table} by name select {values}")
    return rows(connection, table, columns)


def rows(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Columns
) -> set[tuple[str, ...]]:
    names = ", ".join(f'cast("{name}" as {kind})' for name, kind in columns)
    try:
        found = select(connection, f"select {names} from {table}")
    except duckdb.CatalogException:
        found = select(connection, f"select {names} from {TAKEN_OVER[table]}")
    return {tuple(map(repr, row)) for row in found}


def test_every_row_of_every_earlier_schema_is_kept() -> None:
    """One warehouse, written to by every Dateline whose tables were others."""
    written: dict[tuple[str, Columns], set[tuple[str, ...]]] = {}
    with closing(connect_in_memory()) as connection:
        connection.execute("set threads = 1")
        for count in range(1, len(KNOWN)):
            make_earlier(connection, count)
            for table, columns in columns_of(connection) - written.keys():
                written[table, columns] = fill(connection, table, columns)
        assert len(written) > len({table for table, _ in written}) > 30
        assert migrate(connection) == KNOWN[-1:]
        for (table, columns), before in written.items():
            assert before
            assert before <= rows(connection, table, columns), table
        assert select(connection, "select count(*) from originals") == [(0,)]


def test_file_of_the_first_schema_is_loaded_into(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with opened(path) as connection:
        make_earlier(connection, 1)
        connection.execute(
            "insert into sources values "
            "('old', 'Old', null, 'GB', 'en', 'UTC', ['feed'], true, now())"
        )
    with opened(path) as connection:
        assert migrate(connection) == KNOWN[1:]
    with opened(path) as connection:
        put(connection, tmp_path, batch(refined(), sources=(source(),)))
        names = select(connection, "select source_id from sources order by all")
        assert names == [("old",), ("one",)]
        assert select(connection, "select count(*) from originals") == [(1,)]
