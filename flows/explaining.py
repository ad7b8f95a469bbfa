"""Where a page to be explained comes from: a file, the raw archive, or its host.

A path or an address arrives; the page's bytes leave with the source whose rules and
zone it is read by. Nothing is kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from flows.fetching.responses import Response
from flows.folders import FILE_BYTES_MAX
from flows.registry import read_sources
from flows.scouting import open_scout
from flows.settings import Settings
from transforms.errors import FetchError, UsageError
from transforms.identity import digest, identify
from transforms.records import DATED_TEXT_TYPE, Capture, Source
from transforms.urls import same_site
from warehouse import captures
from warehouse.read import Memory

_TYPES = {
    ".txt": DATED_TEXT_TYPE,
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as it came, and from where in words."""

    capture: Capture
    body: bytes
    source: Source
    origin: str


def find_page(place: str, settings: Settings, *, url: str | None, fresh: bool) -> Page:
    """The page at ``place``, a path or an address.

    Args:
        place: an existing file, else an http(s) address.
        url: the address that a file was saved from; links and dates hang on it.
        fresh: asks the host even if the archive has the page.

    Raises:
        UsageError: it is neither; FetchError: the file or host gives no page.
        WarehouseError: the archive cannot be read.
    """
    if Path(place).is_file():
        return _from_file(Path(place), url, settings)
    if urlsplit(place).scheme not in ("http", "https"):
        raise UsageError(f"{place}: no such file, and no http(s) address")
    return (None if fresh else _archived(place, settings)) or _fetched(place, settings)


def _from_file(path: Path, url: str | None, settings: Settings) -> Page:
    if path.stat().st_size > FILE_BYTES_MAX:
        raise FetchError("too-large", f"{path}: over {FILE_BYTES_MAX} bytes")
    body = path.read_bytes()
    address = url or path.absolute().as_uri()
    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    content_type = _TYPES.get(path.suffix.lower())
    return Page(
        capture=_capture(address, address, changed_at, content_type, body),
        body=body,
        source=_source_of(address, settings),
        origin=f"file {path}",
    )


def _archived(url: str, settings: Settings) -> Page | None:
    """The newest good answer that the archive has of ``url``."""
    memory = Memory(
        warehouse=settings.warehouse,
        landing=settings.landing,
        patience_seconds=settings.patience_seconds,
    )
    known = memory.known([url]).get(url)
    if known is None or known.capture_id is None:
        return None
    capture = memory.captures([known.capture_id]).get(known.capture_id)
    if capture is None:
        return None
    return Page(
        capture=capture,
        body=captures.read(settings.captures, capture),
        source=_source_of(capture.final_url, settings, capture.source_id),
        origin=f"archive, fetched {capture.fetched_at:%Y-%m-%d %H:%M} UTC",
    )


def _fetched(url: str, settings: Settings) -> Page:
    with open_scout(settings) as scout:
        answer: Response = scout.ask(url)
    if answer.status != 200:
        reason = f"http-{answer.status}"
        raise FetchError(reason, f"{url} answered {answer.status}")
    final_url, content_type = answer.final_url, answer.header("content-type")
    return Page(
        capture=_capture(url, final_url, answer.started_at, content_type, answer.body),
        body=answer.body,
        source=_source_of(final_url, settings),
        origin="network, not archived",
    )


def _source_of(url: str, settings: Settings, source_id: str | None = None) -> Source:
    """The source with that id or with that site; else one that knows nothing."""
    sources = read_sources(settings.sources)
    found = [each for each in sources if each.id == source_id] or [
        each for each in sources if _is_of(url, each)
    ]
    return next(iter(found), _unknown(url, source_id))


def _is_of(url: str, source: Source) -> bool:
    places: Iterable[str | None] = (
        source.homepage,
        *(listing.url for listing in source.listings),
    )
    is_web = url.startswith("http")
    return is_web and any(same_site(url, place) for place in places if place)


def _unknown(url: str, source_id: str | None) -> Source:
    """One without rules; of an archived page the id under which it came is known."""
    return Source(
        id=source_id or "unknown",
        name=urlsplit(url).hostname or "unknown",
        homepage=None,
        country=None,
        language=None,
        timezone="UTC",
        listings=(),
    )


def _capture(
    url: str, final_url: str, at: datetime, content_type: str | None, body: bytes
) -> Capture:
    """A row for a page that is in no archive file."""
    return Capture(
        capture_id=identify("capture", final_url, at.isoformat()),
        source_id="unknown",
        kind="file" if content_type == DATED_TEXT_TYPE else "page",
        url=url,
        final_url=final_url,
        fetched_at=at,
        status=200,
        content_type=content_type,
        payload_digest=digest(body),
        payload_bytes=len(body),
        file="",
        file_offset=0,
        file_length=0,
    )
