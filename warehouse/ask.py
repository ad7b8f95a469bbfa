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
        if cursor is None:
            raise QueryError("the query is empty")
        names = [column[0] for column in cursor.description or ()]
        return names, cursor.fetchall()
    except UnicodeEncodeError as error:
        # Bytes of a terminal that is not in UTF-8 arrive as lone surrogates.
        raise QueryError(f"the query is not UTF-8: {error}") from error
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
