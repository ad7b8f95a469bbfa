"""Fetches one URL. Arrives a URL with what is known of it, leaves a Response.

The path of a fetch: for each attempt, for each hop of its redirects: permission
(``rules``), a turn (``pacing``), one exchange (``transport``). Whatever comes of it
is a ``Response`` or a ``FetchError`` whose reason is one of

    bad-url, unsafe-address, disallowed,
    robots-unreachable                        nothing was sent
    given-up                                  nothing was sent, others had no answer
    asked-to-wait                             nothing was sent, the host said when
    unreachable, timed-out, stalled, tls      no response
    bad-response, headers-too-large           no response that can be understood
    too-large, inflated-too-large,
    short-body, bad-encoding                  a response without a whole body
    bad-redirect, redirect-loop,
    too-many-redirects                        a response that leads nowhere
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Protocol, Self

from flows.fetching.conditions import Validators as Validators
from flows.fetching.conditions import ValidatorsOf as ValidatorsOf
from flows.fetching.conditions import conditions
from flows.fetching.cookies import Cookies
from flows.fetching.guard import AddressGuard, authority_of
from flows.fetching.inflating import ACCEPTED
from flows.fetching.limits import Limits
from flows.fetching.pacing import Turns
from flows.fetching.redirects import next_url
from flows.fetching.responses import Answer, FailedFetch, Verdict
from flows.fetching.responses import Response as Response
from flows.fetching.retrying import ATTEMPTS, asked_wait, retry_after
from flows.fetching.silences import Silences
from flows.fetching.transport import REDIRECT_STATUSES, Transport
from transforms.errors import FetchError

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Rules(Protocol):
    """What a fetch asks of robots.txt before each hop."""

    def verdict(self, url: str) -> Verdict:
        """What the host of ``url`` says about fetching it."""


@dataclass(slots=True, kw_only=True)
class _Journey:
    """One fetch while it lasts."""

    url: str
    headers: dict[str, str]
    validators: ValidatorsOf | None
    rules: Rules | None
    min_delay_seconds: float
    started_at: datetime
    seconds: float
    seconds_left: float
    final_url: str
    wire_bytes: int = 0
    authority: str = ""
    cookies: Cookies = field(default_factory=Cookies)
    redirects: list[tuple[int, str]] = field(default_factory=list)


class Fetcher:
    """Fetches within limits, politely; for any number of threads.

    Args:
        user_agent: names the program and a way to reach whoever runs it.
        limits: hold for every fetch.
        guard: vets addresses.
        pacer: gives turns; share one among all fetchers of the process.
        certificates: file or folder of trusted roots; None for certifi's.
        now: the instant, aware and UTC.
        draw: a number between 0 and 1, for jitter.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits,
        guard: AddressGuard,
        pacer: Turns,
        certificates: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        draw: Callable[[], float] = random.random,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._guard = guard
        self._pacer = pacer
        self._transport = Transport(guard, limits, certificates)
        self._silences = Silences(limits.silences)
        self._now = now
        self._draw = draw

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes idle connections."""
        self._transport.close()

    def fetch(
        self,
        url: str,
        *,
        validators: ValidatorsOf | None = None,
        accept: str | None = None,
        user_agent: str | None = None,
        min_delay_seconds: float = 0.0,
        rules: Rules | None = None,
        seconds: float | None = None,
        span: range | None = None,
    ) -> Response:
        """The response to GET ``url`` after redirects; 304, 4xx and 5xx included.

        Trouble that passes (connection lost, short body, 429, 5xx) is tried three
        times at most; the last outcome counts.

        Args:
            url: http or https.
            validators: asked before each hop of each attempt, with the URL as it is
                sent: the spelling of ``final_url``. Validators belong to one resource,
                so a redirect takes none along; where it leads to a URL of which a
                response is held, those of that response are sent.
            accept: media types; None for those of a browser.
            user_agent: for publishers that need another one.
            min_delay_seconds: a publisher's own, where it is longer than the pacer's.
            rules: robots.txt, asked before every hop; None where the URL is
                robots.txt itself.
            seconds: on the network, where that is less than the limits allow.
            span: the bytes that are wanted, as they are stored; None for all.

        Raises:
            FetchError: the reasons are listed at the top of this module.
        """
        seconds = min(seconds or self._limits.total_seconds, self._limits.total_seconds)
        journey = _Journey(
            url=url,
            headers={
                "User-Agent": user_agent or self._user_agent,
                "Accept": accept or _ACCEPT,
                **_extent(span),
            },
            validators=validators,
            final_url=url,
            rules=rules,
            min_delay_seconds=min_delay_seconds,
            started_at=self._now(),
            seconds=seconds,
            seconds_left=seconds,
        )
        outcome = self._outcome(journey)
        for attempt in range(1, ATTEMPTS):
            wait = retry_after(outcome, attempt, self._now(), random=self._draw())
            if wait is None or not self._has_time_again(journey):
                break
            self._pacer.postpone(journey.authority, wait)
            outcome = self._outcome(journey)
        self._silences.note(journey.authority, outcome, journey.wire_bytes)
        if isinstance(outcome, FetchError):
            raise self._failed(outcome, journey) from outcome
        return self._response(outcome, journey)

    def _has_time_again(self, journey: _Journey) -> bool:
        """Whether as much time is left as has been spent.

        A body that dripped for half a minute and then broke off is not asked for
        again only to run into the deadline.
        """
        return journey.seconds_left >= journey.seconds / 2

    def _outcome(self, journey: _Journey) -> Answer | FetchError:
        try:
            answer = self._followed(journey)
        except FetchError as error:
            return error
        asked = asked_wait(answer, self._now())
        if asked is not None:
            # Even where we do not ask again ourselves: whoever wants another URL of
            # this host next has to wait as well.
            self._pacer.postpone(journey.authority, asked)
        return answer

    def _followed(self, journey: _Journey) -> Answer:
        """The first answer that is no redirect."""
        journey.final_url, journey.cookies = journey.url, Cookies()
        journey.redirects.clear()
        seen: set[tuple[str, str | None]] = set()
        while True:
            url = journey.final_url
            # The same page with another cookie is no loop but a consent wall.
            state = (url, journey.cookies.header(url))
            if state in seen:
                raise FetchError("redirect-loop", f"{url} leads back to itself")
            if len(journey.redirects) > self._limits.redirects:
                raise FetchError(
                    "too-many-redirects", f"more than {self._limits.redirects}"
                )
            seen.add(state)
            answer = self._hop(url, journey)
            journey.final_url = answer.url
            if answer.status not in REDIRECT_STATUSES:
                return answer
            journey.cookies.remember(answer.url, answer.values("set-cookie"))
            journey.redirects.append((answer.status, answer.url))
            journey.final_url = next_url(answer.url, answer.header("location"))

    def _hop(self, url: str, journey: _Journey) -> Answer:
        self._guard.check_url(url)
        journey.authority = authority_of(url)
        self._silences.check(journey.authority)
        delay_seconds = max(
            journey.min_delay_seconds, _permitted(url, journey.rules) or 0.0
        )
        headers = dict(journey.headers)
        if journey.validators is not None:
            held = journey.validators(self._transport.spelling(url))
            headers |= conditions(held) if held else {}
        cookie = journey.cookies.header(url)
        if cookie is not None:
            headers["Cookie"] = cookie
        with self._pacer.turn(journey.authority, delay_seconds):
            exchange = self._transport.exchange(journey.seconds_left)
            began = time.monotonic()
            try:
                return self._transport.get(url, headers, exchange)
            finally:
                journey.seconds_left -= time.monotonic() - began
                journey.wire_bytes += exchange.received_bytes

    def _response(self, answer: Answer, journey: _Journey) -> Response:
        return Response(
            url=journey.url,
            final_url=answer.url,
            status=answer.status,
            headers=answer.headers,
            http_version=answer.http_version,
            body=answer.body,
            wire_bytes=journey.wire_bytes,
            started_at=journey.started_at,
            seconds=journey.seconds - journey.seconds_left,
            redirects=tuple(journey.redirects),
            body_failure=answer.body_failure,
        )

    def _failed(self, error: FetchError, journey: _Journey) -> FailedFetch:
        return FailedFetch(
            error.reason,
            error.detail,
            journey.final_url,
            journey.started_at,
            journey.seconds - journey.seconds_left,
            journey.wire_bytes,
        )


def _extent(span: range | None) -> dict[str, str]:
    """How much is wanted; bytes can be counted only of what is not coded."""
    if span is None:
        return {"Accept-Encoding": ACCEPTED}
    wanted = f"bytes={span.start}-{span.stop - 1}"
    return {"Accept-Encoding": "identity", "Range": wanted}


def _permitted(url: str, rules: Rules | None) -> float | None:
    """The Crawl-delay in seconds, if robots.txt permits ``url`` at all."""
    if rules is None:
        return None
    verdict = rules.verdict(url)
    if verdict.failure is not None:
        raise FetchError("robots-unreachable", f"{url}: {verdict.failure}")
    if not verdict.allowed:
        raise FetchError("disallowed", f"robots.txt disallows {url}")
    return verdict.crawl_delay
