"""When the cards of a page are from: days in them, beside them, above their group."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from transforms.instants import Moment, parse_moment
from transforms.listings.anchors import Card
from transforms.listings.soups import HEADINGS, attribute, strings_of, text_of, words_of

_DATE_WORDS_LIST = """
date time datetime posted published timestamp pubdate datum fecha data created
dateline dated
"""
_DATE_WORDS = frozenset(_DATE_WORDS_LIST.split())
_DATE_CHARS = 60
_TAGS_LOOKED_AT = 200
_HEADING_DEPTH = 5
_ROOT_DEPTH = 8


def with_days(
    cards: list[Card], roots: list[Tag], soup: BeautifulSoup, owners: dict[int, str]
) -> Iterator[Card]:
    """Cards without a day of their own, with that beside them or above their group."""
    if all(card.published_at for card in cards):
        yield from cards
        return
    before = [_beside(root.previous_siblings, owners) for root in roots]
    after = [_beside(root.next_siblings, owners) for root in roots]
    # Where days and headlines take turns, the page's first day tells which leads.
    pairs = zip(before, after, strict=True)
    leads = next((one is not None for one, other in pairs if one or other), True)
    above = _days_above(soup, roots)
    for card, beside, day in zip(cards, before if leads else after, above, strict=True):
        moment = beside or day
        if card.published_at is None and moment is not None:
            yield replace(card, published_at=_instant(moment))
        else:
            yield card


def instant_within(root: Tag, title: str) -> datetime | None:
    """The day or time that a card shows: marked up, else written in a few words."""
    moments = (parse_moment(each) for each in _dates_within(root, title))
    return next((_instant(each) for each in moments if each is not None), None)


def is_date(text: str) -> bool:
    return _is_short_with_number(text) and parse_moment(text) is not None


def _dates_within(root: Tag, title: str) -> Iterator[str]:
    inside = (root, *root.find_all(True, limit=_TAGS_LOOKED_AT))
    for tag in inside:
        if attribute(tag, "datetime"):
            yield attribute(tag, "datetime")
        if "datepublished" in attribute(tag, "itemprop").lower():
            yield attribute(tag, "content")
    for tag in inside:
        if tag.name == "time" or words_of(tag) & _DATE_WORDS:
            written = text_of(tag, _DATE_CHARS)
            if _is_short_with_number(written):
                yield written
    for piece in strings_of(root):
        if piece not in title and _is_short_with_number(piece):
            yield piece


def _is_short_with_number(text: str) -> bool:
    return len(text) <= _DATE_CHARS and any(map(str.isdecimal, text))


def _instant(moment: Moment) -> datetime:
    """Midnight UTC where no zone says what a time of day means."""
    if moment.at is not None and moment.has_zone:
        return moment.at
    return datetime.combine(moment.on, time(), UTC)


def _beside(siblings: Iterable[object], owners: dict[int, str]) -> Moment | None:
    for sibling in islice(siblings, 6):
        if isinstance(sibling, Tag):
            if sibling.name in ("br", "hr", *HEADINGS) or id(sibling) in owners:
                return None
            written = attribute(sibling, "datetime") or text_of(sibling, _DATE_CHARS)
        else:
            written = (
                str(sibling).strip() if isinstance(sibling, NavigableString) else ""
            )
        if _is_short_with_number(written):
            moment = parse_moment(written)
            if moment is not None:
                return moment
    return None


def _days_above(soup: BeautifulSoup, roots: list[Tag]) -> list[Moment | None]:
    """For each card, the day that the last heading before it names."""
    places = {id(root): place for place, root in enumerate(roots)}
    days: list[Moment | None] = [None] * len(roots)
    current: Moment | None = None
    around: frozenset[int] = frozenset()
    for tag in soup.find_all(True):
        if id(tag) in places:
            is_below = not around.isdisjoint(map(id, islice(tag.parents, _ROOT_DEPTH)))
            days[places[id(tag)]] = current if is_below else None
        elif tag.name in (*HEADINGS, "dt") and not _is_in_card(tag, places):
            written = text_of(tag, _DATE_CHARS)
            current = parse_moment(written) if _is_short_with_number(written) else None
            # A heading reaches no further than what it stands in.
            around = frozenset(map(id, islice(tag.parents, 2)))
    return days


def _is_in_card(tag: Tag, places: dict[int, int]) -> bool:
    return any(id(each) in places for each in islice(tag.parents, _HEADING_DEPTH))
