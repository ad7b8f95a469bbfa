"""robots.txt as one source meets it: fetched once a day, archived, at our pace.

Its rules are shared by the sources of a run: each host is asked once, by whichever of
its sources comes first, and where it gives no answer none of them asks again.
"""

from dataclasses import replace
from datetime import timedelta

from flows.context import MIN_DELAY_SECONDS, RunContext
from flows.fetching.responses import Response, Verdict
from flows.visits import Visit, exchange_of, fetch_of
from transforms.freshness import Known
from transforms.records import Capture, Source

_LIFETIME = timedelta(days=1)
"""RFC 9309 section 2.4: not longer than 24 hours."""
_SECONDS = 10.0
"""For one robots.txt on the network, retries included. It is a small file, and a host
that is down should not cost more: without an answer (section 2.3.1.4) nothing else of
it is asked for."""


class Permission:
    """What a source's hosts permit; keeps the requests that this took."""

    def __init__(self, context: RunContext, source: Source) -> None:
        self.visits: list[Visit] = []
        self._context = context
        self._source = source

    def verdict(self, url: str) -> Verdict:
        """What the host of ``url`` says about it; our own delay is the least."""
        verdict = self._context.robots.verdict(url, self._robots_txt)
        delay = max(self._least_delay(), verdict.crawl_delay or 0.0)
        return replace(verdict, crawl_delay=delay)

    def _least_delay(self) -> float:
        own = self._source.min_delay_seconds
        return MIN_DELAY_SECONDS if own is None else own

    def _robots_txt(self, url: str) -> Response:
        """The file as it was within the last day, else as it is now."""
        known = self._context.memory.known([url]).get(url)
        archived = self._still_valid(known)
        if archived is not None:
            return _as_response(*archived)
        # Another run may have just asked this host: robots.txt waits its turn too.
        response = self._context.fetcher.fetch(
            url, min_delay_seconds=self._least_delay(), seconds=_SECONDS
        )
        exchange = exchange_of("robots", response, self._source.id, None)
        written = self._context.archive.write(exchange)
        fetch = fetch_of("robots", response, self._source.id, written)
        if response.status >= 500:
            fetch = replace(fetch, failure_reason=f"http-{response.status}")
        self.visits.append(Visit(fetch=fetch, capture=written))
        return response

    def _still_valid(self, known: Known | None) -> tuple[Capture, bytes] | None:
        if known is None or known.last_reason is not None:
            return None
        if self._context.now() - known.last_fetched_at > _LIFETIME:
            return None
        return self._context.archived(known)


def _as_response(capture: Capture, body: bytes) -> Response:
    return Response(
        url=capture.url,
        final_url=capture.final_url,
        status=capture.status,
        headers=(),
        http_version="HTTP/1.1",
        body=body,
        wire_bytes=0,
        started_at=capture.fetched_at,
        seconds=0.0,
    )
