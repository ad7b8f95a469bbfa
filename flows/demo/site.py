"""The demo's web servers: one loopback port a publisher, two states in time.

Nothing arrives but what is packaged; HTTP/1.1 leaves, with validators, 304 and
gzip. ``dateline demo`` polls it, calls ``advance`` and polls it again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

from flows.demo.catalogue import Publisher, publishers
from flows.demo.contents import contents
from flows.demo.responses import Resource, answer

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """One request that was answered."""

    state: int
    publisher_id: str
    path: str
    status: int


class DemoSite:
    """The publishers' servers, for the length of a ``with`` block.

    Args:
        first_port: the first of consecutive ports, so that a second demo has the
            same addresses and hence the same article ids; 0 for any free ones.

    Raises:
        OSError: on entry, if a port is taken.
    """

    def __init__(self, first_port: int = 0) -> None:
        self._first_port = first_port
        self._servers: dict[str, _Server] = {}
        self._state = 1
        self._lock = Lock()
        self._served: list[Served] = []

    def __enter__(self) -> Self:
        try:
            for position, publisher in enumerate(publishers()):
                port = self._first_port + position if self._first_port else 0
                self._servers[publisher.id] = _Server(self, publisher, port)
        except OSError:
            self._close()
            raise
        self._render()
        for server in self._servers.values():
            server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for server in self._servers.values():
            server.stop()
        self._close()

    def addresses(self) -> dict[str, str]:
        """Base address of each publisher by id, ``http://127.0.0.1:49152/``."""
        return {
            name: f"http://{HOST}:{server.server_port}/"
            for name, server in self._servers.items()
        }

    def authorities(self) -> tuple[str, ...]:
        """``host:port`` of each publisher, for ``DATELINE_ALLOW_ADDRESSES``."""
        return tuple(urlsplit(address).netloc for address in self.addresses().values())

    def sources(self) -> dict[str, str]:
        """Text of a source file for each publisher, by id."""
        addresses = self.addresses()
        return {
            publisher.id: _source_file(publisher, addresses[publisher.id])
            for publisher in publishers()
        }

    def write_sources(self, folder: Path) -> tuple[Path, ...]:
        """Writes a source file a publisher into ``folder``; gives their paths."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, text in self.sources().items():
            path = folder / f"{name}.toml"
            path.write_text(text, encoding="utf-8")
            written.append(path)
        return tuple(written)

    def advance(self) -> None:
        """Moves time to the second poll: two articles and their feeds change."""
        self._state = 2
        self._render()

    def served(self) -> tuple[Served, ...]:
        """Every request so far, in the order of their answers."""
        with self._lock:
            return tuple(self._served)

    def record(self, publisher_id: str, path: str, status: int) -> None:
        """Notes one answer; called by the servers' threads."""
        with self._lock:
            self._served.append(
                Served(
                    state=self._state,
                    publisher_id=publisher_id,
                    path=path,
                    status=status,
                )
            )

    def _render(self) -> None:
        addresses = self.addresses()
        for server in self._servers.values():
            server.contents = contents(server.publisher, self._state, addresses)

    def _close(self) -> None:
        for server in self._servers.values():
            server.server_close()
        self._servers.clear()


class _Server(ThreadingHTTPServer):
    """One publisher's server and the thread that it runs in."""

    daemon_threads = True
    # A client that keeps its connection must not keep the demo from ending.
    block_on_close = False

    def __init__(self, site: DemoSite, publisher: Publisher, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.site = site
        self.publisher = publisher
        self.contents: Mapping[str, Resource] = {}
        self._thread = Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def start(self) -> None:
        """Begins to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the loop of ``start``."""
        self.shutdown()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD over the server's contents."""

    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "DatelineDemo"
    sys_version = ""
    # Headers and body are two writes; with Nagle's algorithm each answer on a kept
    # connection would wait 40 ms for the acknowledgement of the first.
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        """Sends the whole answer."""
        self._send(is_body_wanted=True)

    def do_HEAD(self) -> None:
        """Sends the answer without its body."""
        self._send(is_body_wanted=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing: the demo's screen is not an access log."""

    def _send(self, *, is_body_wanted: bool) -> None:
        wanted = self.server.contents.get(self.path)
        found = answer(
            wanted, {name.lower(): text for name, text in self.headers.items()}
        )
        self.server.site.record(self.server.publisher.id, self.path, found.status)
        self.send_response(found.status)
        for name, value in found.headers:
            self.send_header(name, value)
        self.end_headers()
        if is_body_wanted:
            self.wfile.write(found.body)


def _source_file(publisher: Publisher, address: str) -> str:
    """A file as ``flows/sources`` holds; a JSON string is a TOML basic string."""
    values = {
        "id": publisher.id,
        "name": publisher.name,
        "homepage": address,
        "country": publisher.country,
        "language": publisher.language,
        "timezone": publisher.timezone,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    lines += [
        "enabled = true",
        "# Our own machine needs no pause between requests.",
        "min_delay_seconds = 0.0",
        "",
        "[[listings]]",
        'kind = "feed"',
        f"url = {json.dumps(urljoin(address, publisher.feed_path))}",
        "",
    ]
    return "\n".join(lines)
