"""What one request, or one look at a file, brought: the unit in which work is kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from flows.fetching.responses import Response
from transforms.batches import Sighting
from transforms.errors import FetchError, ItemError, Unforeseen
from transforms.intervals import ListingState
from transforms.records import Capture, CaptureKind, Failure, Fetch, Link, Source
from transforms.urls import canonical_url, is_homepage
from warehouse.captures import Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request with its outcome. ``is_page``: the capture waits to be read."""

    fetch: Fetch | None = None
    capture: Capture | None = None
    sighting: Sighting | None = None
    failures: tuple[Failure, ...] = ()
    state: ListingState | None = None
    """Of a listing, after this run's poll."""
    is_page: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Everything that one source brought in one run.

    Visits to pages come before those to listings: a listing counts as done only
    when its pages are safe.
    """

    source: Source
    listed: int
    visits: tuple[Visit, ...]

    def chunks(self, pages: int) -> Iterator["Gathered"]:
        """Parts with at most ``pages`` visits, in order; one at least."""
        visits = iter(self.visits)
        first = True
        while (part := tuple(islice(visits, pages))) or first:
            yield Gathered(
                source=self.source, listed=self.listed if first else 0, visits=part
            )
            first = False


def exchange_of(
    kind: CaptureKind, response: Response, source_id: str, link: Link | None
) -> Exchange:
    """A response as the archive takes it."""
    return Exchange(
        source_id=source_id,
        kind=kind,
        url=response.url,
        final_url=response.final_url,
        fetched_at=response.started_at,
        status=response.status,
        headers=response.headers,
        body=response.body,
        link=link,
        http_version=response.http_version,
    )


def fetch_of(
    kind: CaptureKind, response: Response, source_id: str, capture: Capture | None
) -> Fetch:
    """A response as a row of ``ops.fetches``."""
    return Fetch(
        source_id=source_id,
        kind=kind,
        url=response.url,
        final_url=response.final_url,
        started_at=response.started_at,
        seconds=response.seconds,
        status=response.status,
        wire_bytes=response.wire_bytes,
        etag=response.header("etag"),
        last_modified=response.header("last-modified"),
        payload_digest=capture.payload_digest if capture else None,
        capture_id=capture.capture_id if capture else None,
    )


def failure_of(
    error: ItemError, source_id: str | None, url: str | None, at: datetime
) -> Failure:
    """``error`` as a row of ``ops.failures``."""
    return Failure(
        source_id=source_id,
        url=url,
        stage=error.stage,
        reason=error.reason,
        detail=error.detail,
        occurred_at=at,
        traceback=error.trace if isinstance(error, Unforeseen) else None,
    )


def page_error(status: int, url: str, final_url: str) -> FetchError | None:
    """Why a response is no article's page; None where it may be one."""
    if status != 200:
        return FetchError(f"http-{status}", f"the page answered {status}")
    is_lost = is_homepage(final_url) and not is_homepage(url)
    if is_lost and canonical_url(final_url) != canonical_url(url):
        return FetchError("redirected-home", f"led to {final_url}")
    return None


def captures(visits: Iterable[Visit]) -> tuple[Capture, ...]:
    """Archived responses of ``visits``."""
    return tuple(visit.capture for visit in visits if visit.capture is not None)


def pages(visits: Iterable[Visit]) -> tuple[Capture, ...]:
    """Archived responses that wait to be read as articles."""
    return captures(visit for visit in visits if visit.is_page)


def fetches(visits: Iterable[Visit], left_out: Mapping[UUID, str]) -> tuple[Fetch, ...]:
    """Requests of ``visits`` as rows.

    Args:
        left_out: by capture, why its article is none of those looked for. As far as
            later runs know such a page has not come: whoever looks for it asks again.
    """
    made = (visit.fetch for visit in visits if visit.fetch is not None)
    return tuple(
        replace(fetch, failure_reason=left_out[fetch.capture_id])
        if fetch.capture_id is not None and fetch.capture_id in left_out
        else fetch
        for fetch in made
    )
