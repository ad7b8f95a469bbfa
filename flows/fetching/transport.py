"""One request, one response. Arrives a URL to ask, leaves an Answer within limits.

The only place where requests and urllib3 send anything. The adapter is used without
a ``requests.Session``: a session would read proxies, certificates and passwords from
the environment and keep one cookie jar for all hosts.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from threading import Semaphore

import requests
from urllib3 import HTTPResponse
from urllib3.exceptions import HTTPError, SSLError

from flows.fetching.connections import GuardedAdapter
from flows.fetching.guard import AddressGuard
from flows.fetching.inflating import Inflater
from flows.fetching.limits import Limits
from flows.fetching.responses import Answer
from flows.fetching.wire import EXCHANGE, Exchange
from transforms.errors import FetchError

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})

_POOLS = 64
_READ_BYTES = 64 << 10
_LARGE_BYTES = 4 << 20
_LARGE_AT_ONCE = 4
"""Bodies beyond that size. Sixteen bombs at once, each within its own limit, took
more than the gigabyte that a small machine has."""
_DISCARDED_BYTES = 64 << 10
_DISCARD_SECONDS = 1.0


class Transport:
    """Guarded, metered connections, kept open between requests; for any thread.

    Args:
        guard: vets every address at the moment of connecting.
        limits: hold for each exchange.
        certificates: file or folder of trusted roots; None for certifi's.
    """

    def __init__(
        self, guard: AddressGuard, limits: Limits, certificates: str | None = None
    ) -> None:
        self._guard = guard
        self._limits = limits
        self._certificates = certificates or True
        self._adapter = GuardedAdapter(pool_connections=_POOLS, pool_maxsize=2)
        self._room = Semaphore(_LARGE_AT_ONCE)

    def close(self) -> None:
        """Closes idle connections."""
        self._adapter.close()

    def exchange(self, seconds: float) -> Exchange:
        """A new exchange that may take ``seconds`` in total."""
        return Exchange(self._guard, self._limits, seconds)

    def get(self, url: str, headers: dict[str, str], exchange: Exchange) -> Answer:
        """The answer to one GET, redirects not followed, nothing tried twice.

        Raises:
            FetchError: every reason but those of redirects.
        """
        return self._exchanged(self._prepared(url, headers), url, exchange)

    def post(
        self, url: str, headers: dict[str, str], body: bytes, exchange: Exchange
    ) -> Answer:
        """The answer to one POST, as ``get`` gives it and with the same errors."""
        request = self._prepared(url, headers, "POST", body)
        return self._exchanged(request, url, exchange)

    def _exchanged(
        self, request: requests.PreparedRequest, url: str, exchange: Exchange
    ) -> Answer:
        token = EXCHANGE.set(exchange)
        try:
            response = self._sent(request, exchange)
            try:
                return _answer(request.url or url, response, exchange, self._room)
            finally:
                # Once everything is read the connection is back in the pool, and this
                # closes nothing but the response.
                response.close()
        finally:
            EXCHANGE.reset(token)

    def spelling(self, url: str) -> str:
        """``url`` as ``get`` sends it: percent-encoded, its host in ASCII.

        Raises:
            FetchError: as in ``get``, before anything is sent.
        """
        return self._prepared(url, {}).url or url

    def _prepared(
        self,
        url: str,
        headers: dict[str, str],
        method: str = "GET",
        body: bytes | None = None,
    ) -> requests.PreparedRequest:
        try:
            request = requests.Request(
                method, url, headers=headers, data=body
            ).prepare()
        except (requests.RequestException, ValueError) as error:
            raise FetchError("bad-url", f"{url!r}: {error}") from error
        # Preparing may respell the host (IDNA): what is sent is what is checked.
        self._guard.check_url(request.url or "")
        return request

    def _sent(
        self, request: requests.PreparedRequest, exchange: Exchange
    ) -> HTTPResponse:
        try:
            return self._send(request, exchange)
        except FetchError as error:
            # A connection kept open, closed by the server before it saw the request:
            # not the server's failure and no second request to it.
            is_stale = not exchange.has_connected and not exchange.received_bytes
            if error.reason != "unreachable" or not is_stale:
                raise
        return self._send(request, exchange)

    def _send(
        self, request: requests.PreparedRequest, exchange: Exchange
    ) -> HTTPResponse:
        connect_seconds = exchange.patience(self._limits.connect_seconds)
        try:
            sent = self._adapter.send(
                request,
                stream=True,
                timeout=(connect_seconds, self._limits.stall_seconds),
                verify=self._certificates,
            )
        except requests.exceptions.SSLError as error:
            raise FetchError("tls", str(error)) from error
        except requests.exceptions.Timeout as error:
            raise FetchError("timed-out", str(error)) from error
        except requests.exceptions.ConnectionError as error:
            raise FetchError("unreachable", str(error)) from error
        except (requests.RequestException, HTTPError, ValueError) as error:
            raise FetchError("bad-response", str(error)) from error
        raw: HTTPResponse = sent.raw
        return raw


def _answer(
    url: str, response: HTTPResponse, exchange: Exchange, room: Semaphore
) -> Answer:
    body, failure = b"", None
    if response.status in REDIRECT_STATUSES:
        _discard(response, exchange)
    else:
        try:
            body = _body(response, exchange, room)
        except FetchError as error:
            if response.status < 400:
                raise
            failure = error.reason
    return Answer(
        url=url,
        status=response.status,
        headers=tuple(response.headers.iteritems()),
        http_version="HTTP/1.1" if response.version == 11 else "HTTP/1.0",
        body=body,
        body_failure=failure,
    )


def _body(response: HTTPResponse, exchange: Exchange, room: Semaphore) -> bytes:
    most_bytes = exchange.limits.inflated_bytes
    coding = response.headers.get("transfer-encoding", "chunked").strip().lower()
    if coding not in ("chunked", "identity"):
        raise FetchError("bad-encoding", f"transfer coding {coding!r}")
    inflater = Inflater(response.headers.get("content-encoding", ""), most_bytes)
    is_large = False
    # Closed, whatever happens: an error keeps this frame, and with it what it holds,
    # for longer than one would think.
    with ExitStack() as stack, BytesIO() as body:
        while data := _read(response):
            for piece in inflater.feed(data):
                body.write(piece)
                if body.tell() > most_bytes:
                    raise FetchError("inflated-too-large", "the body is past the cap")
                if body.tell() > _LARGE_BYTES and not is_large:
                    is_large = True
                    stack.enter_context(_seat(room, exchange))
        inflater.finish()
        return body.getvalue()


@contextmanager
def _seat(room: Semaphore, exchange: Exchange) -> Iterator[None]:
    """One of the few places for large bodies; the server waits as well."""
    if not room.acquire(timeout=exchange.patience(exchange.limits.total_seconds)):
        raise FetchError("timed-out", "others with large bodies took all the time")
    try:
        yield
    finally:
        room.release()


def _read(response: HTTPResponse) -> bytes:
    try:
        return response.read1(_READ_BYTES, decode_content=False)
    except SSLError as error:
        raise FetchError("short-body", f"broken off in the body: {error}") from error
    except (HTTPError, ValueError) as error:
        raise FetchError("short-body", f"the body is not whole: {error}") from error


def _discard(response: HTTPResponse, exchange: Exchange) -> None:
    """Reads a redirect's little page, so that the connection can be used again.

    Whatever is wrong with it, the redirect stands; the connection is closed then.
    """
    exchange.hurry(_DISCARD_SECONDS)
    left = _DISCARDED_BYTES
    try:
        while left > 0 and (data := _read(response)):
            left -= len(data)
    except FetchError:
        return
