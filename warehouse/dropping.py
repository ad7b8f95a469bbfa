"""A source leaves the warehouse with all that came of it, in one transaction.

Its bytes stay in the archive and their captures are marked. Copies that others printed
of its articles stay, and are compared and settled among themselves.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files

from transforms.duplicates.fingerprints import winnow_text
from transforms.facts import KINDS
from warehouse import incidents, matching
from warehouse.connection import Connection
from warehouse.staging import run, stage

_OF_A_VERSION = (
    *("duplicates", "identities", "incident_reports", "ops.fingerprints"),
    *("ops.term_vectors", *KINDS),
)
_OF_AN_ARTICLE = (
    *("ops.template_members", "ops.story_links", "ops.search_documents"),
    *("ops.search_pending", "versions", "articles"),
)
_FINGERPRINTS = {
    "version_id": "UUID",
    "fingerprint": "BIGINT",
    "fingerprint_count": "INTEGER",
    "published_day": "INTEGER",
    "ordinal": "BIGINT",
}
_OF_A_SOURCE = (
    *("ops.fetches", "ops.source_state", "ops.source_orders"),
    *("ops.backfill_windows", "sources"),
)


def count(connection: Connection, source_id: str) -> Mapping[str, int]:
    """What dropping the source would take away; ``copies`` are others' of its
    articles and stay."""
    cursor = connection.execute(_sql("counts"), {"source_id": source_id})
    names = [column[0] for column in cursor.description or ()]
    return dict(zip(names, cursor.fetchone() or (), strict=True))


def drop(connection: Connection, source_id: str, at: datetime) -> None:
    """Takes the source away; on any error the warehouse is as it was before."""
    connection.begin()
    try:
        _drop(connection, source_id, at)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def _drop(connection: Connection, source_id: str, at: datetime) -> None:
    for query in ("dropped", "incoming_pages"):
        connection.execute(_sql(query), {"source_id": source_id})
    for query in ("settled", "incidents_affected"):
        connection.execute(_sql(query))
    _delete(connection, _OF_A_VERSION, "version_id")
    _delete(connection, ("duplicates",), "original_version_id")
    for column in ("version_id", "other_version_id"):
        _delete(connection, ("ops.likenesses",), column)
    _delete(connection, ("ops.story_links",), "other_article_id")
    connection.execute(_sql("articles_orphaned"))
    _delete(connection, _OF_AN_ARTICLE, "article_id")
    for table in _OF_A_SOURCE:
        connection.execute(f"delete from {table} where source_id = ?", [source_id])
    connection.execute(_sql("captures"), {"source_id": source_id, "at": at})
    _stage_fingerprints(connection)
    matching.match(connection)
    connection.execute(_sql("stories_touched"))
    run(connection, "stories_delete")
    run(connection, "stories_insert")
    incidents.follow_stories(connection)
    _count_incidents(connection)


def _stage_fingerprints(connection: Connection) -> None:
    """Makes ``incoming_fingerprints`` of copies whose original had them for all."""
    found = connection.execute(_sql("unmarked")).fetchall()
    rows = (
        {
            "version_id": version_id,
            "fingerprint": fingerprint,
            "fingerprint_count": len(winnowed),
            "published_day": published_day,
            "ordinal": ordinal,
        }
        for ordinal, (version_id, words, published_day) in enumerate(found, start=1)
        for winnowed in (winnow_text(words),)
        for fingerprint in winnowed
    )
    stage(connection, "incoming_fingerprints", rows, _FINGERPRINTS)


def _count_incidents(connection: Connection) -> None:
    """Those that lost reports; one without any is no more."""
    path = files("warehouse").joinpath("queries", "replace", "incidents_grouped.sql")
    connection.execute(path.read_text("utf-8"))
    found = connection.execute("select min(since_on) from incidents_affected")
    (since_on,) = found.fetchone() or (None,)
    if since_on is not None:
        run(connection, "incidents_delete")
        run(connection, "incidents_insert", since_on=since_on)


def _delete(connection: Connection, tables: tuple[str, ...], column: str) -> None:
    key = "article_id" if column.endswith("article_id") else "version_id"
    for table in tables:
        connection.execute(
            f"delete from {table} where {column} in (select {key} from dropped)"
        )


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "drop", f"{query}.sql")
    return path.read_text("utf-8")
