"""robots.txt (RFC 9309). Arrives the file as served, leaves what it permits.

protego matches paths; around it stands what it leaves to its caller or does more
generously than the standard: status codes, size, encoding, line ends, and product
tokens, which match as a whole ("User-agent: date" is not about Dateline).
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

from protego import Protego

from flows.fetching.responses import Response, Verdict
from transforms.errors import FetchError

Fetch = Callable[[str], Response]

READ_BYTES = 500 << 10
"""RFC 9309 section 2.5: parsers must take at least 500 kibibytes."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_USER_AGENT = re.compile(r"[ \t]*user[ -]?agent[ \t]*[: \t][ \t]*(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_-]+|\*")
_NOBODY = "!"
"""A name that no agent has, for the groups of others."""
_LEADS_NOWHERE = frozenset({"too-many-redirects", "redirect-loop", "bad-redirect"})


def verdict(robots: bytes, agent: str, url: str, status: int = 200) -> Verdict:
    """What ``robots``, served with ``status``, says to ``agent`` about ``url``.

    Args:
        robots: the body, content coding removed.
        agent: product token, or a User-Agent header that begins with it.
        url: absolute.
        status: after redirects. 4xx, and redirects that end nowhere, allow
            everything; 5xx forbids everything (sections 2.3.1.2 to 2.3.1.4).
    """
    return _read(robots, agent, status).verdict(url)


class RobotsCache:
    """The rules of every host asked so far, for one agent; for any thread.

    Args:
        fetch: gives the response to a robots.txt's URL, unless ``verdict`` is told
            another way.
        agent: product token.
        lifetime_seconds: section 2.4 allows a day.
        failure_seconds: after which a host without a readable robots.txt is asked
            again. Until then nothing on it is allowed, unless its rules were known.
        clock: seconds that only grow.
    """

    def __init__(
        self,
        fetch: Fetch,
        *,
        agent: str,
        lifetime_seconds: float = 24 * 3600.0,
        failure_seconds: float = 300.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._agent = agent
        self._lifetime = lifetime_seconds
        self._failure = failure_seconds
        self._clock = clock
        self._lock = Lock()
        self._entries: dict[str, _Entry] = {}

    def allowed(self, url: str) -> bool:
        """Whether ``url`` may be fetched."""
        return self.verdict(url).allowed

    def crawl_delay(self, url: str) -> float | None:
        """Seconds that the host of ``url`` wants between requests."""
        return self.verdict(url).crawl_delay

    def verdict(self, url: str, fetch: Fetch | None = None) -> Verdict:
        """What the host of ``url`` says about it; fetches its robots.txt if need be."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}".lower()
        with self._lock:
            entry = self._entries.setdefault(root, _Entry())
        with entry.lock:
            rules = entry.rules
            if rules is None or self._clock() >= entry.expires_at:
                robots_url = f"{root}/robots.txt"
                rules = self._renewed(entry, robots_url, fetch or self._fetch)
            return rules.verdict(url)

    def _renewed(self, entry: "_Entry", robots_url: str, fetch: Fetch) -> "_Rules":
        rules, known = self._fetched(robots_url, fetch), entry.rules
        lifetime = self._lifetime if rules.failure is None else self._failure
        # Section 2.3.1.4 lets known rules outlive an outage.
        if rules.failure is not None and known is not None and known.failure is None:
            rules = known
        entry.rules, entry.expires_at = rules, self._clock() + lifetime
        return rules

    def _fetched(self, robots_url: str, fetch: Fetch) -> "_Rules":
        try:
            response = fetch(robots_url)
        except FetchError as error:
            if error.reason in _LEADS_NOWHERE:
                return _read(b"", self._agent, 404)
            return _Rules(failure=f"robots.txt: {error}")
        return _read(response.body, self._agent, response.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """One robots.txt as one agent reads it; without a parser a yes or no to all."""

    parser: Protego | None = None
    failure: str | None = None

    def verdict(self, url: str) -> Verdict:
        if self.parser is None:
            return Verdict(
                allowed=self.failure is None,
                crawl_delay=None,
                sitemaps=(),
                failure=self.failure,
            )
        return Verdict(
            allowed=self.parser.can_fetch(url, _OURSELVES),
            crawl_delay=self.parser.crawl_delay(_OURSELVES),
            sitemaps=tuple(self.parser.sitemaps),
        )


@dataclass(slots=True)
class _Entry:
    lock: Lock = field(default_factory=Lock)
    rules: _Rules | None = None
    expires_at: float = 0.0


_OURSELVES = "we"
"""The name that our groups get before protego sees them."""


def _read(robots: bytes, agent: str, status: int) -> _Rules:
    if 200 <= status < 300:
        lines = _lines(robots)
        ours = _token(agent)
        renamed = (_renamed(line, ours) for line in lines)
        return _Rules(parser=Protego.parse("\n".join(renamed)))
    if 300 <= status < 500:
        return _Rules()
    return _Rules(failure=f"robots.txt: http-{status}")


def _lines(robots: bytes) -> list[str]:
    head = robots[:READ_BYTES]
    if len(robots) > READ_BYTES:
        # Half a path would forbid, or permit, more than the whole.
        head = head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head.decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        text = re.sub("[\udc80-\udcff]", _percent_encoded, text)
    # What is left of splitlines' line ends (form feed, U+2028...) is part of a line.
    return ["".join(line.splitlines()) for line in _LINE_END.split(text)]


def _percent_encoded(match: re.Match[str]) -> str:
    """A byte that is not UTF-8, as it would stand in a URL."""
    return f"%{ord(match.group()) - 0xDC00:02X}"


def _renamed(line: str, ours: str) -> str:
    match = _USER_AGENT.match(line)
    if match is None:
        return line
    named = _token(match.group(1))
    if named == "*":
        return "user-agent: *"
    return f"user-agent: {_OURSELVES if named and named == ours else _NOBODY}"


def _token(agent: str) -> str:
    match = _TOKEN.match(agent.strip())
    return match.group().lower() if match else ""
