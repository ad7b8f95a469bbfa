"""Article pages as sites make them: the text, and all that is not the text.

Four layouts: ``json-ld`` is what large papers do; ``div-soup`` has no semantic
element and tells only the day; ``cyrillic`` is in windows-1251, which its headers
name on every second page only; ``old`` is a table.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

from tests.newsworld.english import ENGLISH
from tests.newsworld.publishers import LayoutKind, Publisher
from transforms.records import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page has to show."""

    publisher: Publisher
    base: str
    canonical_url: str
    title: str
    authors: tuple[str, ...]
    published_at: datetime
    """In the publisher's zone."""
    modified_at: datetime
    blocks: tuple[Block, ...]
    related: tuple[tuple[str, str], ...]
    """Path and title of other articles."""


def render_page(page: Page) -> bytes:
    """The page in its publisher's layout and charset."""
    text = LAYOUTS[page.publisher.layout](page)
    return text.encode(page.publisher.charset, "xmlcharrefreplace")


def content_type(publisher: Publisher, number: int) -> str:
    """What the server says the page is; half of the Cyrillic ones lack a charset."""
    if publisher.layout == "cyrillic" and number % 2 == 0:
        return "text/html"
    return f"text/html; charset={publisher.charset}"


def _json_ld(page: Page) -> str:
    head = (
        f'<meta charset="utf-8">{_title(page)}{_canonical(page)}'
        f'<meta property="og:type" content="article">{_open_graph_title(page)}'
        f'<script type="application/ld+json">{_linked_data(page)}</script>'
    )
    body = _body(page.blocks, "<p>{}</p>", "<h2>{}</h2>")
    return _document(
        page,
        head,
        f"<header><a href='/'>{escape(page.publisher.name)}</a></header>"
        f"<main><article><h1>{escape(page.title)}</h1>{_byline(page)}"
        f'<time datetime="{page.published_at.isoformat()}">{_day(page)}</time>'
        f'<div class="story-body">{body}</div></article>'
        '<div class="newsletter"><h3>Our newsletter</h3>'
        "<p>The day in five minutes, every evening in your inbox.</p></div>"
        f"<aside><h3>More stories</h3><ul>{_related(page)}</ul></aside></main>"
        f"<footer><p>© {escape(page.publisher.name)}. 2024</p></footer>",
    )


def _div_soup(page: Page) -> str:
    body = _body(
        page.blocks,
        '<div class="t">{}</div>',
        '<div class="s"><strong>{}</strong></div>',
    )
    return _document(
        page,
        f'<meta charset="utf-8">{_title(page)}{_open_graph_title(page)}',
        f'<div class="w"><div class="hl">{escape(page.title)}</div>'
        f'<div class="m">{_byline(page)} <span>{_day(page)}</span></div>'
        f'<div class="b">{body}</div>'
        '<div class="share">Share Tweet Email</div>'
        f'<div class="r"><ul>{_related(page)}</ul></div></div>',
    )


def _cyrillic(page: Page) -> str:
    published = page.published_at.isoformat()
    head = (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
        f"{_title(page)}{_canonical(page)}{_open_graph_title(page)}"
        f'<meta property="article:published_time" content="{published}">'
    )
    body = _body(page.blocks, "<p>{}</p>", "<h3>{}</h3>")
    return _document(
        page,
        head,
        f'<div id="top"><a href="/">{escape(page.publisher.name)}</a></div>'
        f'<div id="news"><h1>{escape(page.title)}</h1>'
        f'<time datetime="{published}">{page.published_at:%d.%m.%Y, %H:%M}</time>'
        f"{_byline(page)}{body}</div>"
        f'<div id="also"><h4>Читайте також</h4><ul>{_related(page)}</ul></div>',
    )


def _old(page: Page) -> str:
    head = (
        f'<meta charset="utf-8">{_title(page)}{_canonical(page)}'
        f'<meta name="date" content="{page.published_at.isoformat()}">'
    )
    body = _body(page.blocks, "<p align=justify>{}</p>", "<p><b>{}</b></p>")
    return _document(
        page,
        head,
        f'<table width="100%"><tr><td width=150><ul>{_related(page)}</ul></td>'
        f"<td><h1>{escape(page.title)}</h1>{_byline(page)}<br>"
        f"<font size=1>{_day(page)}</font>{body}</td></tr></table>",
    )


LAYOUTS: Mapping[LayoutKind, Callable[[Page], str]] = {
    "json-ld": _json_ld,
    "div-soup": _div_soup,
    "cyrillic": _cyrillic,
    "old": _old,
}


def _document(page: Page, head: str, body: str) -> str:
    language = page.publisher.language
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}</head>\n'
        f"<body>{body}</body></html>\n"
    )


def _title(page: Page) -> str:
    return f"<title>{escape(page.title)} | {escape(page.publisher.name)}</title>"


def _canonical(page: Page) -> str:
    return f'<link rel="canonical" href="{escape(page.canonical_url)}">'


def _open_graph_title(page: Page) -> str:
    return f'<meta property="og:title" content="{escape(page.title)}">'


def _linked_data(page: Page) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": page.published_at.isoformat(),
        "dateModified": page.modified_at.isoformat(),
        "mainEntityOfPage": page.canonical_url,
        "author": [{"@type": "Person", "name": name} for name in page.authors],
        "publisher": {"@type": "Organization", "name": page.publisher.name},
    }
    return json.dumps(data).replace("</", "<\\/")


def _body(blocks: Sequence[Block], paragraph: str, heading: str) -> str:
    return "\n".join(
        (heading if block.kind == "heading" else paragraph).format(escape(block.text))
        for block in blocks
    )


def _byline(page: Page) -> str:
    if not page.authors:
        return ""
    by = "By " if page.publisher.language == "en" else ""
    return f'<span class="byline">{by}{escape(", ".join(page.authors))}</span>'


def _day(page: Page) -> str:
    day = page.published_at
    return f"{ENGLISH.months[day.month - 1]} {day.day}, {day.year}"


def _related(page: Page) -> str:
    return "".join(
        f'<li><a href="{page.base}{path}">{escape(title)}</a></li>'
        for path, title in page.related
    )
