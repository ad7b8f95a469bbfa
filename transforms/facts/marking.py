"""An article with its facts marked: the stored text and its facts arrive, blocks leave.

Each block is cut where a fact begins or ends, so that a piece is under the same facts
throughout; what shows it (a terminal, a page) need not know how facts overlap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from transforms import dated_text
from transforms.records import BlockKind, Fact

_SHARED = frozenset({"event", *(field.name for field in fields(Fact))})
"""What all kinds have, and the place of an event that another fact belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact as it is shown: its kind, words and what was read from them."""

    kind: str
    start_char: int
    end_char: int
    words: str
    reading: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words under the same facts, the shortest of these first."""

    text: str
    facts: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBlock:
    """A block of the article in pieces, and the facts that begin in it, in order."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    facts: tuple[Told, ...]


def mark(text: str, found: Mapping[str, Iterable[Fact]]) -> Iterator[MarkedBlock]:
    """The blocks of a dated text with its facts, by kind."""
    told = sorted(
        (_told(kind, fact) for kind, facts in found.items() for fact in facts),
        key=lambda each: (each.start_char, -each.end_char, each.kind),
    )
    for block in dated_text.spans(text):
        span = (block.start_char, block.end_char)
        yield MarkedBlock(
            kind=block.kind,
            pieces=tuple(_pieces(text, span, _touching(told, span))),
            facts=tuple(each for each in told if span[0] <= each.start_char < span[1]),
        )


def reading_of(fact: Fact) -> str:
    """What was read, as ``name value`` pairs: no keys, places or what is said twice."""
    said = {fact.evidence}
    pairs = []
    for field in fields(fact):
        value = getattr(fact, field.name)
        if field.name in _SHARED or _is_silent(field.name, value):
            continue
        shown = _shown(value)
        if shown not in said:
            said.add(shown)
            pairs.append(field.name if value is True else f"{field.name} {shown}")
    return ", ".join(pairs)


def _told(kind: str, fact: Fact) -> Told:
    return Told(
        kind=kind,
        start_char=fact.start_char,
        end_char=fact.end_char,
        words=fact.evidence,
        reading=reading_of(fact),
        confidence=fact.confidence,
    )


def _touching(told: Sequence[Told], span: tuple[int, int]) -> list[Told]:
    return [
        each for each in told if each.start_char < span[1] > span[0] < each.end_char
    ]


def _pieces(text: str, span: tuple[int, int], told: Sequence[Told]) -> Iterator[Piece]:
    """One pass over the places where facts begin or end."""
    edges = {place for each in told for place in (each.start_char, each.end_char)}
    cuts = sorted({*span, *(place for place in edges if span[0] < place < span[1])})
    waiting, open_facts = list(reversed(told)), []
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].start_char <= start:
            open_facts.append(waiting.pop())
        open_facts = [each for each in open_facts if each.end_char > start]
        shortest_first = sorted(open_facts, key=_length)
        yield Piece(text=text[start:end], facts=tuple(shortest_first))


def _length(told: Told) -> int:
    return told.end_char - told.start_char


def _is_silent(name: str, value: object) -> bool:
    return value is None or value is False or isinstance(value, UUID) or "_char" in name


def _shown(value: object) -> str:
    if isinstance(value, Decimal):
        number = f"{value:,f}"
        return number.rstrip("0").rstrip(".") if "." in number else number
    if isinstance(value, float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else str(value)
