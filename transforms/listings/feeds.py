"""RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, and JSON Feed: bytes to Reading.

RSS: https://www.rssboard.org/rss-specification; RSS 1.0:
https://web.resource.org/rss/1.0/spec; Atom: RFC 4287.
"""

import io
from collections.abc import Iterator
from typing import NoReturn

import feedparser  # type: ignore[import-untyped]  # ships no types

from transforms.encodings import decode
from transforms.errors import UnreadableListing
from transforms.instants import parse_instant
from transforms.listings.feed_items import Feed, read_tree
from transforms.listings.jsonfeeds import read_text
from transforms.listings.reading import Item, Reading, gather_reading
from transforms.listings.trees import (
    embedded_feed,
    mended_text,
    parse_tree,
    root_name,
    without_prolog,
)
from transforms.listings.unzipping import inflated
from transforms.listings.wording import plain_summary, plain_title

# What feedparser's own issues report of soup: slips in its code, not answers.
_FEEDPARSER_SLIPS = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(RecursionError, UnboundLocalError),
)
_FEED_ROOTS = frozenset(("rss", "rdf", "feed", "channel", "item", "entry"))
_HTML_ROOTS = frozenset(("html", "head", "body"))
# Three seconds' work for feedparser at its slowest (unknown tags, never closed).
_MOST_LOOSE_CHARS = 1_000_000


def read(body: bytes, content_type: str | None, url: str) -> Reading:
    """The items of a feed in order; ``url`` is where it was found in the end.

    A feed without items is a reading without links.

    Raises:
        UnreadableListing: ``empty-body``, ``html-instead-of-feed``,
            ``broken-json``, ``not-a-feed``, ``broken-gzip``, ``inflates-too-far``.
    """
    text = decode(inflated(body), content_type, media="xml").lstrip()
    if not text:
        raise UnreadableListing("empty-body", f"nothing but spaces: {url}")
    if text[0] in "{[":
        return read_text(text, url)
    return _read_xml(text, url)


def _read_xml(text: str, url: str) -> Reading:
    document = without_prolog(text)
    if root_name(document) not in _FEED_ROOTS:
        # A warning or half a page of the publisher's software stands before the feed.
        document = embedded_feed(document) or _refuse(text, document, url)
    tree = parse_tree(document)
    feed = Feed() if tree is None else read_tree(tree, url)
    if not feed.items and _is_worth_a_second_try(document):
        feed = _read_loosely(document, url)
    return gather_reading(
        feed.items, url, title=feed.title, ttl_seconds=feed.ttl_seconds
    )


def _refuse(text: str, document: str, url: str) -> NoReturn:
    if root_name(document) in _HTML_ROOTS or text[:14].lower() == "<!doctype html":
        raise UnreadableListing("html-instead-of-feed", f"an HTML page: {url}")
    raise UnreadableListing("not-a-feed", f"starts with {text[:60]!r}: {url}")


def _is_worth_a_second_try(document: str) -> bool:
    if len(document) > _MOST_LOOSE_CHARS:
        return False
    lowered = document.lower()
    return "<item" in lowered or "<entry" in lowered or ":item" in lowered


def _read_loosely(document: str, url: str) -> Feed:
    """The reading of feedparser, which is slow and finds items in any tag soup."""
    headers = {
        "content-type": "application/xml; charset=utf-8",
        "content-location": url,
    }
    stream = io.BytesIO(mended_text(document).encode("utf-8"))
    try:
        parsed = feedparser.parse(stream, response_headers=headers)
    except _FEEDPARSER_SLIPS as error:
        raise UnreadableListing("not-a-feed", f"{error!r}: {url}") from error
    return Feed(
        items=tuple(_loose_items(parsed.entries, url)),
        title=plain_title(parsed.feed.get("title", "")),
    )


def _loose_items(
    entries: "list[feedparser.FeedParserDict]", url: str
) -> Iterator[Item]:
    for entry in entries:
        link, author = entry.get("link"), entry.get("author")
        summary = entry.get("summary")
        yield Item(
            addresses=(link,) if link else (),
            base=url,
            title=plain_title(entry.get("title", "")),
            authors=(author,) if author else (),
            summary=plain_summary(summary) if summary else None,
            published_at=parse_instant(entry.get("published", "")),
            modified_at=parse_instant(entry.get("updated", "")),
        )
