"""Which versions older code has read, and what reading them again takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal
from uuid import UUID

from transforms.articles.version import EXTRACTOR_VERSION
from transforms.facts import KINDS, LANGUAGES
from transforms.records import Capture
from warehouse.connection import Connection
from warehouse.fact_rows import extractor_version
from warehouse.literals import quoted
from warehouse.read import CAPTURE_COLUMNS, capture_of

Stage = Literal["facts", "articles", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A version to read again: its archived page, or its text for ``kinds``."""

    version_id: UUID
    is_page: bool
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A version as the warehouse has it."""

    version_id: UUID
    article_id: UUID
    title: str | None
    text: str
    extractor_version: str
    published_on: date | None
    """Of the article, with its latest version."""
    language: str | None
    source_id: str
    country: str | None
    """Of the source; None where it is unknown."""
    capture: Capture | None
    """None where the archive's row has gone."""


def find(
    connection: Connection,
    *,
    first_on: date,
    last_on: date,
    sources: Sequence[str],
    stage: Stage,
    is_everything: bool,
    names_by: str | None,
) -> list[Stale]:
    """Versions of articles published in these days, oldest first.

    An article without a date counts on the day it was first seen. ``sources`` empty:
    of all; ``is_everything``: those that the present code has read too; ``names_by``:
    the model that finds names, None for the packaged one.
    """
    versions = {kind: extractor_version(kind, names_by) for kind in KINDS}
    _make_made(connection, versions)
    found = connection.execute(
        _sql("stale"),
        {
            "first_on": first_on,
            "last_on": last_on,
            "sources": list(sources),
            "stage": stage,
            "reader": EXTRACTOR_VERSION,
            "kinds": list(versions),
            "kind_versions": list(versions.values()),
            "languages": sorted(LANGUAGES),
            "everything": is_everything,
        },
    )
    return [
        Stale(version_id=version_id, is_page=is_page, kinds=tuple(kinds))
        for version_id, is_page, kinds in found.fetchall()
    ]


def texts(connection: Connection, version_ids: Sequence[UUID]) -> Mapping[UUID, Text]:
    """Versions by id; those that are no more are left out."""
    cursor = connection.execute(_sql("texts"), {"version_ids": list(version_ids)})
    names = [column[0] for column in cursor.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row["version_id"]: _text(row) for row in rows}


def _text(row: dict[str, object]) -> Text:
    capture = None
    if row["capture_id"] is not None:
        named = {**row, "source_id": row["capture_source_id"]}
        columns = CAPTURE_COLUMNS.split(", ")
        capture = capture_of(tuple(named[column] for column in columns))
    own = {name: row[name] for name in Text.__dataclass_fields__ if name != "capture"}
    return Text(**own, capture=capture)  # type: ignore[arg-type]  # columns of tables that our own load filled


def _make_made(connection: Connection, versions: Mapping[str, str]) -> None:
    """Temporary table ``made``: who made the facts of each version, by kind."""
    parts = " union all ".join(
        f"select version_id, '{name}' as kind, "
        f"bool_or(extractor_version <> {quoted(version)}) as has_older "
        f"from {name} group by version_id"
        for name, version in versions.items()
    )
    connection.execute(f"create or replace temp table made as {parts}")


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "replace", f"{query}.sql")
    return path.read_text("utf-8")
