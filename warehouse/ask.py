"""A person's question in SQL to an open warehouse, and advice where it goes wrong."""

import re
from importlib.resources import files

import duckdb

from transforms.errors import QueryError

_NO_COLUMN = re.compile(r'column (?:named )?"([^"]+)"')
_READ_ONLY = "attached in read-only mode"


def ask(
    connection: duckdb.DuckDBPyConnection, query: str, *, limit: int | None = None
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of a query, the first ``limit`` of them.

    Raises:
        QueryError: what DuckDB says against it, and what may be meant.
    """
    try:
        cursor = connection.execute(query)
        if cursor is None:
            raise QueryError('the query is empty; try: dateline sql "show tables"')
        names = [column[0] for column in cursor.description or ()]
        rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
        return names, rows
    except UnicodeEncodeError as error:
        # Bytes of a terminal that is not in UTF-8 arrive as lone surrogates.
        raise QueryError(f"the query is not UTF-8: {error}") from error
    except duckdb.Error as error:
        said = str(error)
        advice = _advice(connection, said)
        raise QueryError(f"{said}\n{advice}" if advice else said) from error


def _advice(connection: duckdb.DuckDBPyConnection, said: str) -> str | None:
    """What DuckDB does not say: which of our tables have a column of that name, or of
    one much like it; that nothing is written here."""
    if _READ_ONLY in said:
        return "Questions only read; dateline's other commands change what is kept."
    found = _NO_COLUMN.search(said) if "Binder Error" in said else None
    if found is None:
        return None
    path = files("warehouse").joinpath("queries", "likest_column.sql")
    row = connection.execute(path.read_text("utf-8"), [found[1]]).fetchone()
    return str(row[0]) if row else None
