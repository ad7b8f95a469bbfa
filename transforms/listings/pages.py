"""HTML pages that list articles: section fronts, archives, search results, to Reading.

Either the source file says with CSS selectors what an item is, or the articles are
found by structure (``cards``, ``headlines``); the next page by ``next_selector``, else
by its words or number (``pagers``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from bs4 import BeautifulSoup, Tag

from transforms.css import select
from transforms.errors import UnreadableListing
from transforms.listings.anchors import Anchor
from transforms.listings.card_days import instant_within
from transforms.listings.cards import cards_of, title_within
from transforms.listings.headlines import choose_articles, headline_weight
from transforms.listings.pagers import next_page
from transforms.listings.reading import Item, Reading, gather_reading
from transforms.listings.soups import (
    HEADINGS,
    anchors_of,
    base_of,
    parse_soup,
    target_of,
    text_of,
)
from transforms.urls import canonical_url, same_site

_Linked = tuple[Tag, Anchor]


def read(
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    item_selector: str | None = None,
    next_selector: str | None = None,
) -> Reading:
    """The articles of a page in its order, and where the listing goes on.

    Found articles are on the page's own site; selected ones may be elsewhere. A day
    without a time, and a time without a zone, are midnight UTC of that day.

    Args:
        item_selector: CSS for what holds one article, or for its link.
        next_selector: CSS for the link to the next page, or for what holds it.

    Raises:
        UnreadableListing: ``no-article-links``; ``selector-finds-nothing``, and for
            a broken one ``bad-selector``; ``empty-body``, ``not-a-page``,
            ``too-large``, ``broken-gzip``, ``inflates-too-far``.
    """
    soup = parse_soup(body, content_type, url)
    anchors = list(anchors_of(soup, base_of(soup, url)))
    own = [pair for pair in anchors if same_site(pair[1].url, url)]
    if item_selector is None:
        items = list(_found_items(soup, own, url))
        missing = ("no-article-links", f"no links that look like articles: {url}")
    else:
        items = list(_selected_items(soup, anchors, item_selector, url))
        missing = ("selector-finds-nothing", f"{item_selector!r}: {url}")
    title = text_of(soup.title) if isinstance(soup.title, Tag) else None
    reading = gather_reading(items, url, title=title or None)
    if not reading.links:
        raise UnreadableListing(*missing)
    if next_selector is None:
        next_url = next_page([anchor for _, anchor in own], url)
    else:
        next_url = _selected_next(soup, next_selector, url)
    return replace(reading, next_url=next_url)


def _found_items(
    soup: BeautifulSoup, anchors: list[_Linked], url: str
) -> Iterator[Item]:
    for card in choose_articles(cards_of(soup, anchors, url)):
        yield Item(
            addresses=(card.url,),
            base=url,
            title=card.title or None,
            published_at=card.published_at,
        )


def _selected_items(
    soup: BeautifulSoup, anchors: Iterable[_Linked], selector: str, url: str
) -> Iterator[Item]:
    known = {id(tag): anchor for tag, anchor in anchors}
    for holder in _select(soup, selector):
        tags = [holder, *holder.find_all(("a", "area"))]
        inside = [(tag, known[id(tag)]) for tag in tags if id(tag) in known]
        if not inside:
            yield Item(addresses=(), base=url, title=text_of(holder) or None)
            continue
        # The link of the headline, not that of the section or the author.
        url_chosen = max(inside, key=_prominence)[1].url
        about = [pair for pair in inside if pair[1].url == url_chosen]
        title, _ = title_within(holder, about)
        yield Item(
            addresses=(url_chosen,),
            base=url,
            title=title or None,
            published_at=instant_within(holder, title),
        )


def _prominence(linked: _Linked) -> tuple[bool, bool, int, int]:
    tag, anchor = linked
    names = {each.name for each in (tag, *islice(tag.parents, 3), *tag.find_all(True))}
    is_heading = not names.isdisjoint(HEADINGS)
    weight = headline_weight(anchor.text)
    return anchor.evidence is not None, is_heading, anchor.evidence or 0, weight


def _selected_next(soup: BeautifulSoup, selector: str, url: str) -> str | None:
    """Where the selector leads; None where it finds nothing, as on the last page."""
    base = base_of(soup, url)
    for holder in _select(soup, selector):
        for tag in (holder, *holder.find_all(("a", "area"))):
            target = target_of(tag, base)
            if target and canonical_url(target) != canonical_url(url):
                return target if same_site(target, url) else None
    return None


def _select(soup: BeautifulSoup, selector: str) -> list[Tag]:
    try:
        return select(soup, selector)
    except ValueError as error:
        raise UnreadableListing("bad-selector", str(error)) from error
