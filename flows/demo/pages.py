"""A page of the demo as HTML, in its publisher's layout.

Records of ``catalogue`` arrive, bytes as a server sends them leave. The layouts in
``layouts/`` are as unlike as real ones: HTML5 with JSON-LD (``semantic``),
OpenGraph and microdata among boxes (``magazine``), a plain agency page (``wire``),
and tables under a wrong charset label (``table``).
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote, urljoin

from flows.demo.catalogue import Page, Publisher
from flows.demo.feeds import media_type
from flows.demo.responses import Resource
from transforms.records import BlockKind

NOTICE = (
    "This is a demonstration site on your own machine. The Teliva valley, its "
    "people and these events are invented."
)
RELATED_COUNT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one kind of publisher writes its pages."""

    tags: Mapping[BlockKind, str]
    """HTML of a block by its kind, around ``{}``."""
    charset: str
    content_type: str
    boxes: tuple[tuple[int, str], ...] = ()
    """What stands between the paragraphs: before which block, and its HTML around
    ``{}`` for links to other pages."""


def render_page(
    page: Page,
    siblings: Sequence[Page],
    addresses: Mapping[str, str],
) -> Resource:
    """The page as its publisher serves it.

    Args:
        page: what to render.
        siblings: all pages of the publisher; its boxes link to some of them.
        addresses: base address of each publisher, by id.
    """
    layout = LAYOUTS[page.publisher.layout]
    fields = _site_fields(page.publisher, siblings, addresses)
    fields |= _page_fields(page, siblings, addresses)
    fields["body"] = _body(page, layout, fields["related"])
    name = page.publisher.layout if page.blocks else "gallery"
    return Resource(
        content_type=layout.content_type,
        body=_html(name, fields).encode(layout.charset, "xmlcharrefreplace"),
        modified_at=page.modified_at,
    )


def render_front(
    publisher: Publisher,
    listed: Sequence[Page],
    siblings: Sequence[Page],
    addresses: Mapping[str, str],
) -> Resource:
    """A front page over the ``listed`` pages, newest first."""
    fields = _site_fields(publisher, siblings, addresses)
    fields["related"] = _links(tuple(reversed(listed)), addresses, "<li>{}</li>")
    return Resource(
        content_type="text/html; charset=utf-8",
        body=_html("front", fields).encode(),
        modified_at=max(page.modified_at for page in listed),
    )


def section_path(section: str) -> str:
    """The path of a section's front page."""
    return "/section/" + quote(section.lower().replace(" ", "-"))


def _html(name: str, fields: Mapping[str, str]) -> str:
    folder = files("flows.demo").joinpath("layouts")
    template = Template(folder.joinpath(f"{name}.html").read_text("utf-8"))
    return template.substitute(fields)


def _site_fields(
    publisher: Publisher,
    siblings: Sequence[Page],
    addresses: Mapping[str, str],
) -> dict[str, str]:
    home = addresses[publisher.id]
    sections = dict.fromkeys(page.section for page in siblings)
    links = [_link(urljoin(home, section_path(name)), name) for name in sections]
    return {
        "language": publisher.language,
        "site": escape(publisher.name),
        "tagline": escape(publisher.tagline),
        "home": escape(home),
        "feed_type": escape(media_type(publisher)),
        "feed_url": escape(urljoin(home, publisher.feed_path)),
        "navigation": "".join(f"<li>{link}</li>" for link in links),
        "navigation_links": " | ".join(links),
        "navigation_lines": "<br>".join(links),
        "notice": escape(NOTICE),
    }


def _page_fields(
    page: Page, siblings: Sequence[Page], addresses: Mapping[str, str]
) -> dict[str, str]:
    lead = page.blocks[0].text if page.blocks else ""
    others = _related(page, siblings)
    home = addresses[page.publisher.id]
    return {
        "title": escape(page.title),
        "lead": escape(lead),
        "byline": escape(" and ".join(page.authors)),
        "section": escape(page.section),
        "section_url": escape(urljoin(home, section_path(page.section))),
        "number": escape(page.path.rpartition("-")[2].partition(".")[0]),
        "canonical_url": escape(page.canonical_url(addresses)),
        "related": _links(others, addresses, "<li>{}</li>"),
        "related_lines": _links(others, addresses, "{}<br>"),
        "ticker": _links(others[:1], addresses, "{}"),
        **_date_fields(page),
        "linked_data": _linked_data(page, lead, addresses),
    }


