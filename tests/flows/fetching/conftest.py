"""A hostile web server on loopback, and a fetcher whose waits take no time."""

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from flows.fetching.pacing import Pacer
from flows.fetching.responses import FailedFetch
from flows.fetching.session import Fetcher


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived: path, headers in lower case, and over which connection."""

    path: str
    headers: dict[str, str]
    connection: int


class Connection:
    """The server's end of one connection, for handlers."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock

    def send(self, data: bytes) -> None:
        self._sock.sendall(data)

    def reply(self, body: bytes, *headers: str) -> None:
        self.send(_reply(body, *headers))

    def reset(self) -> None:
        """Closes with a TCP reset instead of an orderly end."""
        self._sock.setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
        )
        self.close()

    def close(self) -> None:
        self._sock.close()

    def drip(self, data: bytes, seconds: float = float("inf")) -> None:
        """Sends ``data`` again and again, in rhythm, until the client has gone."""
        silence = threading.Event()
        until = monotonic() + seconds
        while monotonic() < until:
            self.send(data)
            silence.wait(0.005)

    def flood(self, data: bytes) -> None:
        """Sends ``data`` for ever, as fast as the client takes it."""
        while True:
            self.send(data)

    def hang(self) -> None:
        """Says nothing until the client has gone."""
        while self._sock.recv(1 << 16):
            pass


Handler = Callable[[Connection], None]
NO_SUCH_PAGE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Site:
    """A server whose paths answer with bytes, or by taking the connection over."""

    listener: socket.socket
    tls: ssl.SSLContext | None = None
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    _answers: dict[str, list[bytes | Handler]] = field(default_factory=dict)

    @property
    def port(self) -> int:
        port: int = self.listener.getsockname()[1]
        return port

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def on(self, path: str, *answers: bytes | Handler) -> str:
        """Sets what ``path`` answers, one after the other, the last for ever."""
        self._answers[path] = list(answers)
        return self.url(path)

    @staticmethod
    def reply(body: bytes, *headers: str, status: int = 200) -> bytes:
        """A whole response as it goes over the wire."""
        return _reply(body, *headers, status=status)

    @staticmethod
    def moved(location: str, *headers: str, status: int = 302) -> bytes:
        """A redirect."""
        return _reply(b"moved", f"Location: {location}", *headers, status=status)

    def paths(self) -> list[str]:
        return [request.path for request in self.requests]

    def serve(self) -> None:
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(
                target=self._talk, args=(sock, self.connections), daemon=True
            ).start()

    def _talk(self, sock: socket.socket, number: int) -> None:
        try:
            if self.tls is not None:
                sock = self.tls.wrap_socket(sock, server_side=True)
            with sock:
                while (request := _request(sock, number)) is not None:
                    self.requests.append(request)
                    self._answer(Connection(sock), request.path)
        except OSError:
            pass  # the client has gone, or was sent away

    def _answer(self, connection: Connection, path: str) -> None:
        answers = self._answers.get(path, [NO_SUCH_PAGE])
        answer = answers[0] if len(answers) == 1 else answers.pop(0)
        if isinstance(answer, bytes):
            connection.send(answer)
        else:
            answer(connection)


def _reply(body: bytes, *headers: str, status: int = 200) -> bytes:
    lines = [f"HTTP/1.1 {status} Whatever", *headers, f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _request(sock: socket.socket, number: int) -> Request | None:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        received = sock.recv(1 << 16)
        if not received:
            return None
        head += received
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.lower(): value.strip() for name, _, value in pairs}
    return Request(first.split(" ")[1], headers, number)


@dataclass
class Clock:
    """Time that passes only where somebody sleeps."""

    seconds: float = 1000.0
    sleeps: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 6))
        self.seconds += seconds


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a key and its certificate, self-signed for news.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    hosts = x509.SubjectAlternativeName([x509.DNSName("news.example")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(hosts, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    path.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        + made.public_bytes(Encoding.PEM)
    )
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def open_site() -> Iterator[Callable[..., Site]]:
    """Makes servers, each on its own port."""
    opened: list[Site] = []

    def make(tls: ssl.SSLContext | None = None) -> Site:
        site = Site(socket.create_server(("127.0.0.1", 0)), tls)
        threading.Thread(target=site.serve, daemon=True).start()
        opened.append(site)
        return site

    yield make
    for site in opened:
        site.listener.shutdown(socket.SHUT_RDWR)
        site.listener.close()


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    """A server that the fetcher is allowed to visit."""
    return open_site()


@pytest.fixture
def make_fetcher(site: Site, clock: Clock) -> Iterator[Callable[..., Fetcher]]:
    """Makes fetchers for ``site`` alone; keywords are limits."""
    made: list[Fetcher] = []

    def make(
        guard: AddressGuard | None = None,
        certificates: str | None = None,
        **limits: Any,
    ) -> Fetcher:
        fetcher = Fetcher(
            user_agent="Dateline/test (mailto:desk@news.example)",
            limits=Limits(**limits),
            guard=guard or AddressGuard(frozenset({("127.0.0.1", site.port)})),
            pacer=Pacer(0.0, clock=clock.now, sleep=clock.sleep),
            certificates=certificates,
            draw=lambda: 0.5,
        )
        made.append(fetcher)
        return fetcher

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetcher(make_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return make_fetcher()


@pytest.fixture
def refused() -> Callable[[Fetcher, str], str]:
    """Gives the reason for which fetching a URL fails."""

    def reason(fetcher: Fetcher, url: str) -> str:
        with pytest.raises(FailedFetch) as caught:
            fetcher.fetch(url)
        return caught.value.reason

    return reason
