"""Segments to numbers: what the first model of blocks is told of each candidate.

Candidates are the segments that may be the article's; menus, captions and widgets are
told by their markup and never get here. The cost is linear in the segments.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

from transforms.articles import segments as marks
from transforms.articles.chrome import is_chrome
from transforms.articles.lines import fold
from transforms.articles.places import Layout, prose_of
from transforms.articles.segments import Page, Segment

Row = list[float]

_WORDS_READ = 24
_TEXT_READ = 300
_FOLDED = 120
_TOLD_READ = 400_000
_TOLD_WORDS = 4
_TOLD_CHARACTERS_MIN = 200
_DESCRIPTION_READ = 60
_STATED_MAX = 10
_NO_TITLE = -999.0
_TOKEN = re.compile(r"\w+")
_ENDS = frozenset(".!?…。！？؟।։")
_CLOSERS = "\"'”’»›)]}」』）"
_OPENERS = frozenset("\"'“„«‘”»—–-•")
_SIGNS = "|•·»›>/"
_FLAGS = (
    *(marks.HIDDEN, marks.ASIDE, marks.HEADER, marks.ARTICLE, marks.MAIN, marks.BODY),
    *(marks.TABLE, marks.LIST, marks.QUOTE, marks.FORM, marks.ITEM),
)
_NEIGHBOURS = (-2, -1, 1, 2)
_NO_NEIGHBOUR = [-1.0, -1.0, -1.0, -1.0, 0.0]
_LENGTH, _LINKED, _WEIGHT = 0, 2, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the page states elsewhere about its article."""

    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    told: str = ""
    """The article's text as JSON-LD has it."""
    posts: frozenset[str] = frozenset()
    """``live.openings`` of a live blog."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """How much a word speaks for the article (positive) or against it."""

    names: Mapping[str, float]
    """Words of class, id and the like."""
    words: Mapping[str, float]
    """Words of the text, and its first two as one (``^read more``)."""


def text_words(text: str) -> list[str]:
    """What the lexicon of words is asked about."""
    found = _TOKEN.findall(text[:_TEXT_READ].casefold())[:_WORDS_READ]
    if found:
        found.append("^" + " ".join(found[:2]))
    return found


def measure(
    page: Page, about: About, lexicon: Lexicon, candidates: Sequence[int]
) -> list[Row]:
    """A row for each candidate, given by its position among the page's segments."""
    return list(_Measure(page, about, lexicon, candidates).rows())


