"""Feeds that an HTML page declares: what to read where a feed's address shows a page.

https://html.spec.whatwg.org/multipage/links.html#rel-alternate
"""

from lxml import etree

from transforms.encodings import decode
from transforms.urls import resolve_url

_FEED_TYPES = ("rss+xml", "atom+xml", "feed+json", "rdf+xml", "text/xml")
_READ_CHARS = 500_000


def feed_alternates(body: bytes, content_type: str | None, url: str) -> tuple[str, ...]:
    """Absolute addresses of the feeds in ``<link rel=alternate>``, in page order."""
    text = decode(body, content_type, media="html")[:_READ_CHARS]
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        tree = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return ()
    if tree is None:
        return ()
    declared = next(tree.iter("base"), None)
    base = resolve_url("" if declared is None else declared.get("href", ""), url) or url
    found = (
        resolve_url(link.get("href", ""), base)
        for link in tree.iter("link")
        if _is_feed(link) and link.get("href")
    )
    return tuple(dict.fromkeys(filter(None, found)))


def _is_feed(link: "etree._Element") -> bool:
    relations = link.get("rel", "").lower().split()
    declared_type = link.get("type", "").lower()
    is_json_feed = declared_type == "application/json" and "feed" in link.get(
        "href", ""
    )
    is_feed = is_json_feed or any(name in declared_type for name in _FEED_TYPES)
    return "alternate" in relations and is_feed
