"""A capture and a source as every test of the readers needs them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from uuid import UUID

import pytest

from transforms import articles
from transforms.records import Article, Capture, Link, Listing, Source

URL = "https://news.example.org/region/bridge-opens"

ReadPage = Callable[..., Article]


@pytest.fixture
def read_page() -> ReadPage:
    """Reads bytes or text as a page; keywords change the capture or the source."""
    return _read_page


@pytest.fixture
def page() -> Callable[..., str]:
    """A page with a head, a title and three paragraphs."""
    return _page


def _read_page(
    body: bytes | str,
    *,
    url: str = URL,
    content_type: str | None = "text/html; charset=utf-8",
    link: Link | None = None,
    timezone: str = "UTC",
    language: str | None = None,
    listings: tuple[Listing, ...] = (),
    selectors: Mapping[str, str] = {},
) -> Article:
    raw = body.encode() if isinstance(body, str) else body
    capture = Capture(
        capture_id=UUID(int=1),
        source_id="example",
        kind="page",
        url=url,
        final_url=url,
        fetched_at=datetime(2024, 3, 21, 12, tzinfo=UTC),
        status=200,
        content_type=content_type,
        payload_digest=UUID(int=2),
        payload_bytes=len(raw),
        file="captures/a.warc.gz",
        file_offset=0,
        file_length=1,
        link=link,
    )
    source = Source(
        id="example",
        name="Example News",
        homepage="https://news.example.org/",
        country=None,
        language=language,
        timezone=timezone,
        listings=listings,
        selectors=selectors,
    )
    return articles.read(raw, capture, source)


PARAGRAPHS = (
    "The new bridge over the river opened on Wednesday after four years of work.",
    "About two thousand people crossed it on foot before the first cars were let on.",
    "The mayor said that the old ferry would keep running until the end of summer.",
)


def _page(head: str = "", above: str = "", body: str | None = None) -> str:
    told = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) if body is None else body
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>"
        "<nav><a href=/>Home</a></nav>"
        f"<article><h1>Bridge opens to walkers</h1>{above}{told}</article>"
        "<footer><p>Imprint</p></footer></body></html>"
    )
