"""Links of an HTML page as the judges of headlines and pagers see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Region = Literal["content", "aside", "chrome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One link that leads to a page."""

    url: str
    """Absolute; no fragment, no session id."""
    key: str
    """The address as a key (``canonical_url``)."""
    evidence: int | None
    """Of the address (``addresses.article_evidence``)."""
    text: str
    """What it shows, on one line."""
    label: str
    """What it is called for those who do not see it; may be empty."""
    relations: frozenset[str]
    """Of ``rel``, lower case."""
    words: frozenset[str]
    """Of the classes and ids of the link and of the two elements around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Everything around one address that is about no other: picture, title, day."""

    key: str
    url: str
    title: str
    has_heading: bool
    """Whether the title is marked up as one."""
    evidence: int
    region: Region
    place: tuple[str, ...]
    """Names and classes of the elements around: equal in a repeated block."""
    published_at: datetime | None = None
