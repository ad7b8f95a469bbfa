"""Parts of a page that are by tag or name not the article: segments in, candidates out.

Measured on the lines of 486 articles: of 4,500 lines in places with these names, 22
are the article's. A place that holds the page's main heading is never such a part,
whatever it is called: opinion pages have ``<article class="comment">``.
"""

from collections.abc import Iterable
from functools import lru_cache

from transforms.articles import segments as marks
from transforms.articles.blocks import Reason
from transforms.articles.places import sum_up
from transforms.articles.segments import Page, Place, Segment

LINKED_SHARE = 0.9
"""A line with more of it in links leads elsewhere; headings may lead to themselves."""

_REASON_OF_FLAG: tuple[tuple[int, Reason], ...] = (
    (marks.NAV, "menu"),
    (marks.EMBED, "embed"),
    (marks.FIGURE | marks.CAPTION, "caption"),
    (marks.FOOTER, "legal"),
    (marks.DIALOG, "wall"),
)
"""Of 10,132 lines of 486 articles, 24 stand in such elements."""

_WORDS: tuple[tuple[Reason, str], ...] = (
    ("comments", "comment comments commentlist disqus replies kommentare"),
    ("comments", "commentaires comentarios komentarze reacties livefyre"),
    ("wall", "cookie cookies consent gdpr onetrust cmp modal popup privacy lightbox"),
    ("box", "fact facts factbox faktaboks fakta faktabox infobox faktaboks tooltip"),
    ("byline", "bio byline authorbio"),
    ("social", "share sharing social"),
    ("caption", "caption captions"),
    ("related", "related recommended recirc outbrain taboola readmore"),
    ("newsletter", "newsletter newsletters"),
    ("legal", "footer copyright"),
    ("advert", "advert adverts advertisement anzeige"),
)
_REASON_OF_WORD: dict[str, Reason] = {
    word: reason for reason, words in _WORDS for word in words.split()
}
_MOST = 0.3
_NEVER_MOST = frozenset(
    {"box", "byline", "social", "related", "newsletter", "legal", "caption", "advert"}
)
"""Boxes that do not hold so much of a page's prose: there the name is misleading
("with-social-bar"). Comments and terms of privacy can be longer than an article."""

_MAIN_HEADING = "h1"


def candidates(page: Page) -> list[int]:
    """The positions of the segments that may be the article's.

    The others' places are marked with what they are (``Place.box``), and all places
    with what they hold.
    """
    sum_up(page)
    _mark(page)
    return [n for n, segment in enumerate(page.segments) if _may_be_told(segment)]


def _mark(page: Page) -> None:
    heading = _places_with_heading(page.places)
    for place in page.places:
        place.box = page.places[place.parent].box if place.number else None
        if place.box is None and place.number not in heading:
            place.box = _box_of_flags(place.flags) or _box_of_words(place.words)
            is_most = place.prose >= _MOST * page.places[0].prose > 0
            if is_most and place.box in _NEVER_MOST:
                place.box = None


def _places_with_heading(places: list[Place]) -> set[int]:
    """The numbers of places around a main heading, its own included, and of those
    that a source file's selector chose."""
    found = {
        place.number
        for place in places
        if place.tag == _MAIN_HEADING
        or (place.flags & ~places[place.parent].flags & marks.CHOSEN)
    }
    for place in reversed(places):
        if place.number in found:
            found.add(place.parent)
    return found


def _box_of_flags(flags: int) -> Reason | None:
    found = (reason for flag, reason in _REASON_OF_FLAG if flags & flag)
    return next(found, None)


@lru_cache(maxsize=8192)
def _box_of_words(words: Iterable[str]) -> Reason | None:
    found = (_REASON_OF_WORD[word] for word in words if word in _REASON_OF_WORD)
    return next(found, None)


def _may_be_told(segment: Segment) -> bool:
    if segment.place.box is not None:
        return False
    is_heading = bool(segment.place.flags & marks.HEADING)
    return is_heading or segment.linked < LINKED_SHARE * len(segment.text)
