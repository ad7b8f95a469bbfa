"""The body of a page: segments in, every line with whether it is the article's and why.

The page arrives cut into lines (``cutting``); two models score each line, the second
knowing what the first said of its neighbours (``features``, ``context``, ``forest``);
``verdicts`` draws the line, ``live`` takes the posts of live blogs out, and ``blocks``
settles what of that is told to readers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from transforms.articles import forest, live, verdicts
from transforms.articles import segments as marks
from transforms.articles.blocks import (
    HEADING_CHARACTERS_MAX,
    KEPT,
    LIVE_POST,
    Frame,
    Kind,
    Line,
    Reason,
    tidy,
)
from transforms.articles.boxes import candidates
from transforms.articles.context import surroundings
from transforms.articles.features import About, measure
from transforms.articles.lines import clean, fold
from transforms.articles.rescue import rescue
from transforms.articles.segments import Page, Segment
from transforms.records import Block

CHARACTERS_MIN = 25
"""A shorter body is what is left of a page whose text scripts would have loaded."""

LIKELY_MIN = 0.02
"""A line that the first model gives less is not put to the second."""

TOLD_SHARE = 0.4
"""Where the page shows less of the text that JSON-LD holds, that text is read: the
South China Morning Post (2019) draws its articles with scripts."""

TOLD_CHARACTERS_MIN = 250
RESCUED_CHARACTERS_MAX = 80
"""Less is a headline or a notice that scored high on a page whose text did not."""

_BOLD_SHARE = 0.95
_TAGS = re.compile(r"<[^<>]{1,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A line of the page, and what the reader makes of it."""

    kind: Kind
    text: str
    reason: Reason
    """``kept``, or why the line is left out."""

    @property
    def is_kept(self) -> bool:
        """Whether the line is a block of the article."""
        return self.reason == KEPT


def judge(page: Page, about: About) -> tuple[Judged, ...]:
    """Every line of the page in document order; ``about`` is what is stated elsewhere.

    The page's title is not repeated in the body, and neither are its authors.
    """
    judged = decide(page, score(page, about), about)
    shown = sum(len(line.text) for line in judged if line.is_kept)
    told = about.told
    if len(told) >= TOLD_CHARACTERS_MIN and shown < TOLD_SHARE * len(told):
        return _from_told(about) + tuple(_unkept(judged))
    return judged


def blocks(judged: Sequence[Judged]) -> tuple[Block, ...]:
    """The kept lines, unless they are too few to be an article."""
    kept = [Block(kind=line.kind, text=line.text) for line in judged if line.is_kept]
    is_enough = sum(len(block.text) for block in kept) >= CHARACTERS_MIN
    return tuple(kept) if is_enough else ()


def score(page: Page, about: About) -> list[float]:
    """How likely each segment is the article's, from 0 to 1."""
    model = forest.packaged()
    asked = candidates(page)
    rows = measure(page, about, model.lexicon, asked)
    likely = [model.first.score(row) for row in rows]
    is_likely = [each >= LIKELY_MIN for each in likely]
    scores = [0.0] * len(page.segments)
    for position, each in compress(zip(asked, likely, strict=True), is_likely):
        scores[position] = each
    asked = list(compress(asked, is_likely))
    around = surroundings(page, scores, asked)
    final = [0.0] * len(scores)
    for position, row, context in zip(
        asked, compress(rows, is_likely), around, strict=True
    ):
        final[position] = model.second.score(row + context)
    return final


def decide(page: Page, scores: Sequence[float], about: About) -> tuple[Judged, ...]:
    """What the scores and the rules on words make of the segments."""
    reasons = verdicts.judge(page, scores, frozenset(map(fold, about.titles)))
    if sum(_told_characters(page, reasons)) < RESCUED_CHARACTERS_MAX:
        texts = [segment.text for segment in page.segments]
        reasons = rescue(texts, reasons, about.titles)
    for position in live.posts(page, about.posts):
        reasons[position] = LIVE_POST
    lines = [
        _line(segment, reason)
        for segment, reason in zip(page.segments, reasons, strict=True)
    ]
    kept = [line for line in lines if line.reason == KEPT]
    kinds = iter(tidy(kept, Frame(titles=about.titles, authors=about.authors)))
    return tuple(
        Judged(
            kind=next(kinds) if reason == KEPT else _kind(line),
            text=line.text,
            reason=line.reason,
        )
        for line, reason in zip(lines, reasons, strict=True)
        if line.text
    )


def _told_characters(page: Page, reasons: Sequence[Reason]) -> Iterator[int]:
    for segment, reason in zip(page.segments, reasons, strict=True):
        if reason == KEPT and not segment.place.flags & marks.HEADING:
            yield len(segment.text)


def _line(segment: Segment, reason: Reason) -> Line:
    text = clean(segment.text)
    is_ranked = bool(segment.place.flags & marks.HEADING)
    is_bold = segment.bold >= _BOLD_SHARE * len(segment.text)
    return Line(
        text=text,
        is_heading=is_ranked and len(text) <= HEADING_CHARACTERS_MAX,
        is_bold=is_bold and not is_ranked,
        reason=reason if text else "short",
    )


def _kind(line: Line) -> Kind:
    return "heading" if line.is_heading else "paragraph"


def _from_told(about: About) -> tuple[Judged, ...]:
    texts = filter(None, map(clean, _TAGS.sub("\n", about.told).splitlines()))
    lines = [Line(text=text, is_heading=False, is_bold=False) for text in texts]
    kinds = tidy(lines, Frame(titles=about.titles, authors=about.authors))
    return tuple(
        Judged(kind=kind, text=line.text, reason=line.reason)
        for kind, line in zip(kinds, lines, strict=True)
    )


def _unkept(judged: Sequence[Judged]) -> list[Judged]:
    return [
        Judged(kind=_kind_of(line), text=line.text, reason="boilerplate")
        if line.is_kept
        else line
        for line in judged
    ]


def _kind_of(line: Judged) -> Kind:
    return "paragraph" if line.kind == "lead" else line.kind
