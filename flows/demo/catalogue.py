"""The packaged publishers and pages: ``site.toml`` and ``articles/`` in, records out.

First on the demo's path; nothing is rendered here and no address is known yet.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from transforms.dated_text import parse
from transforms.records import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One invented publisher, as ``site.toml`` describes it."""

    id: str
    name: str
    tagline: str
    country: str
    language: str
    timezone: str
    layout: str
    """Key of ``pages.LAYOUTS``."""
    feed: str
    """Key of ``feeds.FEEDS``."""
    feed_path: str
    path: str
    """Pattern of its pages' paths over year, month, day, slug and number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page in one state: an article, a copy of one, or the gallery."""

    publisher: Publisher
    slug: str
    path: str
    title: str
    authors: tuple[str, ...]
    section: str
    published_at: datetime
    """In the publisher's zone."""
    changed_at: datetime | None
    """When this state replaced the first; None in the first."""
    blocks: tuple[Block, ...]
    """Empty for the gallery."""
    copy_of: str | None
    """``publisher/slug`` of the article whose text this is."""
    canonical_page: "Page | None"
    """The agency's page where rel=canonical points there; None: this page."""
    states_date: bool
    feed_date: str | None
    """What a feed with broken dates says instead; None: nothing."""

    @property
    def key(self) -> str:
        """``publisher/slug``."""
        return f"{self.publisher.id}/{self.slug}"

    @property
    def modified_at(self) -> datetime:
        """The instant of this state."""
        return self.changed_at or self.published_at

    def url(self, addresses: Mapping[str, str]) -> str:
        """Its own address, given each publisher's base address."""
        return urljoin(addresses[self.publisher.id], self.path)

    def canonical_url(self, addresses: Mapping[str, str]) -> str:
        """The address that rel=canonical names."""
        return (self.canonical_page or self).url(addresses)


def publishers() -> tuple[Publisher, ...]:
    """The publishers, in the order of ``site.toml``."""
    return tuple(Publisher(**entry) for entry in _site()["publishers"])


def pages(state: int) -> tuple[Page, ...]:
    """All pages as they stand at the first poll (``state`` 1) or the second (2).

    In the order of ``site.toml``: by publisher, then by publication.
    """
    entries = {f"{entry['publisher']}/{entry['slug']}": entry for entry in _articles()}
    by_id = {publisher.id: publisher for publisher in publishers()}
    return tuple(_page(entry, entries, by_id, state) for entry in entries.values())


def article_text(name: str) -> str:
    """The dated text of one file below ``articles/``, named without ``.txt``."""
    folder = files("flows.demo").joinpath("articles")
    return folder.joinpath(*f"{name}.txt".split("/")).read_text("utf-8")


def _site() -> dict[str, Any]:
    return tomllib.loads(files("flows.demo").joinpath("site.toml").read_text("utf-8"))


def _articles() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _site()["articles"]
    return entries


def _page(
    entry: Mapping[str, Any],
    entries: Mapping[str, Mapping[str, Any]],
    by_id: Mapping[str, Publisher],
    state: int,
) -> Page:
    publisher = by_id[entry["publisher"]]
    published_at = entry["published"].astimezone(ZoneInfo(publisher.timezone))
    original = entries.get(entry.get("copy_of", ""))
    canonical_page = None
    if original is not None and entry.get("is_canonical_elsewhere", False):
        canonical_page = _page(original, entries, by_id, state)
    return Page(
        publisher=publisher,
        slug=entry["slug"],
        path=_path(publisher, entry, published_at),
        title=entry["title"],
        authors=tuple(entry["authors"]),
        section=entry["section"],
        published_at=published_at,
        changed_at=_changed_at(entry, publisher, state),
        blocks=_blocks(entry, state),
        copy_of=entry.get("copy_of"),
        canonical_page=canonical_page,
        states_date=entry.get("states_date", True),
        feed_date=entry.get("feed_date"),
    )


def _path(
    publisher: Publisher, entry: Mapping[str, Any], published_at: datetime
) -> str:
    return publisher.path.format(
        year=f"{published_at:%Y}",
        month=f"{published_at:%m}",
        day=f"{published_at:%d}",
        slug=entry["slug"],
        number=entry.get("number"),
    )


def _changed_at(
    entry: Mapping[str, Any], publisher: Publisher, state: int
) -> datetime | None:
    if state == 1 or "changed_at" not in entry:
        return None
    changed_at: datetime = entry["changed_at"]
    return changed_at.astimezone(ZoneInfo(publisher.timezone))


def _blocks(entry: Mapping[str, Any], state: int) -> tuple[Block, ...]:
    if entry.get("is_gallery", False):
        return ()
    name = entry.get("copy_of", f"{entry['publisher']}/{entry['slug']}")
    suffix = ".2" if state == 2 and "changed_at" in entry else ""
    blocks = parse(article_text(name + suffix)).blocks
    return blocks[: entry.get("block_count")]
