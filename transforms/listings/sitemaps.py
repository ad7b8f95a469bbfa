"""Sitemaps: news sitemaps, plain ones, indexes and lists of addresses, to Reading.

https://www.sitemaps.org/protocol.html, and for ``news:``
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from collections.abc import Iterator
from dataclasses import replace

from transforms.encodings import decode
from transforms.errors import UnreadableListing
from transforms.listings import feeds
from transforms.listings.elements import (
    Element,
    Fields,
    fields_of,
    instant_in,
    key_of,
    text_in,
    text_of,
)
from transforms.listings.reading import Child, Item, Reading, gather_reading
from transforms.listings.trees import parse_tree, root_name, without_prolog
from transforms.listings.unzipping import inflated
from transforms.listings.wording import plain_title
from transforms.urls import canonical_url

_FEED_ROOTS = frozenset(("rss", "rdf", "feed"))
_HTML_ROOTS = frozenset(("html", "head", "body"))
_SCHEMES = ("http://", "https://")


def read(body: bytes, content_type: str | None, url: str) -> Reading:
    """The pages of a sitemap in order, or of an index its sitemaps as children.

    A feed is a sitemap too, by the protocol, and so is a text of one address a line.
    Addresses on other sites are given as they are: who fetches them decides.

    Raises:
        UnreadableListing: ``empty-body``, ``html-instead-of-sitemap``,
            ``not-a-sitemap``, and what unzipping and ``feeds.read`` raise.
    """
    text = decode(inflated(body), content_type, media="xml").strip()
    if not text:
        raise UnreadableListing("empty-body", f"nothing but spaces: {url}")
    document = without_prolog(text)
    root = root_name(document)
    if root in _FEED_ROOTS:
        return feeds.read(body, content_type, url)
    if root in _HTML_ROOTS:
        raise UnreadableListing("html-instead-of-sitemap", f"an HTML page: {url}")
    if root in ("urlset", "sitemapindex"):
        return _read_xml(document, url)
    if not root and _first_line(text).lower().startswith(_SCHEMES):
        return gather_reading(_lines(text, url), url)
    raise UnreadableListing("not-a-sitemap", f"starts with {text[:60]!r}: {url}")


def _read_xml(document: str, url: str) -> Reading:
    tree = parse_tree(document)
    if tree is None:
        return Reading(links=())
    reading = gather_reading((_page(each, url) for each in _elements(tree, "url")), url)
    # An index is a list of the same shape: what is said of addresses holds there too.
    index = gather_reading(
        (_page(each, url) for each in _elements(tree, "sitemap")), url
    )
    itself = canonical_url(url)
    return replace(
        reading,
        children=tuple(
            Child(url=each.url, modified_at=each.modified_at)
            for each in index.links
            # Some indexes list themselves among their sitemaps.
            if canonical_url(each.url) != itself
        ),
        skipped=reading.skipped + index.skipped,
    )


def _elements(tree: Element, name: str) -> Iterator[Element]:
    return (each for each in tree.iter(f"{{*}}{name}") if ":" not in key_of(each))


def _page(element: Element, url: str) -> Item:
    fields = fields_of(element)
    news = _first(fields, "news:news")
    video = _first(fields, "video:video")
    return Item(
        addresses=tuple(filter(None, (_address(fields),))),
        base=url,
        title=plain_title(text_in(news, "news:title") or ""),
        published_at=instant_in(news, ("news:publication_date",))
        or instant_in(video, ("video:publication_date",)),
        modified_at=instant_in(fields, ("lastmod",)),
    )


def _first(fields: Fields, key: str) -> Fields:
    return fields_of(fields[key][0]) if key in fields else {}


def _address(fields: Fields) -> str:
    return "".join(text_of(each) for each in fields.get("loc", [])[:1]).strip()


def _first_line(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line and not line.startswith("#")), "")


def _lines(text: str, url: str) -> Iterator[Item]:
    for line in text.splitlines():
        if line.strip().lower().startswith(_SCHEMES):
            yield Item(addresses=(line.strip(),), base=url)
