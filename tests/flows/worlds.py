"""What flow tests stand on: a home folder, source files in it, and questions to it.

Dateline's own path runs here without Prefect, over servers on loopback.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.runs import PlainSteps, Summary, run_ingest
from flows.settings import Settings, read_settings
from tests.newsworld.answers import Answer, Request
from tests.newsworld.feeds import FORMATS
from tests.newsworld.server import Hit
from tests.newsworld.sources import write_source
from transforms.facts import KINDS
from warehouse.connection import connect_reader, opened
from warehouse.export import article_lines
from warehouse.migrate import migrate

RSS = "application/rss+xml; charset=utf-8"

KEYS: Mapping[str, str] = {
    "sources": "source_id",
    "articles": "article_id",
    "versions": "version_id",
    "duplicates": "version_id",
    **dict.fromkeys(KINDS, "fact_id"),
    "ops.captures": "capture_id",
    "ops.fetches": "fetch_id",
    "ops.failures": "failure_id",
    "ops.runs": "run_id",
    "ops.schema_migrations": "version",
}
"""What must be unique in each table."""

CONTENTS: Mapping[str, str] = {
    "articles": """
        select
            articles.source_id, articles.url, articles.canonical_url, articles.title,
            articles.authors, articles.language, articles.published_at,
            articles.published_on, articles.date_precision, articles.date_origin,
            articles.version_count, originals.canonical_url as duplicate_of,
            latest.text
        from articles
        inner join versions as latest
            on articles.latest_version_id = latest.version_id
        left join articles as originals
            on articles.duplicate_of = originals.article_id
        order by all
    """,
    "versions": """
        select
            articles.canonical_url, versions.ordinal, versions.title, versions.text,
            versions.content_digest, versions.word_count, versions.facts_skipped,
            versions.extractor_version, versions.blocks
        from versions
        inner join articles on versions.article_id = articles.article_id
        order by articles.canonical_url, versions.ordinal
    """,
    "duplicates": """
        select
            copies.canonical_url, versions.ordinal, duplicates.kind,
            duplicates.containment, originals.canonical_url as original,
            original_versions.ordinal as original_ordinal
        from duplicates
        inner join versions on duplicates.version_id = versions.version_id
        inner join articles as copies on versions.article_id = copies.article_id
        inner join versions as original_versions
            on duplicates.original_version_id = original_versions.version_id
        inner join articles as originals
            on original_versions.article_id = originals.article_id
        order by all
    """,
    "facts": """
        select
            articles.canonical_url, versions.ordinal,
            found.* exclude (fact_id, article_id, version_id)
        from readings.every_kind as found
        inner join versions on found.version_id = versions.version_id
        inner join articles on versions.article_id = articles.article_id
        order by all
    """,
}
"""What the tables say, without ids and instants of this Dateline's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One Dateline home with its source files."""

    settings: Settings

    @property
    def file(self) -> Path:
        """The warehouse, which is a file here."""
        return self.settings.home / "warehouse.duckdb"

    def run(self, *wanted: str, steps: type[PlainSteps] | None = None) -> Summary:
        """One run of the whole path."""
        make_steps: type[PlainSteps] = steps or PlainSteps
        self.prepare()
        return run_ingest(self.settings, wanted, make_steps=make_steps)

    def prepare(self) -> None:
        """An empty warehouse, where there is none: to make each takes .3 s."""
        if self.settings.warehouse == self.file and not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_bytes(_empty_warehouse())

    def ask(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        connection = connect_reader(self.settings.warehouse)
        try:
            return connection.execute(query, list(values)).fetchall()
        finally:
            connection.close()

    def one(self, query: str, *values: object) -> Any:
        """The single value of a query that gives one."""
        ((value,),) = self.ask(query, *values)
        return value

    def articles(self) -> list[dict[str, Any]]:
        """What ``dateline export`` gives."""
        connection = connect_reader(self.settings.warehouse)
        try:
            return [json.loads(line) for line in article_lines(connection)]
        finally:
            connection.close()

    def contents(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the tables for users say."""
        connection = connect_reader(self.settings.warehouse)
        try:
            return {
                name: connection.execute(query).fetchall()
                for name, query in CONTENTS.items()
            }
        finally:
            connection.close()

    def repeated_keys(self) -> dict[str, int]:
        """Keys that a table holds more than once, by table; {} in a sound house."""
        counts = " union all ".join(
            f"select '{table}' as place, count(*) - count(distinct {key}) as repeated "
            f"from {table}"
            for table, key in KEYS.items()
        )
        return dict(self.ask(f"from ({counts}) where repeated > 0"))

    def failures(self) -> set[tuple[str | None, str]]:
        """Source and reason of everything in ``ops.failures``."""
        return set(self.ask("select source_id, reason from ops.failures"))

    def replace(self, **changes: Any) -> "House":
        """The same home with other settings."""
        return House(settings=replace(self.settings, **changes))


@cache
def _empty_warehouse() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "warehouse.duckdb"
        with opened(file) as connection:
            migrate(connection)
        return file.read_bytes()


def house(home: Path, authorities: Iterable[str] = (), sources: str = "") -> House:
    """A home that may ask ``authorities``; its source files lie in ``sources``."""
    environment = {"DATELINE_ALLOW_ADDRESSES": ",".join(authorities)}
    folder = sources or str(home / "sources")
    Path(folder).mkdir(parents=True, exist_ok=True)
    return House(settings=read_settings(environment, home=str(home), sources=folder))


def pages_asked(hits: Iterable[Hit]) -> list[tuple[str, str]]:
    """Publisher and path of every request for neither a feed nor robots.txt."""
    apart = {"/robots.txt", "/feed"} | {each.path for each in FORMATS.values()}
    asked = [(hit.publisher, hit.target.partition("?")[0]) for hit in hits]
    return [(publisher, path) for publisher, path in asked if path not in apart]


def write_feed_source(folder: Path, source_id: str, *feeds: str) -> Path:
    """A source file that names ``feeds``."""
    return write_source(
        folder,
        source_id=source_id,
        name=source_id,
        homepage="https://example.org/",
        country="GB",
        language="en",
        timezone="UTC",
        feeds=feeds,
        min_delay_seconds=0.0,
    )


def write_files_source(folder: Path, source_id: str, path: str) -> Path:
    """A source file of kind ``files``."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f"{source_id}.toml"
    listing = f'[[listings]]\nkind = "files"\npath = {json.dumps(path)}\n'
    written.write_text(
        f'id = "{source_id}"\nname = "{source_id}"\nlanguage = "en"\n{listing}', "utf-8"
    )
    return written


def rss(items: Sequence[tuple[str, str]], day: str = "19 Mar 2024") -> bytes:
    """A feed with an item for every (address, title)."""
    listed = "".join(
        f"<item><link>{escape(address)}</link><title>{escape(title)}</title>"
        f"<pubDate>{day} 08:00:00 GMT</pubDate></item>"
        for address, title in items
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>'
        f"{listed}</channel></rss>"
    ).encode()


def page(title: str, *paragraphs: str) -> bytes:
    """An article's page; without ``paragraphs`` it gets three of its own."""
    words = paragraphs or (
        f"The council of Arden met on Tuesday over the matter of {title}.",
        "Members heard for two hours how the work would be paid for and by whom.",
        "A vote on the plan of 3 million euros is expected before the summer begins.",
    )
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in words)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body><article>"
        f"<h1>{escape(title)}</h1>{body}</article></body></html>"
    ).encode()


class Site:
    """An application for ``tests.newsworld.server.serving``; a test edits it.

    ``answers`` by path; anything else is a 404.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}

    def __call__(self, request: Request) -> Answer:
        return self.answers.get(request.path, Answer(status=404, body=b"not found"))

    def list_pages(self, base: str, *names: str, feed: str = "/feed") -> None:
        """A page for each name, and the feed that lists them."""
        for name in names:
            self.answers[f"/{name}"] = Answer(body=page(f"Story {name}"))
        items = [(f"{base}/{name}", f"Story {name}") for name in names]
        self.answers[feed] = Answer(body=rss(items), content_type=RSS)
