"""A person's question in SQL to an open warehouse, in DuckDB's own words."""

import duckdb

from transforms.errors import QueryError


def ask(
    connection: duckdb.DuckDBPyConnection, query: str
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows of a query.

    Raises:
        QueryError: what DuckDB says against it.
    """
    try:
        cursor = connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return names, cursor.fetchall()
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
