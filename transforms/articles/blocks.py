"""From kept lines to blocks: what readers of the article are told, and what not.

The lines that the models kept arrive in document order; each leaves with its kind and
the reason for which it stays or goes after all. Every rule on the words of a line
stands in this file or in ``chrome``; the rules on markup in ``verdicts``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from transforms.articles.chrome import is_closing, is_opening, kind_of
from transforms.articles.lines import fold
from transforms.dated_text import looks_like_heading

Kind = Literal["lead", "paragraph", "heading"]
Reason = Literal[
    "kept",
    "advert",
    "boilerplate",
    "box",
    "byline",
    "caption",
    "comments",
    "embed",
    "hidden",
    "kicker",
    "legal",
    "live-post",
    "menu",
    "newsletter",
    "read-more",
    "related",
    "repeated",
    "repeated-title",
    "short",
    "social",
    "stray-heading",
    "table",
    "unselected",
    "wall",
]

KEPT: Reason = "kept"
LIVE_POST: Reason = "live-post"

HEADING_CHARACTERS_MAX = 200
"""A longer heading is a paragraph set in large type."""

REPEAT_CHARACTERS_MIN = 40
"""A shorter paragraph can be said twice ("No comment."); a longer one is a copy."""

OPENING_LINES = 6
"""Kicker, title, byline and date come before the lead; a later line that reads like
one of them is the text's own."""

CLOSING_LINES = 4


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of the article, as far as the models can tell."""

    text: str
    is_heading: bool
    is_bold: bool
    """Whether it stands alone and all in bold."""
    reason: Reason = KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the page tells elsewhere of the article, by which its lines are judged."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]


def tidy(lines: Sequence[Line], frame: Frame) -> tuple[Kind, ...]:
    """The kind of each line; the reason of those that go is set in place.

    A dated text begins with its lead, so headings before it go, and so do all lines
    where there is no paragraph.
    """
    _drop_frame(lines, frame)
    _drop_repeats(lines)
    kept = [line for line in lines if line.reason == KEPT]
    _mark_bold(kept)
    _drop_bare_headings(kept)
    return tuple(_kinds(lines))


def _drop_frame(lines: Sequence[Line], frame: Frame) -> None:
    """Title, byline and date above the lead, notes on authors at the end."""
    titles, authors = frozenset(map(fold, frame.titles)), frame.authors
    for line in lines[:OPENING_LINES]:
        if fold(line.text) in titles:
            line.reason = "repeated-title"
        elif is_opening(line.text, authors):
            line.reason = "byline"
    for line in lines[-CLOSING_LINES:]:
        if line.reason == KEPT and is_closing(line.text, authors):
            line.reason = "byline"


def _drop_repeats(lines: Sequence[Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.reason != KEPT:
            continue
        folded = fold(line.text)
        if not folded:
            line.reason = "short"
        elif folded in seen:
            line.reason = "repeated"
        elif kind := kind_of(line.text):
            line.reason = kind
        elif len(line.text) >= REPEAT_CHARACTERS_MIN or line.is_heading:
            seen.add(folded)


def _mark_bold(lines: Sequence[Line]) -> None:
    """A line all in bold before a paragraph is a heading, if not to the markup."""
    for line, following in pairwise(lines):
        is_before = not following.is_heading and not following.is_bold
        if line.is_bold and is_before and looks_like_heading(line.text):
            line.is_heading = True


def _drop_bare_headings(lines: Sequence[Line]) -> None:
    """Headings before the lead, and after the last paragraph."""
    told = [number for number, line in enumerate(lines) if not line.is_heading]
    first, last = (told[0], told[-1]) if told else (len(lines), 0)
    for number, line in enumerate(lines):
        if not first <= number <= last:
            line.reason = "stray-heading"


def _kinds(lines: Sequence[Line]) -> Iterator[Kind]:
    is_told = False
    for line in lines:
        if line.is_heading:
            yield "heading"
            continue
        yield "paragraph" if is_told or line.reason != KEPT else "lead"
        is_told = is_told or line.reason == KEPT