def _date_fields(page: Page) -> dict[str, str]:
    stated = escape(page.published_at.isoformat())
    changed_meta = changed_line = ""
    if page.changed_at is not None:
        changed = escape(page.changed_at.isoformat())
        changed_meta = f'<meta property="article:modified_time" content="{changed}">'
        changed_line = f' <span class="updated">Updated {_told(page.changed_at)}</span>'
    return {
        "published_iso": stated,
        "published_text": _told(page.published_at),
        "changed_meta": changed_meta,
        "changed_line": changed_line,
        "date_meta": (
            f'<meta name="DC.date.issued" content="{stated}">'
            if page.states_date
            else ""
        ),
        "date_line": f", {_told(page.published_at)}" if page.states_date else "",
    }


def _told(instant: datetime) -> str:
    """For readers, in the instant's own zone: 6 March 2024, 17:05."""
    return f"{instant.day} {instant:%B %Y, %H:%M}"


def _related(page: Page, siblings: Sequence[Page]) -> tuple[Page, ...]:
    """The pages before this one, the newest first; the first page links ahead."""
    position = siblings.index(page)
    others = (*reversed(siblings[:position]), *siblings[position + 1 :])
    return others[:RELATED_COUNT]


def _links(pages: Sequence[Page], addresses: Mapping[str, str], pattern: str) -> str:
    return "".join(
        pattern.format(_link(page.url(addresses), page.title)) for page in pages
    )


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text)}</a>'


def _linked_data(page: Page, lead: str, addresses: Mapping[str, str]) -> str:
    """schema.org NewsArticle; ``<`` escaped, since the text stands in a script."""
    described = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": lead,
        "datePublished": page.published_at.isoformat(),
        "dateModified": page.modified_at.isoformat(),
        "articleSection": page.section,
        "inLanguage": page.publisher.language,
        "author": [{"@type": "Person", "name": name} for name in page.authors],
        "publisher": {"@type": "Organization", "name": page.publisher.name},
        "mainEntityOfPage": page.canonical_url(addresses),
    }
    return json.dumps(described, ensure_ascii=False).replace("<", "\\u003c")


def _body(page: Page, layout: Layout, related: str) -> str:
    boxes = dict(layout.boxes)
    parts = []
    for position, block in enumerate(page.blocks):
        if position in boxes:
            parts.append(boxes[position].format(related))
        text = escape(block.text, quote=False)
        parts.append(layout.tags[block.kind].format(text))
    return "\n".join(parts)


_NEWSLETTER = (
    '<div class="box newsletter-signup"><h4>The Ledger by e-mail</h4>'
    "<p>Markets and ministries, every weekday at seven.</p>"
    '<form><input type="email"><button>Subscribe</button></form></div>'
)
_RELATED = '<div class="box related-links"><h4>Related</h4><ul>{}</ul></div>'

LAYOUTS: Mapping[str, Layout] = {
    "semantic": Layout(
        tags={
            "lead": '<p class="lead">{}</p>',
            "paragraph": "<p>{}</p>",
            "heading": "<h2>{}</h2>",
        },
        charset="utf-8",
        content_type="text/html; charset=utf-8",
    ),
    "magazine": Layout(
        tags={
            "lead": "<p>{}</p>",
            "paragraph": "<p>{}</p>",
            "heading": "<h3>{}</h3>",
        },
        charset="utf-8",
        content_type="text/html; charset=UTF-8",
        boxes=((2, _NEWSLETTER), (4, _RELATED)),
    ),
    "wire": Layout(
        tags={
            "lead": "<p>{}</p>",
            "paragraph": "<p>{}</p>",
            "heading": "<h4>{}</h4>",
        },
        charset="utf-8",
        content_type="text/html",
    ),
    "table": Layout(
        tags={
            "lead": '<p align="justify"><font face="Georgia"><b>{}</b></font></p>',
            "paragraph": '<p align="justify"><font face="Georgia">{}</font></p>',
            "heading": '<h3><font face="Arial">{}</font></h3>',
        },
        # The page says iso-8859-1 and means this, as so many of its age do.
        charset="windows-1252",
        content_type="text/html",
    ),
}
