"""What a web archive has of the days: a CDX server's rows, then its replays."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit

from flows.backfilling.fields import Field, Lead
from flows.looks import Look
from flows.walks import CDX_ANSWERS_MAX
from transforms.listings import cdx
from transforms.records import Listing, Source
from transforms.urls import canonical_url

INTERNET_ARCHIVE = "https://web.archive.org/cdx/search/cdx"
CRAWLED_WITHIN = timedelta(days=60)
"""Archives come by late. What they captured longer than this after the last day is
hardly of these days, and without a bound every page ever since would be a row."""


def problem(source: Source) -> str | None:
    """Archives are asked by address."""
    if source.homepage or any(each.kind == "cdx" for each in source.listings):
        return None
    return "the source file has neither a homepage nor a cdx listing"


def find(field: Field) -> Iterator[Lead]:
    """The first capture of each page since the first day.

    Raises:
        ItemError: the archive's first answer cannot be read.
    """
    seen = set[str]()
    for listing in _listings(field):
        look: Look | None = field.look(listing)
        for _ in range(CDX_ANSWERS_MAX):
            if look is None:
                break
            for link in cdx.replay_links(look.reading, look.url):
                if canonical_url(link.url) not in seen:
                    seen.add(canonical_url(link.url))
                    yield Lead(link=link)
            further = look.reading.next_url
            look = field.walk.attempt(listing, further) if further else None


def _listings(field: Field) -> list[Listing]:
    own = [str(each.url) for each in field.source.listings if each.kind == "cdx"]
    home = field.source.homepage or ""
    places = [_server_and_prefix(url) for url in own] or [(INTERNET_ARCHIVE, home)]
    until = field.until + CRAWLED_WITHIN
    return [
        Listing(kind="cdx", url=cdx.cdx_query(server, prefix, field.since, until))
        for server, prefix in places
    ]


def _server_and_prefix(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    prefix = dict(parse_qsl(parts.query)).get("url", "")
    return parts._replace(query="", fragment="").geturl(), prefix
