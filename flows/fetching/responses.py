"""What a fetch gives back, whole or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from transforms.errors import FetchError


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a robots.txt says to one agent about one URL."""

    allowed: bool
    crawl_delay: float | None
    """Seconds between requests."""
    sitemaps: tuple[str, ...]
    """For every agent, as written."""
    failure: str | None = None
    """Why there is no robots.txt to go by, in words; nothing is allowed then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one request brought. The body of a redirect is not kept."""

    url: str
    """As it was sent, percent-encoded."""
    status: int
    headers: tuple[tuple[str, str], ...]
    http_version: str
    body: bytes
    body_failure: str | None

    def values(self, name: str) -> tuple[str, ...]:
        """All values of a header, by case-insensitive name."""
        return tuple(_values(self.headers, name))

    def header(self, name: str) -> str | None:
        """The first value of a header."""
        return next(_values(self.headers, name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """One response, whatever its status; the caller decides what it is worth."""

    url: str
    """As asked for."""
    final_url: str
    """After redirects, percent-encoded as it was sent."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """Names and values as received, latin-1; the body's coding is named still."""
    http_version: str
    body: bytes
    """Chunking and content coding removed."""
    wire_bytes: int
    """Received for the whole fetch: headers, framing, redirects, retries."""
    started_at: datetime
    seconds: float
    """On the network, redirects and retries included, waiting for turns not."""
    redirects: tuple[tuple[int, str], ...] = ()
    """(status, URL that gave it), in order; the URLs lead to ``final_url``."""
    body_failure: str | None = None
    """Reason why the body of an error page (status 400 and up) is missing: a 410 with
    a broken page is still a 410. Bodies of other responses fail the fetch."""

    def header(self, name: str) -> str | None:
        """The first value of a header, by case-insensitive name."""
        wanted = name.lower()
        return next(
            (value for key, value in self.headers if key.lower() == wanted), None
        )


class FailedFetch(FetchError):  # as its siblings in errors.py
    """A fetch that gave no response, with what it cost.

    Args:
        reason: as in ``session``.
        detail: one sentence for a person.
        final_url: the last URL that was asked or refused.
        started_at: as in ``Response``, like the rest.
    """

    def __init__(
        self,
        reason: str,
        detail: str,
        final_url: str,
        started_at: datetime,
        seconds: float,
        wire_bytes: int,
    ) -> None:
        super().__init__(reason, detail)
        self.args = (reason, detail, final_url, started_at, seconds, wire_bytes)
        self.final_url = final_url
        self.started_at = started_at
        self.seconds = seconds
        self.wire_bytes = wire_bytes


def _values(headers: tuple[tuple[str, str], ...], name: str) -> Iterator[str]:
    wanted = name.lower()
    return (value for key, value in headers if key.lower() == wanted)
