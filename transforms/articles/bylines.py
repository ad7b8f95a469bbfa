"""Bylines printed beside the headline: short texts arrive, those that name leave.

A byline is told by the markup around it, by the word before it ("By", "Autor:"), or by
a date right beside it; the last may be a section's name as well.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from transforms.articles.lines import fold
from transforms.articles.names import begins_with_by, is_by, is_person
from transforms.articles.trees import LINE_CHARACTERS_MAX
from transforms.articles.vicinity import Printed, class_of

NEAR_TEXTS_MAX = 30
"""Texts between the headline and a byline without markup."""

TEXTS_MAX = 60
DATED_TEXTS_MAX = 6
BYLINE_WORDS_MAX = 12
FULL_NAME_WORDS_MAX = 4

_MARKUP = re.compile(r"author|byline|autor|auteur|vcard", re.IGNORECASE)
_OTHER_MARKUP = re.compile(
    r"image|photo|picture|bild|foto|caption|listing|item-author", re.IGNORECASE
)
_PROFILE = re.compile(r"/(?:author|autor|auteur|redakteur|journalist)s?/")
_NEIGHBOURS_MAX = 4
_HOLDERS_MAX = 2
_ANDS = frozenset({"and", "und", "et", "e", "y", "en", "og", "och", "&", "and by"})
_LISTED_TAGS = ("a", "span", "li", "strong", "b", "div")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_YEAR = re.compile(r"(?:19|20)\d\d|\d\.\s?\d{1,2}\.\s?\d\d\b")
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"\s*[|·•/,]\s*|\s+[–—-]\s+")


def told(near: list[Printed]) -> Iterator[tuple[str, ...]]:
    """Bylines that markup or words tell as such, the nearest first; each with the
    names in elements of their own that follow it."""
    for place in sorted(range(len(near)), key=lambda place: near[place].nearness):
        if near[place].nearness <= TEXTS_MAX and _is_byline(near, place):
            yield (near[place].text, *_neighbours(near, place))


def dated(near: list[Printed]) -> Iterator[str]:
    """Persons named right beside a date, as in "Ann Lee - 20 March 2024"."""
    below = [printed for printed in near if 0 < printed.distance <= DATED_TEXTS_MAX]
    for place, printed in enumerate(below):
        beside = below[max(0, place - 1) : place + 2]
        parts = [part for part in _PART.split(printed.text) if not _DIGIT.search(part)]
        is_dated = any(_YEAR.search(each.text) for each in beside)
        if is_dated and len(parts) == 1 and _is_full_name(parts[0], printed.element):
            yield parts[0]


def _is_byline(near: list[Printed], place: int) -> bool:
    printed = near[place]
    if len(printed.text.split()) > BYLINE_WORDS_MAX:
        return False
    before = near[place - 1].text if place and printed.distance > 0 else printed.lead
    is_led = is_by(before) or begins_with_by(printed.text)
    is_near = printed.nearness <= NEAR_TEXTS_MAX
    return _is_marked(printed.element) or (is_led and is_near)


def _is_marked(element: etree._Element) -> bool:
    if _PROFILE.search(_href(element)):
        return True
    holders = (element, *islice(element.iterancestors(), _HOLDERS_MAX))
    names = map(class_of, holders)
    return any(_MARKUP.search(n) and not _OTHER_MARKUP.search(n) for n in names)


def _neighbours(near: list[Printed], place: int) -> Iterator[str]:
    """Names in elements of the same make, next to each other but for an "and"."""
    for following in near[place + 1 : place + 1 + _NEIGHBOURS_MAX]:
        is_alike = _are_alike(following.element, near[place].element)
        if is_alike and is_person(following.text):
            yield following.text
        elif following.text.lower() not in _ANDS:
            return


def _are_alike(one: etree._Element, other: etree._Element) -> bool:
    is_twin = one.tag == other.tag and one.get("class") == other.get("class")
    return is_twin and one.tag in _LISTED_TAGS


def _is_full_name(text: str, element: etree._Element) -> bool:
    """Whether a text is a name, not a section's: those are links, or in capitals."""
    words = text.split()
    if not 0 < len(words) <= FULL_NAME_WORDS_MAX or not is_person(text):
        return False  # of "| 2024" nothing is left
    href = fold(_href(element))
    is_elsewhere = bool(href) and fold(words[-1]) not in href
    is_heading = element.tag in _HEADINGS
    is_written = text[:1].isupper() and not text.isupper()
    return is_written and not (is_elsewhere or is_heading)


def _href(element: etree._Element) -> str:
    return (element.get("href") or "")[:LINE_CHARACTERS_MAX]
