"""From runs of text to blocks: what readers of the article are told, and what not.

Runs arrive in document order as the body reader found them; blocks leave, the first
one the lead. Every rule that drops a run stands in this file or in ``chrome``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from transforms.articles.chrome import is_chrome, is_closing, is_opening
from transforms.articles.lines import clean, fold
from transforms.dated_text import looks_like_heading
from transforms.records import Block

Kind = Literal["paragraph", "heading"]

HEADING_CHARACTERS_MAX = 200
"""A longer heading is a paragraph set in large type."""

REPEAT_CHARACTERS_MIN = 40
"""A shorter paragraph can be said twice ("No comment."); a longer one is a copy."""

OPENING_LINES = 6
"""Kicker, title, byline and date come before the lead; a later line that reads like
one of them is the text's own."""

CLOSING_LINES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text between two block boundaries; a line feed stands for a line break tag."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the page tells elsewhere of the article, by which its lines are judged."""

    titles: tuple[str, ...]
    authors: tuple[str, ...]
    bold_lines: frozenset[str]
    """Folded lines that stand alone and all in bold."""


def tidy(runs: Iterable[Run], frame: Frame) -> tuple[Block, ...]:
    """The runs that belong to the article, as blocks; none without a paragraph."""
    lines = [line for run in runs for line in _lines(run)]
    told = list(_without_repeats(_without_frame(lines, frame)))
    kept = list(_without_bare_headings(told))
    return tuple(_as_blocks(kept, frame.bold_lines))


def _lines(run: Run) -> Iterator[Run]:
    """One run a line: a line break ends a paragraph, but not a heading."""
    is_heading = run.kind == "heading"
    for piece in [run.text] if is_heading else run.text.split("\n"):
        text = clean(piece)
        if any(char.isalnum() for char in text):
            is_long = len(text) > HEADING_CHARACTERS_MAX
            yield Run(kind="paragraph" if is_long else run.kind, text=text)


def _without_frame(lines: list[Run], frame: Frame) -> Iterator[Run]:
    """Without title, byline and date above the lead, notes on authors at the end."""
    titles, authors = frozenset(map(fold, frame.titles)), frame.authors
    for position, line in enumerate(lines):
        is_first = position < OPENING_LINES
        is_last = position >= len(lines) - CLOSING_LINES
        if is_first and (fold(line.text) in titles or is_opening(line.text, authors)):
            continue
        if is_last and is_closing(line.text, authors):
            continue
        yield line


def _without_repeats(lines: Iterable[Run]) -> Iterator[Run]:
    seen: set[str] = set()
    for line in lines:
        folded = fold(line.text)
        if folded in seen or is_chrome(line.text):
            continue
        if len(line.text) >= REPEAT_CHARACTERS_MIN or line.kind == "heading":
            seen.add(folded)
        yield line


def _without_bare_headings(lines: list[Run]) -> Iterator[Run]:
    """Only headings that a paragraph follows: the others head what was left out."""
    for position, line in enumerate(lines):
        following = lines[position + 1 : position + 2]
        if line.kind == "paragraph" or (following and following[0].kind == "paragraph"):
            yield line


def _as_blocks(lines: list[Run], bold_lines: frozenset[str]) -> Iterator[Block]:
    """Headings before the first paragraph go: a dated text begins with its lead."""
    kinds = [line.kind for line in lines]
    first = kinds.index("paragraph") if "paragraph" in kinds else len(lines)
    for position, line in enumerate(lines[first:], first):
        if position == first:
            yield Block(kind="lead", text=line.text)
            continue
        is_bold = looks_like_heading(line.text) and fold(line.text) in bold_lines
        is_heading = is_bold and kinds[position + 1 : position + 2] == ["paragraph"]
        yield Block(kind="heading" if is_heading else line.kind, text=line.text)
