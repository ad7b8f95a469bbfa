"""A publisher's pages as its feed: RSS 2.0, Atom, JSON Feed, or RSS with bad dates.

Pages arrive in the order of publication; the feed's bytes leave, newest first, all
of them listed. RSS 2.0: https://www.rssboard.org/rss-specification; Atom: RFC 4287;
JSON Feed: https://www.jsonfeed.org/version/1.1/.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from xml.etree import ElementTree

from flows.demo.catalogue import Page, Publisher
from flows.demo.responses import Resource

ATOM = "http://www.w3.org/2005/Atom"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How one kind of feed is written."""

    content_type: str
    write: Callable[[Publisher, Sequence[Page], Mapping[str, str]], bytes]


def render_feed(
    publisher: Publisher, pages: Sequence[Page], addresses: Mapping[str, str]
) -> Resource:
    """The publisher's feed over ``pages``; ``addresses`` as for ``Page.url``."""
    kind = FEEDS[publisher.feed]
    return Resource(
        content_type=kind.content_type,
        body=kind.write(publisher, tuple(reversed(pages)), addresses),
        modified_at=max(page.modified_at for page in pages),
    )


def media_type(publisher: Publisher) -> str:
    """The media type of the publisher's feed, without parameters."""
    return FEEDS[publisher.feed].content_type.partition(";")[0]


def _rss(
    publisher: Publisher, pages: Sequence[Page], addresses: Mapping[str, str]
) -> bytes:
    dates = {page.key: format_datetime(page.published_at) for page in pages}
    channel = _channel(publisher, pages, addresses, dates)
    newest = max(page.modified_at for page in pages)
    _add(channel, "lastBuildDate", format_datetime(newest))
    _add(channel, "ttl", "15")
    return _document(channel, "utf-8")


def _rss_with_broken_dates(
    publisher: Publisher, pages: Sequence[Page], addresses: Mapping[str, str]
) -> bytes:
    dates = {page.key: page.feed_date for page in pages}
    channel = _channel(publisher, pages, addresses, dates)
    return _document(channel, "windows-1252")


def _channel(
    publisher: Publisher,
    pages: Sequence[Page],
    addresses: Mapping[str, str],
    dates: Mapping[str, str | None],
) -> ElementTree.Element:
    home = addresses[publisher.id]
    channel = ElementTree.Element("channel")
    _add(channel, "title", publisher.name)
    _add(channel, "link", home)
    _add(channel, "description", publisher.tagline)
    _add(channel, "language", publisher.language)
    for page in pages:
        item = ElementTree.SubElement(channel, "item")
        _add(item, "title", page.title)
        _add(item, "link", page.url(addresses))
        _add(item, "guid", page.url(addresses), isPermaLink="true")
        for author in page.authors:
            _add(item, "dc:creator", author)
        _add(item, "category", page.section)
        if page.blocks:
            _add(item, "description", page.blocks[0].text)
        date = dates[page.key]
        if date is not None:
            _add(item, "pubDate", date)
    return channel


def _document(channel: ElementTree.Element, charset: str) -> bytes:
    root = ElementTree.Element("rss", {"version": "2.0", "xmlns:dc": DUBLIN_CORE})
    root.append(channel)
    return _serialised(root, charset)


def _atom(
    publisher: Publisher, pages: Sequence[Page], addresses: Mapping[str, str]
) -> bytes:
    home = addresses[publisher.id]
    feed = ElementTree.Element("feed", xmlns=ATOM)
    _add(feed, "id", home)
    _add(feed, "title", publisher.name)
    _add(feed, "subtitle", publisher.tagline)
    _add(feed, "link", None, rel="alternate", href=home)
    own = home.rstrip("/") + publisher.feed_path
    _add(feed, "link", None, rel="self", href=own)
    newest = max(page.modified_at for page in pages)
    _add(feed, "updated", newest.isoformat())
    for page in pages:
        _add_entry(feed, page, addresses)
    return _serialised(feed, "utf-8")


def _add_entry(
    feed: ElementTree.Element, page: Page, addresses: Mapping[str, str]
) -> None:
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", page.url(addresses))
    _add(entry, "title", page.title)
    _add(entry, "link", None, rel="alternate", href=page.url(addresses))
    for name in page.authors:
        author = ElementTree.SubElement(entry, "author")
        _add(author, "name", name)
    _add(entry, "category", None, term=page.section)
    _add(entry, "published", page.published_at.isoformat())
    _add(entry, "updated", page.modified_at.isoformat())
    if page.blocks:
        _add(entry, "summary", page.blocks[0].text)


def _add(
    parent: ElementTree.Element, tag: str, text: str | None, **attributes: str
) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = text


def _serialised(root: ElementTree.Element, charset: str) -> bytes:
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding=charset, xml_declaration=True)
    return document + b"\n"


def _json_feed(
    publisher: Publisher, pages: Sequence[Page], addresses: Mapping[str, str]
) -> bytes:
    home = addresses[publisher.id]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": home,
        "feed_url": home.rstrip("/") + publisher.feed_path,
        "language": publisher.language,
        "items": [_json_item(page, addresses) for page in pages],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2).encode()


def _json_item(page: Page, addresses: Mapping[str, str]) -> dict[str, object]:
    lead = page.blocks[0].text if page.blocks else ""
    item: dict[str, object] = {
        "id": page.url(addresses),
        "url": page.url(addresses),
        "title": page.title,
        "summary": lead,
        "content_text": lead,
        "authors": [{"name": author} for author in page.authors],
        "tags": [page.section],
        "date_published": page.published_at.isoformat(),
    }
    if page.changed_at is not None:
        item["date_modified"] = page.changed_at.isoformat()
    return item


FEEDS: Mapping[str, Format] = {
    "rss": Format(content_type="application/rss+xml; charset=utf-8", write=_rss),
    "atom": Format(content_type="application/atom+xml; charset=utf-8", write=_atom),
    "json": Format(content_type="application/feed+json", write=_json_feed),
    "rss-broken-dates": Format(content_type="text/xml", write=_rss_with_broken_dates),
}
