"""The index of full-text search: articles that loads named as pending are taken in.

    extend(connection)      a segment of some thousand articles at a time

An article is pending or it is indexed, at any moment: search reads the texts of the
one sort and asks the index for the other, so that what was loaded is found at once.
Small segments are opened again and written as one with what is new: a warehouse that
is maintained each night has few of them, and reads no text more than some forty times.
"""

from functools import cache
from importlib.resources import files

from warehouse.connection import Connection
from warehouse.staging import count, transaction

SEGMENT = 20_000
"""Articles a segment: some 5 million postings, made in 8 s of processor time."""


def extend(connection: Connection, *, segment: int = SEGMENT) -> int:
    """Takes in all that is pending; gives how many articles that were.

    Each segment is a transaction of its own: a kill leaves the others.

    Args:
        connection: a writer's, outside a transaction.
        segment: articles of one at most; those with less than half are opened again.
    """
    if not count(connection, "ops.search_pending"):
        return 0
    with transaction(connection):
        connection.execute(_sql("reopened"), {"small": segment // 2})
        for query in ("pending_again", "documents_delete", "postings_delete"):
            connection.execute(_sql(query))
    taken = 0
    while count(connection, "ops.search_pending"):
        with transaction(connection):
            connection.execute(_sql("incoming"), {"articles": segment})
            taken += count(connection, "search_incoming")
            for query in ("documents_insert", "postings_insert", "pending_delete"):
                connection.execute(_sql(query))
    connection.execute("drop table if exists search_incoming")
    return taken


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "index", f"{query}.sql")
    return path.read_text("utf-8")
