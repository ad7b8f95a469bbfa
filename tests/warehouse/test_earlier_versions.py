"""A warehouse of any earlier schema comes to this one with every row it had."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, put, refined, select, source
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

Columns = dict[str, list[tuple[str, str]]]


def make_earlier(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """What the Dateline wrote that knew the first ``count`` migrations."""
    ledger = Path(migrate.__code__.co_filename).parent / "queries" / "ledger.sql"
    connection.execute(ledger.read_text("utf-8"))
    for migration in KNOWN[:count]:
        connection.execute(migration.sql)
        connection.execute(
            "insert into ops.schema_migrations values (?, ?, now())",
            [migration.version, migration.name],
        )


def columns_of(connection: duckdb.DuckDBPyConnection) -> Columns:
    found: Columns = {}
    for table, column, kind in select(connection, COLUMNS):
        found.setdefault(str(table), []).append((str(column), str(kind)))
    return found


def value(kind: str) -> str:
    if kind.endswith("[]"):
        return f"cast([] as {kind})"
    if kind.startswith(("STRUCT", "MAP")):
        return f"cast(null as {kind})"
    return f"cast({VALUES.get(kind, '1')} as {kind})"


def fill(connection: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    for table, listed in columns.items():
        values = ", ".join(f'{value(kind)} as "{name}"' for name, kind in listed)
        connection.execute(f"insert into {table} by name select {values}")


def rows(
    connection: duckdb.DuckDBPyConnection, columns: Columns
) -> dict[str, Sequence[tuple[object, ...]]]:
    return {
        table: select(
            connection,
            "select " + ", ".join(f'"{name}"' for name, _ in listed) + f" from {table}",
        )
        for table, listed in columns.items()
    }


@pytest.mark.parametrize(
    "count", range(1, len(KNOWN)), ids=lambda count: f"from {KNOWN[count - 1].version}"
)
def test_every_row_of_an_earlier_schema_is_kept(count: int) -> None:
    with closing(connect_in_memory()) as connection:
        connection.execute("set threads = 1")
        make_earlier(connection, count)
        columns = columns_of(connection)
        fill(connection, columns)
        before = rows(connection, columns)
        assert all(len(found) == 1 for found in before.values())
        assert migrate(connection) == KNOWN[count:]
        assert rows(connection, columns) == before
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
