"""Scores of lines to a choice: which lines are the article's, and why others are not.

Why a line goes is told by its place: the flags of its markup first, then the roles in
the names of the elements around it, the nearest first.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from transforms.articles import segments as marks
from transforms.articles.blocks import KEPT, Reason
from transforms.articles.boxes import LINKED_SHARE
from transforms.articles.lines import fold
from transforms.articles.places import chain_to
from transforms.articles.roles import BIT
from transforms.articles.segments import Page, Place, Segment

SCORE_MIN = 0.45
"""Of a line that is kept; by cross-validation over 486 pages."""

SURE_SHARE = 0.55
"""Where no line of a page scores high, this share of the best ones is enough."""

TABLE_PROSE_SHARE = 0.5
"""Sentences outside links in a table that lays out a page; cells of data have less."""

OWN_CHARACTERS_MIN = 250
OWN_SHARE = 0.25
"""What the article around the main heading must hold of the lines that score high;
with less, the heading alone is in it (Rolling Stone, 2024)."""

TWIN_CHARACTERS_MIN = 60
TWIN_LINKED_SHARE = 0.15
"""A paragraph with a link may be there twice too, for two widths of screen."""

BELOW_SHARE = 0.8
TITLE_SHARE = 0.25
_NO_ARTICLE = -1
_BEST_LINES = 3
_DOUBTFUL_MIN = 0.1
_SHORT_CHARACTERS_MAX = 25
_LEVELS_MAX = 6

_REASON_OF_ROLE: tuple[tuple[str, Reason], ...] = (
    ("comments", "comments"),
    ("newsletter", "newsletter"),
    ("related", "related"),
    ("advert", "advert"),
    ("caption", "caption"),
    ("byline", "byline"),
    ("kicker", "kicker"),
    ("social", "social"),
    ("legal", "legal"),
    ("wall", "wall"),
    ("menu", "menu"),
    ("box", "box"),
)


def judge(
    page: Page, scores: Sequence[float], titles: frozenset[str] = frozenset()
) -> list[Reason]:
    """A reason for each segment, ``kept`` for those of the article.

    ``titles`` are the wordings of the page's title, folded. Where the source file's
    selectors chose the body, the scores are not asked.
    """
    data = _data_places(page)
    if any(place.flags & marks.CHOSEN for place in page.places):
        return [_reason_by_choice(segment.place, data) for segment in page.segments]
    needed = _needed(scores)
    twins = _linked_twins(page)
    is_told = [
        score >= needed
        and segment.text not in twins
        and segment.place.number not in data
        and not segment.place.flags & marks.UNWANTED
        for segment, score in zip(page.segments, scores, strict=True)
    ]
    others = _other_articles(page, list(compress(page.segments, is_told)))
    start = _start(page, is_told, titles)
    return [
        KEPT
        if told and position >= start and segment.place.number not in others
        else _reason(page, segment, others)
        for position, (segment, told) in enumerate(
            zip(page.segments, is_told, strict=True)
        )
    ]


def _needed(scores: Sequence[float]) -> float:
    best = sorted(scores, reverse=True)[:_BEST_LINES]
    mean = sum(best) / len(best) if best else 0.0
    return max(_DOUBTFUL_MIN, min(SCORE_MIN, SURE_SHARE * mean))


def _data_places(page: Page) -> frozenset[int]:
    """The places inside tables that hold data; those that lay out a page hold prose."""
    tables: dict[int, Place] = {}
    for place in page.places:
        if place.tag == "table":
            tables[place.number] = place
        elif place.flags & marks.TABLE and place.parent in tables:
            tables[place.number] = tables[place.parent]
    return frozenset(
        number
        for number, table in tables.items()
        if table.prose < TABLE_PROSE_SHARE * table.characters
    )


def _linked_twins(page: Page) -> frozenset[str]:
    """Long lines with links that stand on the page more than once: India Post (2019)
    shows its teasers above the article and again below."""
    lines = [
        segment.text
        for segment in page.segments
        if segment.linked >= TWIN_LINKED_SHARE * len(segment.text)
        and len(segment.text) >= TWIN_CHARACTERS_MIN
    ]
    return frozenset(text for text, count in Counter(lines).items() if count > 1)


def _other_articles(page: Page, told: Sequence[Segment]) -> frozenset[int]:
    """Places in ``article`` elements beside or inside the one with the main heading:
    Dagbladet (2026) shows the next article below the first."""
    inside: list[int] = []
    for place in page.places:
        outer = inside[place.parent] if place.number else _NO_ARTICLE
        inside.append(place.number if place.tag == "article" else outer)
    headed = (inside[place.number] for place in page.places if place.tag == "h1")
    main = next((number for number in headed if number != _NO_ARTICLE), _NO_ARTICLE)
    characters = sum(len(segment.text) for segment in told)
    own = sum(len(s.text) for s in told if inside[s.place.number] == main)
    if main == _NO_ARTICLE or own < max(OWN_CHARACTERS_MIN, OWN_SHARE * characters):
        return frozenset()
    around = chain_to(page, page.places[main])
    return frozenset(
        number
        for number, article in enumerate(inside)
        if article != _NO_ARTICLE and article not in around
    )


def _start(page: Page, is_told: Sequence[bool], titles: frozenset[str]) -> int:
    """The position of the title as a heading, or of the main heading where nearly all
    that scores high is below."""
    lengths = [
        len(segment.text) if told else 0
        for segment, told in zip(page.segments, is_told, strict=True)
    ]
    headings = [
        (position, segment)
        for position, segment in enumerate(page.segments)
        if segment.place.flags & marks.HEADING
    ]
    total = sum(lengths)
    for position, segment in headings:
        below = sum(lengths[position:])
        if segment.place.tag == "h1" and below > BELOW_SHARE * total:
            return position
        is_title = fold(segment.text) in titles
        if is_title and below > max(OWN_CHARACTERS_MIN, TITLE_SHARE * total):
            return position
    return 0


def _reason_by_choice(place: Place, data: frozenset[int]) -> Reason:
    if not place.flags & marks.CHOSEN or place.flags & marks.UNWANTED:
        return "unselected"
    return place.box or ("table" if place.number in data else KEPT)


def _reason(page: Page, segment: Segment, others: frozenset[int]) -> Reason:
    place = segment.place
    if place.flags & marks.UNWANTED:
        return "unselected"
    if place.box is not None:
        return place.box
    if place.flags & marks.HIDDEN:
        return "hidden"
    if place.flags & marks.TABLE:
        return "table"
    if place.number in others:
        return "related"
    for _ in range(_LEVELS_MAX):
        if place.depth < 2:
            break
        for role, reason in _REASON_OF_ROLE:
            if place.roles & BIT[role]:
                return reason
        place = page.places[place.parent]
    if segment.linked >= LINKED_SHARE * len(segment.text):
        return "menu" if segment.place.flags & marks.LIST else "related"
    if segment.place.flags & marks.HEADING:
        return "stray-heading"
    is_short = len(segment.text) <= _SHORT_CHARACTERS_MAX
    return "short" if is_short else "boilerplate"
