"""One source: its links to captures. Raises ``ItemError``s. Links come by ``walks``."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from flows.context import RunContext
from flows.fetching.responses import FailedFetch, Response
from flows.fetching.session import Validators
from flows.folders import is_file, open_file
from flows.holdings import Holdings
from flows.permission import Permission
from flows.replays import is_replay, replayed
from flows.visits import Visit, exchange_of, failure_of, fetch_of, page_error
from flows.warcs import is_record, open_record
from transforms import freshness
from transforms.batches import Sighting
from transforms.errors import FetchError, ItemError
from transforms.freshness import Known
from transforms.identity import digest
from transforms.records import Capture, CaptureKind, Failure, Fetch, Link, Source
from transforms.urls import canonical_url

PAGES_MAX = 1000
"""Pages fetched from one source in one run; the rest is due in the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A link worth a request now, and what is known of its page."""

    link: Link
    known: Known | None
    earlier: Capture | None
    """The newest archived response of that page, maybe by another address."""


class Poll:
    """One source while it is polled."""

    def __init__(self, context: RunContext, source: Source) -> None:
        self.permission = Permission(context, source)
        self._context = context
        self._source = source
        self._holdings = Holdings(context)

    def due(self, links: tuple[Link, ...]) -> tuple[Due, ...]:
        """Those of ``links`` that are worth a request now; one for each page, and
        one for each of its replays.

        Records of files come on top: the walk through a file goes on behind what it
        has handed over, and they cost no host anything.
        """
        unique = {canonical_url(link.asked_url): link for link in reversed(links)}
        memory, now = self._context.memory, self._context.now()
        known = memory.known(link.asked_url for link in unique.values())
        wanted = [
            link
            for link in reversed(unique.values())
            if freshness.cause(link, known.get(link.asked_url), now)
        ]
        records = [link for link in wanted if is_record(link)]
        wanted = [link for link in wanted if not is_record(link)][:PAGES_MAX] + records
        ids = {
            known[link.asked_url].capture_id
            for link in wanted
            if link.asked_url in known
        }
        earlier = memory.captures(found for found in ids if found) if ids else {}
        return tuple(_due(link, known.get(link.asked_url), earlier) for link in wanted)

    def visit(self, due: Due) -> Visit:
        """The page as it is now: archived, or seen unchanged.

        Raises:
            ItemError: no page came.
        """
        if is_replay(due.link):
            return self._replay(due)
        if is_record(due.link) or is_file(due.link):
            return self._open_file(due)
        known = due.known if due.earlier else None
        response = self.ask(due.link.url, known, "page")
        same = self.unchanged("page", response) or due.earlier
        if response.status == 304 and same:
            return self._seen(due, response, same)
        capture = self.archive("page", response, due.link, due.earlier)
        error = page_error(response.status, due.link.url, response.final_url)
        if error is not None:
            return self._lost(due, response, error, capture)
        fetch = self.fetch("page", response, capture, due.link)
        return _unless_same(due, fetch, capture)

    def _replay(self, due: Due) -> Visit:
        """A page out of a web archive, dated as it was captured."""
        link = due.link
        # No validators: they belong to the page of today.
        response = self._context.fetcher.fetch(link.asked_url, rules=self.permission)
        try:
            exchange = replayed(response, link, self._source.id)
        except FetchError as error:
            capture = self.archive("page", response, link, None)
            return self._lost(due, response, error, capture)
        capture = self._context.archive.write(exchange)
        fetch = self.fetch("page", response, capture, link)
        return Visit(fetch=fetch, capture=capture, is_page=True)

    def _seen(self, due: Due, response: Response, same: Capture) -> Visit:
        """A page that is as ``same`` has it, which may be another address's."""
        error = page_error(same.status, due.link.url, response.final_url)
        if error is not None:
            return self._lost(due, response, error)
        is_own = due.earlier is not None and same.capture_id == due.earlier.capture_id
        fetch = self.fetch("page", response, None if is_own else same, due.link)
        sighting = Sighting(url=same.url, seen_at=response.started_at)
        return Visit(fetch=fetch, sighting=sighting)

    def _lost(
        self,
        due: Due,
        response: Response,
        error: ItemError,
        capture: Capture | None = None,
    ) -> Visit:
        """An answer that is no article's page."""
        return Visit(
            fetch=self.fetch("page", response, capture, due.link, error.reason),
            capture=capture,
            failures=(self.failure(error, due.link.asked_url, response.started_at),),
        )

    def _open_file(self, due: Due) -> Visit:
        """A file of this machine, or a record in one."""
        opened = open_record if is_record(due.link) else open_file
        exchange = opened(due.link, self._source.id, self._context.now())
        capture = self._context.archive.write(exchange, same_as=due.earlier)
        fetch = Fetch(
            source_id=self._source.id,
            kind="file",
            url=due.link.asked_url,
            final_url=due.link.asked_url,
            started_at=exchange.fetched_at,
            seconds=0.0,
            status=capture.status,
            wire_bytes=capture.payload_bytes,
            payload_digest=capture.payload_digest,
            capture_id=capture.capture_id,
            link_digest=freshness.link_digest(due.link),
        )
        return _unless_same(due, fetch, capture)

    def failed_visit(
        self, kind: CaptureKind, error: ItemError, url: str, link: Link | None = None
    ) -> Visit:
        """The record of a request that brought nothing."""
        url = link.asked_url if link else url
        trip = error if isinstance(error, FailedFetch) else None
        fetch = Fetch(
            source_id=self._source.id,
            kind=kind,
            url=url,
            final_url=trip.final_url if trip else None,
            started_at=trip.started_at if trip else self._context.now(),
            seconds=trip.seconds if trip else 0.0,
            status=None,
            wire_bytes=trip.wire_bytes if trip else 0,
            link_digest=freshness.link_digest(link) if link else None,
            failure_reason=error.reason,
        )
        failure = self.failure(error, url, fetch.started_at)
        return Visit(fetch=fetch, failures=(failure,))

    def failure(self, error: ItemError, url: str, at: datetime) -> Failure:
        """``error`` as a row."""
        return failure_of(error, self._source.id, url, at)

    def ask(
        self,
        url: str,
        known: Known | None,
        kind: CaptureKind,
        *,
        is_publisher: bool = True,
    ) -> Response:
        """The answer to a request, conditional where there was one before.

        Each hop may be conditional on an answer of that kind to another address:
        ``unchanged`` tells on which.

        Args:
            is_publisher: False for an archive, with which no User-Agent was agreed on.

        Raises:
            FetchError: as in ``fetching.session``.
        """
        own_url = (known.validated_url or url) if known else url

        def validators(hop: str) -> Validators | None:
            # The address itself was looked up already, with all others at once.
            is_own = hop in (url, own_url)
            find = self._holdings.find if is_own else self._holdings.look_up
            if (held := find(kind, hop)) is not None:
                return held.validators
            if known is None or hop != own_url:
                return None
            return Validators(etag=known.etag, last_modified=known.last_modified)

        return self._context.fetcher.fetch(
            url,
            validators=validators,
            user_agent=self._source.user_agent if is_publisher else None,
            rules=self.permission,
        )

    def unchanged(self, kind: CaptureKind, response: Response) -> Capture | None:
        """The answer that a 304 says still holds, where it is not the address's own.

        It came in this run, or by another address. None where the 304 is about what
        ``ask`` was given as known, and for every other status.
        """
        if response.status != 304:
            return None
        held = self._holdings.find(kind, response.final_url)
        return held.capture if held else None

    def archive(
        self,
        kind: CaptureKind,
        response: Response,
        link: Link | None,
        earlier: Capture | None,
    ) -> Capture:
        """The response in the archive; its body once, if ``earlier`` has it."""
        exchange = exchange_of(kind, response, self._source.id, link)
        is_same = earlier is not None and earlier.payload_digest == digest(
            response.body
        )
        capture = self._context.archive.write(
            exchange, same_as=earlier if is_same else None
        )
        self._holdings.keep(capture, response)
        return capture

    def fetch(
        self,
        kind: CaptureKind,
        response: Response,
        capture: Capture | None = None,
        link: Link | None = None,
        reason: str | None = None,
    ) -> Fetch:
        """The request as a row of ``ops.fetches``.

        With a 304 ``capture`` is what it confirms: the address is known by it from
        then on, so its validators are those of the row.
        """
        fetch = fetch_of(kind, response, self._source.id, capture)
        held = self._holdings.find(kind, response.final_url)
        if capture is not None and response.status == 304 and held is not None:
            etag, last_modified = held.validators.etag, held.validators.last_modified
            fetch = replace(fetch, etag=etag, last_modified=last_modified)
        digest_of_link = freshness.link_digest(link) if link else None
        return replace(fetch, link_digest=digest_of_link, failure_reason=reason)


def _due(link: Link, known: Known | None, earlier: Mapping[UUID, Capture]) -> Due:
    earlier_id = known.capture_id if known else None
    capture = earlier.get(earlier_id) if earlier_id else None
    return Due(link=link, known=known, earlier=capture)


def _unless_same(due: Due, fetch: Fetch, capture: Capture) -> Visit:
    """A page to be read, unless its bytes are those of the last time."""
    earlier = due.earlier
    # A version is found by the address it was read at: where that was another one,
    # the page is read again here.
    if (
        earlier is not None
        and earlier.payload_digest == capture.payload_digest
        and canonical_url(earlier.url) == canonical_url(due.link.url)
    ):
        sighting = Sighting(url=due.link.url, seen_at=capture.fetched_at)
        return Visit(fetch=fetch, capture=capture, sighting=sighting)
    return Visit(fetch=fetch, capture=capture, is_page=True)
