"""Batches for tests of the warehouse, made by hand, and what tables hold after them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import duckdb

from transforms import dated_text, facts
from transforms.batches import Batch, Run, Sighting
from transforms.duplicates.fingerprints import fingerprint
from transforms.facts.documents import prepare
from transforms.identity import digest, identify
from transforms.records import (
    Article,
    Block,
    Capture,
    Failure,
    Fetch,
    Link,
    Listing,
    Refined,
    Source,
)
from warehouse.connection import connect_in_memory
from warehouse.landing import land, remove
from warehouse.load import Loaded, load
from warehouse.migrate import migrate

RUN_ID = identify("run", "tests")
_START = datetime(2024, 3, 20, 6, tzinfo=UTC)

Dump = Mapping[str, list[tuple[str, ...]]]


def at(minute: float) -> datetime:
    """The instant that many minutes into the tests' day."""
    return _START + timedelta(minutes=minute)


def refined(
    url: str = "https://one.example/a",
    *,
    words: str = "The river rose by two metres on Monday.",
    title: str | None = "River rises",
    minute: float = 0,
    published_on: date | None = date(2024, 3, 20),
    published_at: datetime | None = None,
    origin_url: str | None = None,
    source_id: str = "one",
    authors: tuple[str, ...] = (),
) -> Refined:
    """An article as it was seen at ``minute``, with its facts.

    ``words`` are its paragraphs with blank lines between.
    """
    first, *others = words.split("\n\n")
    blocks = (
        Block(kind="lead", text=first),
        *(Block(kind="paragraph", text=paragraph) for paragraph in others),
    )
    text = dated_text.render(published_on, blocks)
    article = Article(
        source_id=source_id,
        url=url,
        canonical_url=url,
        origin_url=origin_url,
        title=title,
        authors=authors,
        language="en",
        published_at=published_at,
        published_on=published_on,
        date_precision="second" if published_at else "day",
        date_origin="meta",
        blocks=blocks,
        seen_at=at(minute),
        capture_id=capture(url, minute=minute).capture_id,
        extractor_version="1",
    )
    return Refined(
        article=article,
        text=text,
        fingerprints=fingerprint(blocks, title),
        facts=facts.extract(prepare(text, published_on)),
        facts_skipped=None,
    )


def capture(
    url: str = "https://one.example/a",
    *,
    minute: float = 0,
    link: Link | None = None,
    source_id: str = "one",
) -> Capture:
    """An archived response of ``url``."""
    return Capture(
        capture_id=identify("capture", url, at(minute).isoformat()),
        source_id=source_id,
        kind="page",
        url=url,
        final_url=url,
        fetched_at=at(minute),
        status=200,
        content_type="text/html; charset=utf-8",
        payload_digest=digest(url.encode()),
        payload_bytes=1234,
        file="dateline-20240320-0a0b0c0d.warc.gz",
        file_offset=567,
        file_length=890,
        link=link,
    )


def fetch(
    url: str = "https://one.example/a",
    *,
    minute: float = 0,
    status: int | None = 200,
    etag: str | None = None,
    last_modified: str | None = None,
    capture_id: UUID | None = None,
    link_digest: UUID | None = None,
    failure_reason: str | None = None,
) -> Fetch:
    """One request for ``url``."""
    return Fetch(
        source_id="one",
        kind="page",
        url=url,
        final_url=None if status is None else url,
        started_at=at(minute),
        seconds=0.25,
        status=status,
        wire_bytes=321,
        etag=etag,
        last_modified=last_modified,
        capture_id=capture_id,
        link_digest=link_digest,
        failure_reason=failure_reason,
    )


def failure(
    url: str | None = "https://one.example/broken",
    *,
    reason: str = "http-404",
    detail: str = "the page answered 404",
    minute: float = 0,
) -> Failure:
    """One item that failed."""
    return Failure(
        source_id="one",
        url=url,
        stage="fetch",
        reason=reason,
        detail=detail,
        occurred_at=at(minute),
    )


def source(source_id: str = "one", *, name: str = "The One") -> Source:
    """A publisher with one feed."""
    return Source(
        id=source_id,
        name=name,
        homepage=f"https://{source_id}.example/",
        country="GB",
        language="en",
        timezone="Europe/London",
        listings=(Listing(kind="feed", url=f"https://{source_id}.example/rss"),),
    )


def run(minute: float = 0) -> Run:
    """A run that has ended."""
    return Run(
        run_id=identify("run", minute),
        flow="ingest",
        state="completed",
        parameters={"sources": ["one"]},
        counts={"articles": 3},
        started_at=at(minute),
        finished_at=at(minute + 1),
    )


def batch(
    *articles: Refined,
    minute: float = 0,
    sources: tuple[Source, ...] = (),
    runs: tuple[Run, ...] = (),
    captures: tuple[Capture, ...] | None = None,
    fetches: tuple[Fetch, ...] = (),
    sightings: tuple[Sighting, ...] = (),
    failures: tuple[Failure, ...] = (),
) -> Batch:
    """One batch; the captures are those of its articles unless others are given."""
    if captures is None:
        captures = tuple(
            capture(
                each.article.url,
                minute=(each.article.seen_at - _START) / timedelta(minutes=1),
            )
            for each in articles
        )
    return Batch(
        batch_id=identify("batch", minute, *(each.text for each in articles)),
        run_id=RUN_ID,
        made_at=at(minute),
        sources=sources,
        runs=runs,
        refined=articles,
        captures=captures,
        fetches=fetches,
        sightings=sightings,
        failures=failures,
    )


def new_warehouse() -> duckdb.DuckDBPyConnection:
    """An empty warehouse in memory."""
    connection = connect_in_memory()
    migrate(connection)
    return connection


def put(connection: duckdb.DuckDBPyConnection, folder: Path, *batches: Batch) -> Loaded:
    """Lands and loads ``batches`` in the order given."""
    total = Loaded()
    for each in batches:
        landed = land(folder / "landing", each)
        total += load(connection, landed)
        remove(landed)
    return total


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """All tables with data of ours, schema included."""
    rows = connection.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where schema_name in ('main', 'ops') and not temporary "
        "and table_name not like 'schema_%' order by all"
    ).fetchall()
    return [row[0] for row in rows]


def empty(connection: duckdb.DuckDBPyConnection) -> None:
    """Takes all rows away."""
    for table in tables(connection):
        connection.execute(f"truncate {table}")


def dump(connection: duckdb.DuckDBPyConnection, *, without: Iterable[str] = ()) -> Dump:
    """Every row of every table, in an order of its own, but for some columns."""
    left_out = set(without)
    return {
        table: _rows(connection, f"from {table}", left_out)
        for table in tables(connection)
    }


def select(
    connection: duckdb.DuckDBPyConnection, query: str
) -> Sequence[tuple[object, ...]]:
    """The rows of a query."""
    return connection.execute(query).fetchall()


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, left_out: set[str]
) -> list[tuple[str, ...]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return sorted(
        tuple(
            f"{name}={value!r}"
            for name, value in zip(names, row, strict=True)
            if name not in left_out
        )
        for row in cursor.fetchall()
    )
