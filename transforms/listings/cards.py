"""The tree of a page to its cards: what stands around each address, and when.

A card is the largest element about one address alone: its picture, title, teaser and
"Read more" lead to the same page. Days stand in it, beside it, or above a group.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from transforms.listings.anchors import Anchor, Card, Region
from transforms.listings.card_days import instant_within, is_date, with_days
from transforms.listings.headlines import headline_weight, is_generic
from transforms.listings.pagers import is_page_of
from transforms.listings.soups import (
    HEADINGS,
    attribute,
    regions_of,
    strings_of,
    text_of,
    upward,
    words_of,
)
from transforms.urls import canonical_url

_FRAMES = frozenset(("html", "body", "main", "[document]"))
_TITLE_CHARS = 200
_LIST_MARKS = " >»›•·▪■▶►|/–—-"
_SENTENCE_WORDS = 4
_PLACE_DEPTH = 5
_SHARED = ""
"""The owner of an element about more than one address."""


_Linked = tuple[Tag, Anchor]


@dataclass(slots=True)
class _Group:
    """The links of one card, while the tree is walked."""

    root: Tag
    anchors: list[_Linked] = field(default_factory=list)


def cards_of(
    soup: BeautifulSoup, anchors: Iterable[_Linked], url: str
) -> tuple[Card, ...]:
    """The cards of all links that may lead to articles, in page order."""
    candidates = _without_labels(
        (tag, anchor)
        for tag, anchor in anchors
        if _is_candidate(anchor, url) and not _is_in_a_sentence(tag)
    )
    owners = _owners(candidates)
    groups: dict[int, _Group] = {}
    for tag, anchor in candidates:
        root = _root(tag, owners, anchor.key)
        groups.setdefault(id(root), _Group(root)).anchors.append((tag, anchor))
    regions = regions_of(soup)
    cards = [_card(group, regions) for group in groups.values()]
    return tuple(
        with_days(cards, [group.root for group in groups.values()], soup, owners)
    )


def title_within(root: Tag, anchors: list[_Linked]) -> tuple[str, bool]:
    """A card's title, and whether it is marked up as a heading."""
    for title, is_heading in _titles(root, anchors):
        shown = title.lstrip(_LIST_MARKS)
        if not is_generic(shown):
            return shown, is_heading
    return "", False


def _titles(root: Tag, anchors: list[_Linked]) -> Iterator[tuple[str, bool]]:
    """What may be the title, the most telling first."""
    headings = list(root.find_all(HEADINGS, limit=3))
    if root.name in HEADINGS:
        headings.insert(0, root)
    tags = [tag for tag, _ in anchors]
    for heading in headings:
        if any(_is_inside(tag, heading) or _is_inside(heading, tag) for tag in tags):
            yield text_of(heading), True
    shown = [_shown(tag, anchor) for tag, anchor in anchors]
    shown = [each for each in shown if not is_generic(each)]
    best = max(shown, key=headline_weight, default="")
    if headline_weight(best) == 0:
        # Below the headline, only "Read more" is a link.
        yield from ((text_of(heading), True) for heading in headings)
    yield best, False
    yield from ((anchor.label or _alternative(tag), False) for tag, anchor in anchors)


def _is_candidate(anchor: Anchor, url: str) -> bool:
    if "next" in anchor.relations or anchor.evidence is None:
        return False
    if anchor.key == canonical_url(url):
        return False
    return headline_weight(anchor.text) > 0 or not is_page_of(anchor.url, url)


def _without_labels(candidates: Iterable[_Linked]) -> list[_Linked]:
    """Those that are no section or author beside a headline: ``<a>Politics</a>``.

    In a card such a link would be a second address, and tear it apart.
    """
    listed = list(candidates)
    titled = {
        anchor.key
        for tag, anchor in listed
        if headline_weight(anchor.text) or _is_in_heading(tag)
    }
    labels = {
        anchor.key
        for _, anchor in listed
        if not is_generic(anchor.text) and (anchor.evidence or 0) < 2
    }
    unwanted = labels - titled
    return [pair for pair in listed if pair[1].key not in unwanted]


def _is_in_heading(tag: Tag) -> bool:
    return any(each.name in HEADINGS for each in islice(tag.parents, 3))


def _is_in_a_sentence(tag: Tag) -> bool:
    """A link within a teaser's text leads elsewhere: "as <a>we said</a> on Friday"."""
    if tag.parent is None or tag.parent.name not in (
        "p",
        "em",
        "strong",
        "i",
        "b",
        "q",
    ):
        return False
    before = tag.previous_sibling
    words = str(before).split() if isinstance(before, NavigableString) else []
    return len(words) >= _SENTENCE_WORDS and not is_date(" ".join(words))


def _owners(candidates: Iterable[_Linked]) -> dict[int, str]:
    """By ``id`` of each element, the key of the one address in it, or ``_SHARED``.

    Each element changes hands twice at most, so this is linear.
    """
    owners: dict[int, str] = {}
    for tag, anchor in candidates:
        key = anchor.key
        for each in upward(tag):
            held = owners.get(id(each))
            if held in (key, _SHARED) or each.name in _FRAMES:
                break
            owners[id(each)] = key if held is None else _SHARED
    return owners


def _root(tag: Tag, owners: dict[int, str], key: str) -> Tag:
    root = tag
    while root.parent is not None and owners.get(id(root.parent)) == key:
        root = root.parent
    return root


def _card(group: _Group, regions: dict[int, Region]) -> Card:
    title, has_heading = title_within(group.root, group.anchors)
    tag, anchor = group.anchors[0]
    return Card(
        key=anchor.key,
        url=anchor.url,
        title=title,
        has_heading=has_heading,
        evidence=anchor.evidence or 0,
        region=regions.get(id(tag), "content"),
        place=_place(group.root),
        published_at=instant_within(group.root, title),
    )


def _place(root: Tag) -> tuple[str, ...]:
    names: list[str] = []
    for each in upward(root):
        if each.name in _FRAMES or len(names) == _PLACE_DEPTH:
            break
        first_class = attribute(each, "class").partition(" ")[0]
        names.append(f"{each.name}.{first_class.rstrip('0123456789')}")
    return tuple(names)


def _shown(tag: Tag, anchor: Anchor) -> str:
    """The title among what a link shows: it may hold teaser and day as well."""
    for child in tag.find_all(True, limit=20):
        if {"title", "headline", "heading"} & words_of(child) and text_of(child):
            return text_of(child)
    pieces = list(islice(strings_of(tag), 20))
    if len(pieces) < 2:
        return anchor.text
    kept = [each for each in pieces if not is_date(each)]
    if len(anchor.text) <= _TITLE_CHARS:
        return " ".join(" ".join(kept).split())
    return next((each for each in kept if headline_weight(each)), anchor.text)


def _alternative(tag: Tag) -> str:
    image = tag.find("img", alt=True)
    return attribute(image, "alt").strip() if isinstance(image, Tag) else ""


def _is_inside(tag: Tag, holder: Tag) -> bool:
    return any(each is holder for each in islice(tag.parents, _PLACE_DEPTH))
