"""What comes off the socket, counted and timed. Arrives bytes, leaves fewer surprises.

http.client reads a response with as many calls as the server cares to make it, each
with a fresh timeout, and counts nothing. So the limits sit below it, in the raw
reader: before every single receive the socket's timeout is set to what the exchange
has left. A total deadline then holds for dripped headers, dripped bodies, endless
chunk extensions and trailers alike, without a watchdog thread. A TLS handshake and a
TLS read apply their timeout to the whole call, so it holds there as well.
"""

import http.client
import io
import re
import socket
import time
from contextvars import ContextVar
from typing import TYPE_CHECKING

from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from transforms.errors import FetchError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER_BYTES = 64 << 10
_MOST_HEADERS = 100
"""http.client takes no more."""
_LAST_WORD_SECONDS = 0.2
_SHORTEST_TIMEOUT_SECONDS = 0.001
_HEADER = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+:")


class Exchange:
    """One request and its response: what it may still take, what it has taken."""

    def __init__(self, guard: AddressGuard, limits: Limits, seconds: float) -> None:
        self.guard = guard
        self.limits = limits
        self.received_bytes = 0
        self.is_in_head = True
        self.has_connected = False
        """Whether it opened a connection, rather than going on with an idle one."""
        self._deadline = time.monotonic() + seconds
        self._window_ends: float | None = None
        self._window_bytes = 0

    def patience(self, seconds: float) -> float:
        """``seconds``, or less where less is left in total; a socket timeout.

        Raises:
            FetchError: ``timed-out`` once nothing is left.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise FetchError("timed-out", "the response takes too long as a whole")
        return max(min(seconds, left), _SHORTEST_TIMEOUT_SECONDS)

    def hurry(self, seconds: float) -> None:
        """Brings the deadline to ``seconds`` from now, if it is later."""
        self._deadline = min(self._deadline, time.monotonic() + seconds)

    def count(self, received_bytes: int) -> None:
        """Adds what one receive gave.

        Raises:
            FetchError: ``too-large``; ``stalled`` where hardly anything comes.
        """
        self.received_bytes += received_bytes
        self._watch(received_bytes)
        if self.received_bytes > self.limits.wire_bytes:
            raise FetchError(
                "too-large", f"more than {self.limits.wire_bytes} bytes on the wire"
            )

    def interrupted(self, error: OSError) -> FetchError:
        """What a socket error means at this point."""
        if isinstance(error, TimeoutError):
            if time.monotonic() >= self._deadline:
                return FetchError("timed-out", "the response takes too long as a whole")
            seconds = self.limits.stall_seconds
            return FetchError("stalled", f"nothing came for {seconds:g} s")
        if self.is_in_head:
            return FetchError("unreachable", f"broken off before a response: {error}")
        return FetchError("short-body", f"broken off in the body: {error}")

    def _watch(self, received_bytes: int) -> None:
        """Looks at one stretch of ``stall_seconds`` after the other.

        The first begins with the first byte: how long a server thinks is no drip.
        """
        now, limits = time.monotonic(), self.limits
        self._window_bytes += received_bytes
        if self._window_ends is None:
            self._window_ends = now + limits.stall_seconds
        # An end that comes late is an end: what was sent is whole.
        if now < self._window_ends or not received_bytes:
            return
        if self._window_bytes < limits.stall_bytes:
            detail = f"{self._window_bytes} bytes in {limits.stall_seconds:g} s"
            raise FetchError("stalled", detail)
        self._window_ends, self._window_bytes = now + limits.stall_seconds, 0


EXCHANGE: ContextVar[Exchange] = ContextVar("exchange")
"""The exchange that this thread is in. urllib3 makes connections and responses where
nothing of ours can be handed over; without an exchange they refuse to work."""


class MeteredResponse(http.client.HTTPResponse):
    """http.client's response, read through a meter."""

    def __init__(
        self,
        sock: socket.socket,
        debuglevel: int = 0,
        method: str | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        self._exchange = EXCHANGE.get()
        plain, self._metered = self.fp, _MeteredFile(sock, self._exchange)
        self.fp = self._metered
        plain.close()

    def begin(self) -> None:
        """Reads up to the end of the final response's headers.

        http.client skips 100 only and takes 103 Early Hints for the response.

        Raises:
            FetchError: ``unreachable``, ``bad-response``, ``headers-too-large``.
        """
        try:
            super().begin()
            while self.status < 200:
                self.headers = self.msg = None  # type: ignore[assignment]  # anew
                super().begin()
        except http.client.RemoteDisconnected as error:
            raise FetchError("unreachable", "closed without a response") from error
        except http.client.HTTPException as error:
            raise FetchError("bad-response", f"no HTTP: {error!r}"[:200]) from error
        self._exchange.is_in_head = False

    def read1(self, n: int = -1) -> bytes:
        """Some of the body.

        Raises:
            FetchError: ``short-body`` where more comes than Content-Length says: the
                length was wrong, so what it cuts off belongs to the page.
        """
        has_body = self.length != 0
        data = super().read1(n)
        if has_body and self.length == 0 and self._has_excess():
            raise FetchError("short-body", "more is sent than Content-Length says")
        return data

    def _has_excess(self) -> bool:
        # A server that closes has nothing else to say, so waiting for its end costs
        # next to nothing. On a connection that stays open only what is there counts.
        seconds = self._exchange.patience(_LAST_WORD_SECONDS) if self.will_close else 0
        return bool(self._metered.glance(seconds).strip())


class _MeteredFile(io.BufferedReader):
    """A buffered socket that gives http.client only lines it will understand."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self._socket = _MeteredSocket(sock, exchange)
        super().__init__(self._socket, _BUFFER_BYTES)
        self._exchange = exchange
        self._head_bytes = 0
        self._head_lines = 0
        self._is_at_status = True

    def readline(self, size: int | None = -1, /) -> bytes:
        """One line; in the head, without the lines that would end the parsing.

        Python's header parser stops at the first line that is no header and takes
        the rest for a body: a stray line would hide Content-Length and
        Transfer-Encoding. Such lines are left out, as browsers do.
        """
        if not self._exchange.is_in_head:
            return super().readline(size)
        while True:
            line = self._head_line()
            if self._is_at_status:
                self._is_at_status = False
                return line
            if not line:
                raise FetchError("unreachable", "broken off within the headers")
            if line in (b"\r\n", b"\n"):
                self._is_at_status = True
                self._head_lines = 0
                return b"\r\n"
            if line[:1] in b" \t" or _HEADER.match(line):
                return line

    def glance(self, seconds: float) -> bytes:
        """What has arrived or arrives within ``seconds``, left where it is."""
        self._socket.glance_seconds = seconds
        return self.peek(1)

    def _head_line(self) -> bytes:
        most = self._exchange.limits.header_bytes
        line = super().readline(most - self._head_bytes + 1)
        self._head_bytes += len(line)
        self._head_lines += 1
        if self._head_bytes > most:
            raise FetchError("headers-too-large", f"more than {most} bytes of headers")
        if self._head_lines > _MOST_HEADERS:
            raise FetchError("headers-too-large", f"more than {_MOST_HEADERS} headers")
        return line


class _MeteredSocket(io.RawIOBase):
    """A socket that receives within its exchange's limits."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self.glance_seconds: float | None = None
        """Set once the body is over: silence is no failure any more."""
        self._sock = sock
        self._exchange = exchange
        # Keeps the descriptor open when http.client closes the connection of a
        # response that will end with it.
        self._file = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        if self.glance_seconds is not None:
            return self._glance(buffer, self.glance_seconds)
        exchange = self._exchange
        self._sock.settimeout(exchange.patience(exchange.limits.stall_seconds))
        try:
            received = self._file.readinto(buffer)
        except OSError as error:
            raise exchange.interrupted(error) from error
        exchange.count(received or 0)
        return received

    def _glance(self, buffer: "WriteableBuffer", seconds: float) -> int | None:
        self._sock.settimeout(seconds)
        try:
            return self._file.readinto(buffer)
        except OSError:
            return None
        finally:
            self._sock.settimeout(self._exchange.limits.stall_seconds)

    def close(self) -> None:
        self._file.close()
        super().close()
