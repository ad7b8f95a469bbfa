"""The tree of a feed to its items: which element says what in which format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.listings.elements import (
    Element,
    Fields,
    fields_below,
    fields_of,
    instant_in,
    key_of,
    text_in,
    text_of,
)
from transforms.listings.reading import Item
from transforms.listings.wording import one_line, plain_summary, plain_title
from transforms.urls import resolve_url, same_site

_ITEM_TAGS = ("{*}item", "{*}entry", "{*}Item", "{*}Entry", "{*}ITEM", "{*}ENTRY")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"

_PUBLISHED = (
    *("pubdate", "published", "dc:date", "issued", "dcterms:issued", "dc:issued"),
    *("created", "dcterms:created", "dc:created", "date"),
)
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
        each for each in tree.iter() if key_of(each) in ("item", "entry")
    ]
    head = fields_of(_channel(tree))
    base = _base(head, url)
    shared = tuple(_authors(head)) if key_of(tree) == "feed" else ()
    return Feed(
        items=tuple(_item(element, base, shared) for element in found),
        title=_title(head),
        ttl_seconds=_ttl_seconds(head),
    )


def _channel(tree: Element) -> Element:
    children = (tree, *tree)
    return next((each for each in children if key_of(each) == "channel"), tree)


def _item(element: Element, base: str, shared_authors: tuple[str, ...]) -> Item:
    fields = fields_of(element)
    if "link" not in fields:
        fields = {**fields_below(element), **fields}
    markup = next(filter(None, (text_in(fields, key) for key in _SUMMARIES)), None)
    return Item(
        # Escaped once too often, as feed generators do to what is escaped already.
        addresses=tuple(
            address.replace("&amp;", "&")
            for address in _addresses(element, fields)
            if address
        ),
        base=_own_base(element, base),
        title=_title(fields),
        authors=tuple(dict.fromkeys(_authors(fields))) or shared_authors,
        summary=plain_summary(markup) if markup else None,
        published_at=instant_in(fields, _PUBLISHED),
        modified_at=instant_in(fields, _MODIFIED),
    )


def _addresses(element: Element, fields: Fields) -> Iterator[str | None]:
    """Where the item may be read, the publisher's own page first."""
    yield text_in(fields, "feedburner:origlink")
    links = fields.get("link", [])
    yield from (text_of(each).strip() for each in links if not each.get("href"))
    yield from (each.get("href") for each in sorted(_pages(links), key=_is_no_html))
    for guid in fields.get("guid", []) + fields.get("id", []):
        address = text_of(guid).strip()
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
        site = resolve_url(link.get("href") or text_of(link), url)
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
            text = text_of(element)
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
            named = fields_of(element)
            written = (
                text_in(named, "name") or text_in(named, "email") or text_of(element)
            )
            name = plain_title(written)
            if name:
                yield _without_email(name)


def _without_email(author: str) -> str:
    found = _EMAIL_THEN_NAME.match(author) or _NAME_THEN_EMAIL.match(author)
    return found[1].strip() if found else author


def _ttl_seconds(head: Fields) -> int | None:
    minutes = (text_in(head, "ttl") or "").strip()
    if minutes.isdecimal() and int(minutes[:9]) > 0:
        return int(minutes[:9]) * 60
    period = (text_in(head, "sy:updateperiod") or "").strip().lower()
    seconds = _PERIOD_SECONDS.get(period)
    frequency = (text_in(head, "sy:updatefrequency") or "1").strip()
    if seconds and frequency.isdecimal() and int(frequency[:9]) > 0:
        return max(1, seconds // int(frequency[:9]))
    return None