class _Measure:
    """What is worked out once for a page."""

    def __init__(
        self, page: Page, about: About, lexicon: Lexicon, candidates: Sequence[int]
    ) -> None:
        self.page, self.candidates, self.lexicon = page, candidates, lexicon
        self.layout = Layout(page, lexicon.names)
        self.texts: dict[int, Row] = {}
        segments = page.segments
        self.folded = {n: fold(segments[n].text[:_FOLDED]) for n in candidates}
        self.counts: dict[str, int] = {}
        for folded in self.folded.values():
            self.counts[folded] = self.counts.get(folded, 0) + 1
        self.titles = {fold(title) for title in about.titles}
        self.title_words = set(_words(" ".join(about.titles[:1])))
        self.authors = [fold(name) for name in about.authors[:_STATED_MAX] if name]
        stated = (fold(each[:_TEXT_READ]) for each in about.descriptions[:_STATED_MAX])
        self.descriptions = {each[:_DESCRIPTION_READ] for each in stated if each}
        self.has_told = len(about.told) > _TOLD_CHARACTERS_MIN
        self.told = _runs_of_words(about.told[:_TOLD_READ]) if self.has_told else set()
        self.title_at = self._title_at()

    def rows(self) -> Iterator[Row]:
        segments, layout = self.page.segments, self.layout
        seen: set[str] = set()
        before = prose_before = reached = 0
        for position in self.candidates:
            for passed in segments[reached:position]:
                before += len(passed.text)
                prose_before += prose_of(passed)
            reached = position
            segment = segments[position]
            place, folded = segment.place, self.folded[position]
            yield [
                *self._text(position),
                *[1.0 if place.flags & flag else 0.0 for flag in _FLAGS],
                *layout.row(place),
                position / len(segments),
                before / layout.characters,
                prose_before / layout.prose,
                *self._after_title(position),
                float(segment.line),
                *self._statements(segment.text, folded),
                float(self.counts[folded]),
                1.0 if folded in seen else 0.0,
                1.0 if is_chrome(segment.text) else 0.0,
                *self._around(position),
                log1p(layout.prose),
                float(len(segments)),
            ]
            seen.add(folded)

    def _title_at(self) -> int:
        """Where the title stands, as a heading if it does so."""
        told = [n for n in self.candidates if self.folded[n] in self.titles]
        segments = self.page.segments
        headings = (n for n in told if segments[n].place.flags & marks.HEADING)
        return next(headings, next(iter(told), -1))

    def _after_title(self, position: int) -> Row:
        if self.title_at < 0:
            return [_NO_TITLE, 0.0]
        distance = position - self.title_at
        return [float(distance), 1.0 if distance < 0 else 0.0]

    def _text(self, position: int) -> Row:
        row = self.texts.get(position)
        if row is None:
            segment = self.page.segments[position]
            row = self.texts[position] = _text_row(segment, self.lexicon.words)
        return row

    def _statements(self, text: str, folded: str) -> Row:
        words = _words(text[:_TEXT_READ])
        unique = set(words)
        is_told = self.has_told and tuple(words[:_TOLD_WORDS]) in self.told
        return [
            1.0 if folded in self.titles else 0.0,
            len(unique & self.title_words) / (len(unique) or 1),
            1.0 if folded[:_DESCRIPTION_READ] in self.descriptions else 0.0,
            (2.0 if is_told else 1.0) if self.has_told else 0.0,
            1.0 if any(name in folded for name in self.authors) else 0.0,
        ]

    def _around(self, position: int) -> Iterator[float]:
        segments = self.page.segments
        signature = segments[position].place.signature
        for distance in _NEIGHBOURS:
            other = position + distance
            if not 0 <= other < len(segments):
                yield from _NO_NEIGHBOUR
                continue
            text, place = self._text(other), segments[other].place
            yield text[_LENGTH]
            yield text[_LINKED]
            yield 1.0 if place.flags & marks.HEADING else 0.0
            yield 1.0 if place.signature == signature else 0.0
            yield text[_WEIGHT]


def _words(text: str) -> list[str]:
    return _TOKEN.findall(text.casefold())


def _runs_of_words(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return set(zip(*(words[start:] for start in range(_TOLD_WORDS)), strict=False))


def _text_row(segment: Segment, weights: Mapping[str, float]) -> Row:
    text = segment.text
    head, length = text[:_TEXT_READ], len(text)
    words = head.split()
    count = len(words) or 1
    weighed = [weights.get(word, 0.0) for word in text_words(text)] or [0.0]
    last = text.rstrip(_CLOSERS)[-1:]
    return [
        log1p(length),
        log1p(len(words)),
        segment.linked / length,
        float(segment.links),
        segment.bold / length,
        head.count(",") / count,
        1.0 if last in _ENDS else 0.5 if last and last in ":;," else 0.0,
        1.0 if text[0].islower() else 0.5 if text[0].isupper() else 0.0,
        sum(map(str.isdigit, head)) / len(head),
        sum(weighed) / len(weighed),
        min(weighed),
        max(weighed),
        weighed[0],
        weighed[-1],
        sum(word[0].isupper() for word in words) / count,
        sum(map(head.count, _SIGNS)) / count,
        1.0 if text.isupper() else 0.0,
        1.0 if head[0] in _OPENERS else 0.0,
    ]
