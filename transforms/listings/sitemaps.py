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
from transforms.listings.reading import Item, Reading, gather_reading
from transforms.listings.trees import parse_tree, root_name, without_prolog
from transforms.listings.unzipping import inflated
from transforms.listings.wording import plain_title
from transforms.urls import resolve_url

_FEED_ROOTS = frozenset(("rss", "rdf", "feed"))


def read(body: bytes, content_type: str | None, url: str) -> Reading:
    """The pages of a sitemap in order, or of an index its sitemaps as alternates.

    A feed is a sitemap too, by the protocol, and so is a text of one address a line.

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
    if root == "html":
        raise UnreadableListing("html-instead-of-sitemap", f"an HTML page: {url}")
    if root in ("urlset", "sitemapindex"):
        return _read_xml(document, url)
    if text.lower().startswith(("http://", "https://")):
        return gather_reading(_lines(text, url), url)
    raise UnreadableListing("not-a-sitemap", f"starts with {text[:60]!r}: {url}")


def _read_xml(document: str, url: str) -> Reading:
    tree = parse_tree(document)
    if tree is None:
        return Reading(links=())
    pages = (_page(each, url) for each in _elements(tree, "url"))
    return replace(gather_reading(pages, url), alternates=tuple(_children(tree, url)))


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


def _children(tree: Element, url: str) -> Iterator[str]:
    for element in _elements(tree, "sitemap"):
        child = resolve_url(_address(fields_of(element)), url)
        if child is not None:
            yield child


def _address(fields: Fields) -> str:
    return "".join(text_of(each) for each in fields.get("loc", [])[:1]).strip()


def _lines(text: str, url: str) -> Iterator[Item]:
    for line in text.splitlines():
        if line.strip().lower().startswith(("http://", "https://")):
            yield Item(addresses=(line.strip(),), base=url)
