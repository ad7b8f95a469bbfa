"""What is true in this world: articles with their versions, before any rendering."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

from transforms.records import Block

CopyKind = Literal["exact", "prefixed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a page says from one instant on."""

    published_at: datetime
    """When this wording went online."""
    title: str
    blocks: tuple[Block, ...]
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One address, and everything that it will ever say."""

    article_id: str
    publisher: str
    number: int
    path: str
    authors: tuple[str, ...]
    versions: tuple[Version, ...]
    """Oldest first, those of the future included; never empty."""
    copy_of: str | None = None
    """Id of the article whose words these are."""
    copy_kind: CopyKind | None = None
    names_origin: bool = False
    """Whether the page's canonical link leads to the original."""

    @property
    def published_at(self) -> datetime:
        return self.versions[0].published_at

    def due(self, now: datetime) -> tuple[Version, ...]:
        """The versions that have been online by ``now``, oldest first."""
        return tuple(each for each in self.versions if each.published_at <= now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """An article as a reader who gets everything right would report it."""

    article_id: str
    publisher: str
    url: str
    feed_url: str
    """The link in the feed, made absolute."""
    title: str
    authors: tuple[str, ...]
    language: str
    published_at: datetime
    published_on: date
    """In the publisher's time zone."""
    date_precision: Literal["second", "day"]
    """``day`` where neither feed nor page tells the time."""
    modified_at: datetime
    blocks: tuple[Block, ...]
    versions: tuple[Version, ...]
    """Those due, the current one last."""
    facts: Mapping[str, str]
    duplicate_of: str | None
    """URL of the original."""
    duplicate_kind: CopyKind | None
    is_fetchable: bool
    """False while a fault keeps the text from everybody."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if block.kind != "heading")

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(block.text for block in self.blocks if block.kind == "heading")
