"""Between pure code and the tables during a load: queries, records, temporary tables.

Statements lie in ``queries/load``, one a file; values are bound by name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TypeVar

import duckdb

Record = TypeVar("Record")
Row = Mapping[str, object]


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Commits what the block does; on any error nothing of it is left."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def run(
    connection: duckdb.DuckDBPyConnection, query: str, **values: object
) -> duckdb.DuckDBPyConnection:
    """Executes one statement of ``queries/load``."""
    return connection.execute(_sql(query), values or None)


def run_all(connection: duckdb.DuckDBPyConnection, *queries: str) -> None:
    """Executes statements that take no values, in order."""
    for query in queries:
        run(connection, query)


def records(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    record: type[Record],
    **values: object,
) -> list[Record]:
    """The rows of a query as records whose fields are its columns."""
    cursor = run(connection, query, **values)
    names = [column[0] for column in cursor.description or ()]
    return [record(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def stage(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: Iterable[Row],
    columns: Mapping[str, object],
) -> None:
    """Rows as the temporary table ``name``; types as DuckDB's JSON structures."""
    _stage(
        connection,
        name,
        ({each: row[each] for each in columns} for row in rows),
        columns,
    )


def stage_records(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    records: Iterable[object],
    columns: Mapping[str, object],
) -> None:
    """Records alike; ``asdict`` would copy every id in them."""
    rows = ({each: getattr(record, each) for each in columns} for record in records)
    _stage(connection, name, rows, columns)


def _stage(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    rows: Iterable[Row],
    columns: Mapping[str, object],
) -> None:
    connection.execute(
        f"create or replace temp table {name} as "
        f"select unnest(from_json(?::json, '[{json.dumps(columns)}]'), "
        "recursive := true)",
        [json.dumps(list(rows), default=str)],
    )


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of a table."""
    found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "load", f"{query}.sql")
    return path.read_text("utf-8")
