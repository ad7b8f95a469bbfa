"""Elements of feeds and sitemaps by their usual names, whatever their prefixes."""

import base64
import binascii
from datetime import datetime
from functools import lru_cache

from lxml import etree

from transforms.instants import parse_instant

Element = etree._Element
Fields = dict[str, list[Element]]

_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/elements/1.0/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news:",
    "http://www.google.com/schemas/sitemap-video/1.1": "video:",
}
_PLAIN_PREFIXES = frozenset(("atom", "atom10", "atom03", "a10", "rss", "rss1", "a"))


def key_of(element: Element) -> str:
    """``prefix:name`` with the usual prefix, lower case; no prefix for RSS and Atom."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return _key_of_tag(tag) or _key_with_prefix(element.prefix or "", tag)


@lru_cache(maxsize=1000)
def _key_of_tag(tag: str) -> str | None:
    """The key that needs no look at the feed's own prefixes; else None."""
    if tag[0] != "{":
        # No namespace, or a prefix that nobody declared.
        prefix, _, name = tag.rpartition(":")
        return _key_with_prefix(prefix, name)
    space, _, name = tag[1:].partition("}")
    known = _PREFIXES.get(space)
    return None if known is None else known + name.lower()


def _key_with_prefix(prefix: str, tag: str) -> str:
    prefix, name = prefix.lower(), tag.rpartition("}")[2].lower()
    return name if not prefix or prefix in _PLAIN_PREFIXES else f"{prefix}:{name}"


def fields_of(element: Element) -> Fields:
    """The children of an element by key, in document order."""
    fields: Fields = {}
    for child in element:
        fields.setdefault(key_of(child), []).append(child)
    return fields


def fields_below(element: Element) -> Fields:
    """Fields at any depth up to the next item: a tag before them was never closed."""
    fields: Fields = {}
    for child in element.iterdescendants():
        key = key_of(child)
        if key in ("item", "entry"):
            break
        fields.setdefault(key, []).append(child)
    return fields


def instant_in(fields: Fields, keys: tuple[str, ...]) -> datetime | None:
    """The first date that is one, UTC, looking through ``keys`` in order."""
    for key in keys:
        for element in fields.get(key, []):
            at = parse_instant(text_of(element))
            if at is not None:
                return at
    return None


def text_in(fields: Fields, key: str) -> str | None:
    """The text of the first element called ``key``; None where there is none."""
    elements = fields.get(key)
    return text_of(elements[0]) if elements else None


def text_of(element: Element) -> str:
    """All text of an element; Atom 0.3 may have it in Base64."""
    text = element.text or "" if len(element) == 0 else "".join(element.itertext())
    if element.get("mode") != "base64":
        return text
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
