"""Full-text search: a query in words to the rows of ``search`` and ``search_quotes``.

Articles are looked up in the index that ``indexing`` keeps; what is pending there is
read, so that it is found at once. A file, a lake and the published copy answer alike.
Quotes are read of the articles that hold a word of the query.
"""

from datetime import date

import duckdb

from transforms.errors import QueryError
from warehouse.literals import quoted

MACROS = {"articles": "search", "quotes": "search_quotes"}


def search(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    *,
    within: str = "articles",
    since: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> tuple[list[str], list[tuple[object, ...]]]:
    """Column names and rows, best first.

    Args:
        connection: a warehouse of this Dateline's schema.
        query: words, AND, OR, NOT, "phrases" and beginnings*.
        within: a key of ``MACROS``.
        since: first day of publication, None for any.
        until: last one.
        limit: how many rows.

    Raises:
        QueryError: there is nothing to look for, or the query is not understood.
    """
    try:
        # Bytes of a terminal that is not in UTF-8 arrive as lone surrogates.
        query.encode()
        found = connection.execute(
            "select count(*) from search_terms($query) where not is_excluded",
            {"query": query},
        ).fetchone()
        if not found or not found[0]:
            raise QueryError(f"{query!r} names no word to look for")
        bounds = "since := $since, until := $until, top := $top"
        cursor = connection.execute(
            # Not bound: the regular expression that is made of the query would then be
            # made anew for every text that is pending.
            f"from {MACROS[within]}({quoted(query)}, {bounds})",
            {
                "since": since or date.min,
                "until": until or date.max,
                "top": limit,
            },
        )
        return [column[0] for column in cursor.description or ()], cursor.fetchall()
    except (duckdb.Error, UnicodeEncodeError) as error:
        raise QueryError(str(error)) from error
