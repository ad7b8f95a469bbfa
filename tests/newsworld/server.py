"""Sites on loopback sockets: one threaded server each, gone when the test is.

An application (request in, answer out) per site arrives; HTTP/1.1 on a free port of
127.0.0.1 leaves, with a log of what was asked. All threads are daemons; the end of
``serving`` closes every connection, a slow answer's too.
"""

import socket
import socketserver
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Event, Thread
from time import monotonic

from tests.newsworld.answers import Answer, Request

Application = Callable[[Request], Answer]
SLOW_SECONDS = 30.0
"""How long a slow answer waits half-way: longer than any test's patience."""
IDLE_SECONDS = 10.0
POLL_SECONDS = 0.02
STOP_SECONDS = 2.0
NO_LINGER = struct.pack("ii", 1, 0)
"""Makes ``close`` send a reset rather than an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One request and what it got, logged before the answer leaves."""

    publisher: str
    method: str
    target: str
    """Path and query."""
    status: int
    body_bytes: int
    """Of the body as prepared, compressed if it was."""
    started_seconds: float
    """Since the server began to listen."""
    in_flight: int
    """Requests that this publisher was answering, this one included."""
    user_agent: str | None
    if_none_match: str | None
    if_modified_since: str | None
    accept_encoding: str | None


class SiteServer(ThreadingHTTPServer):
    """One site. ``authority`` is its host:port, ``hits`` its log."""

    request_queue_size = 64

    def __init__(self, name: str, application: Application, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.name = name
        self.application = application
        self.authority = f"127.0.0.1:{self.server_address[1]}"
        self.base = f"http://{self.authority}"
        self.hits: list[Hit] = []
        self.in_flight = 0
        self.changed = Condition()
        self.stopping = Event()
        self.errors: list[BaseException] = []
        self.began_seconds = monotonic()
        self._connections: set[socket.socket] = set()

    def server_bind(self) -> None:
        """Binds without the look-up of a host name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: object, client_address: object) -> None:
        assert isinstance(request, socket.socket)
        with self.changed:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: object) -> None:
        assert isinstance(request, socket.socket)
        super().shutdown_request(request)
        with self.changed:
            self._connections.discard(request)
            self.changed.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients may hang up; anything else is a mistake in the world: kept."""
        error = sys.exception()
        if error is not None and not isinstance(error, (ConnectionError, TimeoutError)):
            self.errors.append(error)

    def open_connections(self) -> int:
        """Connections that a thread is serving or waiting on."""
        with self.changed:
            return len(self._connections)

    def stop(self) -> None:
        """Ends listening and every connection; returns when the threads are done."""
        self.stopping.set()
        self.shutdown()
        with self.changed:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
            self.changed.wait_for(lambda: not self._connections, STOP_SECONDS)
        self.server_close()


@contextmanager
def serving(
    applications: Mapping[str, Application], first_port: int = 0
) -> Iterator[Mapping[str, SiteServer]]:
    """A running server per site until the block ends.

    Args:
        applications: by the site's name.
        first_port: the first site's, the next ones follow; 0: any free ports.

    Raises:
        ExceptionGroup: at the end, if an application failed.
    """
    servers: dict[str, SiteServer] = {}
    with ExitStack() as stack:
        for position, (name, application) in enumerate(applications.items()):
            port = first_port + position if first_port else 0
            server = servers[name] = SiteServer(name, application, port)
            stack.callback(server.stop)
            listen = partial(server.serve_forever, POLL_SECONDS)
            Thread(target=listen, daemon=True).start()
        yield servers
    errors = [error for server in servers.values() for error in server.errors]
    if errors:
        raise BaseExceptionGroup("the world itself failed", errors)


class _Handler(BaseHTTPRequestHandler):
    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS

    def log_message(self, *_message: object) -> None:
        """Says nothing: the log is ``SiteServer.hits``."""

    def do_GET(self) -> None:
        started_seconds = monotonic() - self.server.began_seconds
        with self.server.changed:
            self.server.in_flight += 1
            in_flight = self.server.in_flight
        try:
            answer = self.server.application(self._request())
            self.server.hits.append(self._hit(answer, started_seconds, in_flight))
            self._send(answer)
        finally:
            with self.server.changed:
                self.server.in_flight -= 1

    def do_HEAD(self) -> None:
        self.do_GET()

    def _request(self) -> Request:
        return Request(
            method=self.command,
            target=self.path,
            headers={name.lower(): value for name, value in self.headers.items()},
            base=self.server.base,
        )

    def _hit(self, answer: Answer, started_seconds: float, in_flight: int) -> Hit:
        return Hit(
            publisher=self.server.name,
            method=self.command,
            target=self.path,
            status=answer.status,
            body_bytes=len(answer.body),
            started_seconds=started_seconds,
            in_flight=in_flight,
            user_agent=self.headers.get("User-Agent"),
            if_none_match=self.headers.get("If-None-Match"),
            if_modified_since=self.headers.get("If-Modified-Since"),
            accept_encoding=self.headers.get("Accept-Encoding"),
        )

    def _send(self, answer: Answer) -> None:
        """Head and body in one write: two would wait for each other's delayed ACK."""
        head = self._head(answer)
        if self.command == "HEAD" or answer.manner == "whole":
            self.wfile.write(head + (b"" if self.command == "HEAD" else answer.body))
            return
        half = len(answer.body) // 2
        self.wfile.write(head + answer.body[:half])
        self.close_connection = True
        if answer.manner == "slow":
            if not self.server.stopping.wait(SLOW_SECONDS):
                self.wfile.write(answer.body[half:])
        elif answer.manner == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
            self.connection.close()

    def _head(self, answer: Answer) -> bytes:
        headers = list(answer.headers)
        if answer.content_type is not None:
            headers.append(("Content-Type", answer.content_type))
        if answer.status != HTTPStatus.NOT_MODIFIED:
            headers.append(("Content-Length", str(len(answer.body))))
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
