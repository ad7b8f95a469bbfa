"""The tree of a feed to its items: which element says what in which format."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from lxml import etree

from transforms.instants import parse_instant
from transforms.listings.reading import Item
from transforms.listings.wording import one_line, plain_summary, plain_title
from transforms.urls import resolve_url, same_site

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
}
_PLAIN_PREFIXES = frozenset(("atom", "atom10", "atom03", "a10", "rss", "rss1", "a"))
_ITEM_TAGS = ("{*}item", "{*}entry", "{*}Item", "{*}Entry", "{*}ITEM", "{*}ENTRY")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_PUBLISHED = ("pubdate", "published", "dc:date", "issued", "dcterms:issued")
_PUBLISHED_ELSE = ("created", "dcterms:created", "dc:created", "date", "dc:issued")
_MODIFIED = ("updated", "modified", "dcterms:modified", "dc:modified", "lastmod")
_AUTHORS = ("author", "dc:creator", "dc:author", "itunes:author", "creator")
_SUMMARIES = ("description", "summary", "dc:description", "content:encoded", "content")
_EMAIL_THEN_NAME = re.compile(
    r"[^\s()<>]{1,100}@[^\s()<>]{1,100}\s*\((.{1,200})\)\s*\Z"
)
_NAME_THEN_EMAIL = re.compile(r"([^<>]{1,200}?)\s*<[^\s<>]{1,200}@[^\s<>]{1,200}>\s*\Z")
_PERIOD_SECONDS = {
    "hourly": 3600,
    "daily": 86400,
    "weekly": 7 * 86400,
    "monthly": 30 * 86400,
    "yearly": 365 * 86400,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before its addresses are resolved."""

    items: tuple[Item, ...] = ()
    title: str | None = None
    ttl_seconds: int | None = None


def read_tree(tree: Element, url: str) -> Feed:
    """Items wherever they are: an item that is never closed holds those after it."""
    found = list(tree.iter(*_ITEM_TAGS)) or [
        each for each in tree.iter() if _key(each) in ("item", "entry")
    ]
    head = _fields(_channel(tree))
    base = _base(head, url)
    shared = tuple(_authors(head)) if _key(tree) == "feed" else ()
    return Feed(
        items=tuple(_item(element, base, shared) for element in found),
        title=_title(head),
        ttl_seconds=_ttl_seconds(head),
    )


def _channel(tree: Element) -> Element:
    children = (tree, *tree)
    return next((each for each in children if _key(each) == "channel"), tree)


def _item(element: Element, base: str, shared_authors: tuple[str, ...]) -> Item:
    fields = _fields(element)
    if "link" not in fields:
        fields = {**_fields_below(element), **fields}
    markup = next(filter(None, (_text(fields, key) for key in _SUMMARIES)), None)
    return Item(
        addresses=tuple(filter(None, _addresses(element, fields))),
        base=_own_base(element, base),
        title=_title(fields),
        authors=tuple(dict.fromkeys(_authors(fields))) or shared_authors,
        summary=plain_summary(markup) if markup else None,
        published_at=_instant(fields, _PUBLISHED) or _instant(fields, _PUBLISHED_ELSE),
        modified_at=_instant(fields, _MODIFIED),
    )


def _key(element: Element) -> str:
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


def _fields(element: Element) -> Fields:
    fields: Fields = {}
    for child in element:
        fields.setdefault(_key(child), []).append(child)
    return fields


def _fields_below(element: Element) -> Fields:
    """Fields at any depth up to the next item: a tag before them was never closed."""
    fields: Fields = {}
    for child in element.iterdescendants():
        key = _key(child)
        if key in ("item", "entry"):
            break
        fields.setdefault(key, []).append(child)
    return fields


def _addresses(element: Element, fields: Fields) -> Iterator[str | None]:
    """Where the item may be read, the publisher's own page first."""
    yield _text(fields, "feedburner:origlink")
    links = fields.get("link", [])
    yield from (_content(each).strip() for each in links if not each.get("href"))
    yield from (each.get("href") for each in sorted(_pages(links), key=_is_no_html))
    for guid in fields.get("guid", []) + fields.get("id", []):
        address = _content(guid).strip()
        is_permalink = (guid.get("isPermaLink") or "true").strip().lower() != "false"
        if is_permalink and address.lower().startswith(("http://", "https://")):
            yield address
    yield element.get(_RDF_ABOUT)


def _pages(links: list[Element]) -> Iterator[Element]:
    """Atom links that lead to the item itself (RFC 4287 section 4.2.7.2)."""
    for link in links:
        if link.get("href") and link.get("rel", "alternate").strip() == "alternate":
            yield link


def _is_no_html(link: Element) -> bool:
    return "html" not in link.get("type", "text/html")


def _base(head: Fields, url: str) -> str:
    """What relative links refer to: the feed, or the site where a service serves it."""
    for link in head.get("link", []):
        site = resolve_url(link.get("href") or _content(link), url)
        is_page = link.get("rel", "alternate") == "alternate"
        if site and is_page and not same_site(site, url):
            return site
    return url


def _own_base(element: Element, base: str) -> str:
    written = [each.get(_XML_BASE) for each in (element, *element.iterancestors())]
    for step in reversed(written):
        base = (resolve_url(step, base) or base) if step else base
    return base


def _title(fields: Fields) -> str | None:
    for key in ("title", "dc:title", "media:title"):
        for element in fields.get(key, []):
            text = _content(element)
            is_literal = element.get("type") in ("text", "text/plain")
            title = (
                one_line(text) if is_literal and "&" not in text else plain_title(text)
            )
            if title:
                return title
    return None


def _authors(fields: Fields) -> Iterator[str]:
    for key in _AUTHORS:
        for element in fields.get(key, []):
            named = _fields(element)
            written = _text(named, "name") or _text(named, "email") or _content(element)
            name = plain_title(written)
            if name:
                yield _without_email(name)


def _without_email(author: str) -> str:
    found = _EMAIL_THEN_NAME.match(author) or _NAME_THEN_EMAIL.match(author)
    return found[1].strip() if found else author


def _instant(fields: Fields, keys: tuple[str, ...]) -> datetime | None:
    for key in keys:
        for element in fields.get(key, []):
            at = parse_instant(_content(element))
            if at is not None:
                return at
    return None


def _ttl_seconds(head: Fields) -> int | None:
    minutes = (_text(head, "ttl") or "").strip()
    if minutes.isdecimal() and int(minutes[:9]) > 0:
        return int(minutes[:9]) * 60
    period = (_text(head, "sy:updateperiod") or "").strip().lower()
    seconds = _PERIOD_SECONDS.get(period)
    frequency = (_text(head, "sy:updatefrequency") or "1").strip()
    if seconds and frequency.isdecimal() and int(frequency[:9]) > 0:
        return max(1, seconds // int(frequency[:9]))
    return None


def _text(fields: Fields, key: str) -> str | None:
    elements = fields.get(key)
    return _content(elements[0]) if elements else None


def _content(element: Element) -> str:
    """All text of an element; Atom 0.3 may have it in Base64."""
    text = element.text or "" if len(element) == 0 else "".join(element.itertext())
    if element.get("mode") != "base64":
        return text
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return text
