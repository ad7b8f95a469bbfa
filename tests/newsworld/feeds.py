"""The four kinds of feed in this world, as bytes.

A publisher's items go in; RSS 2.0, Atom, RSS 1.0 (RDF) or JSON Feed 1.1 comes out,
with that publisher's habits: relative or tracked links, items without a date.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from tests.newsworld.publishers import FeedKind, Publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article as the feed names it."""

    guid: str
    link: str
    """As written: absolute, or beginning with a slash."""
    title: str
    summary: str
    authors: tuple[str, ...]
    published_at: datetime | None
    """None where this publisher leaves the date away."""
    modified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Where a kind of feed is found, as what it is served, and how it is written."""

    path: str
    content_type: str
    write: Callable[[Publisher, str, Sequence[Item]], str]
    encoding: str = "utf-8"


def link_in_feed(publisher: Publisher, path: str) -> str:
    """The feed's link to an article at ``path``, without the site's base."""
    if publisher.links == "tracked":
        return f"{path}?utm_source=rss&utm_medium=feed&utm_campaign=news"
    return path


def gives_date(publisher: Publisher, number: int) -> bool:
    """Whether the feed dates the publisher's article of that number."""
    return not publisher.undated_every or number % publisher.undated_every != 0


def render_feed(publisher: Publisher, base: str, items: Sequence[Item]) -> bytes:
    """The publisher's feed."""
    feed = FORMATS[publisher.feed]
    text = feed.write(publisher, base, items)
    return text.encode(feed.encoding, "xmlcharrefreplace")


def _rss(publisher: Publisher, base: str, items: Sequence[Item]) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>',
        f"<title>{escape(publisher.name)}</title><link>{base}/</link>",
        "<description>All the news</description><ttl>30</ttl>",
    ]
    for item in items:
        summary = escape(f"<p>{escape(item.summary)}</p><img src='{base}/pixel.gif'>")
        lines += [
            f"<item><title>{escape(item.title)}</title>",
            f"<link>{escape(item.link)}</link>",
            f'<guid isPermaLink="false">{item.guid}</guid>',
            *(f"<dc:creator>{escape(author)}</dc:creator>" for author in item.authors),
            _element("pubDate", _rfc_822(item.published_at)),
            f"<description>{summary}</description></item>",
        ]
    return "\n".join([*lines, "</channel></rss>"])


def _atom(publisher: Publisher, base: str, items: Sequence[Item]) -> str:
    newest = max((item.modified_at for item in items), default=None)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{publisher.language}" '
        f'xml:base="{base}/">',
        f"<title>{escape(publisher.name)}</title><id>{base}/</id>",
        f'{_element("updated", _iso(newest))}<link rel="self" href="/atom.xml"/>',
    ]
    for item in items:
        lines += [
            f"<entry><id>tag:{publisher.slug},2024:{item.guid}</id>",
            f'<title type="html">{escape(escape(item.title))}</title>',
            f'<link rel="alternate" type="text/html" href="{escape(item.link)}"/>',
            f'<link rel="enclosure" type="image/jpeg" href="/img/{item.guid}.jpg"/>',
            _element("published", _iso(_local(publisher, item.published_at))),
            _element("updated", _iso(item.modified_at)),
            *(
                f"<author><name>{escape(author)}</name></author>"
                for author in item.authors
            ),
            f"<summary>{escape(item.summary)}</summary></entry>",
        ]
    return "\n".join([*lines, "</feed>"])


def _rdf(publisher: Publisher, base: str, items: Sequence[Item]) -> str:
    lines = [
        '<?xml version="1.0" encoding="ISO-8859-1"?>',
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">',
        f'<channel rdf:about="{base}/"><title>{escape(publisher.name)}</title>'
        f"<link>{base}/</link><description>All the news</description></channel>",
    ]
    for item in items:
        lines += [
            f'<item rdf:about="{escape(item.link)}">',
            f"<title>{escape(item.title)}</title><link>{escape(item.link)}</link>",
            *(f"<dc:creator>{escape(author)}</dc:creator>" for author in item.authors),
            _element("dc:date", _iso(_local(publisher, item.published_at))),
            f"<description>{escape(item.summary)}</description></item>",
        ]
    return "\n".join([*lines, "</rdf:RDF>"])


def _json(publisher: Publisher, base: str, items: Sequence[Item]) -> str:
    entries = []
    for item in items:
        entry: dict[str, object] = {
            "id": item.guid,
            "url": item.link,
            "title": item.title,
            "summary": item.summary,
            "authors": [{"name": author} for author in item.authors],
        }
        if item.published_at is not None:
            entry["date_published"] = _iso(_local(publisher, item.published_at))
        entries.append(entry)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/feed.json",
        "items": entries,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


FORMATS: Mapping[FeedKind, Format] = {
    "rss": Format(
        path="/rss.xml", content_type="application/rss+xml; charset=utf-8", write=_rss
    ),
    "atom": Format(path="/atom.xml", content_type="application/atom+xml", write=_atom),
    "rdf": Format(
        path="/index.rdf", content_type="text/xml", write=_rdf, encoding="iso-8859-1"
    ),
    "json": Format(
        path="/feed.json", content_type="application/feed+json", write=_json
    ),
}


def _element(name: str, text: str | None) -> str:
    return "" if text is None else f"<{name}>{text}</{name}>"


def _rfc_822(instant: datetime | None) -> str | None:
    return None if instant is None else format_datetime(instant, usegmt=True)


def _local(publisher: Publisher, instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.astimezone(publisher.zone)


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
