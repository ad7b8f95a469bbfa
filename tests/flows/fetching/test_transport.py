"""Connections: none, broken, to names and under certificates."""

import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.fetching.guard import AddressGuard
from flows.fetching.session import Fetcher

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Connection, Site

Refused = Callable[[Fetcher, str], str]

HEAD = b"HTTP/1.1 200 OK\r\n"


def test_closed_port_is_unreachable(
    make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    guard = AddressGuard(frozenset({("127.0.0.1", port)}))
    url = f"http://127.0.0.1:{port}/"
    assert refused(make_fetcher(guard), url) == "unreachable"


def test_name_that_does_not_resolve_is_unreachable(
    make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    def nowhere(host: str, port: int) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    fetcher = make_fetcher(AddressGuard(frozenset(), lookup=nowhere))
    assert refused(fetcher, "http://news.example/") == "unreachable"


def test_nonsense_instead_of_http_is_a_bad_response(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    assert refused(fetcher, site.on("/a", b"SSH-2.0-OpenSSH_9\r\n")) == "bad-response"


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\nContent-Le"])
def test_connection_lost_before_a_response_is_unreachable(
    site: "Site", fetcher: Fetcher, sent: bytes, refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(sent)
        connection.reset()

    assert refused(fetcher, site.on("/a", handler)) == "unreachable"


def test_headers_that_end_with_the_connection_are_no_response(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Content-Type: text/html\r\n")
        connection.close()

    assert refused(fetcher, site.on("/a", handler)) == "unreachable"


def test_conflicting_lengths_are_a_bad_response(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    url = site.on("/a", HEAD + b"Content-Length: 4\r\nContent-Length: 5\r\n\r\npages")
    assert refused(fetcher, url) == "bad-response"


def to_loopback(
    host: str, port: int
) -> list[tuple[int, int, int, str, tuple[str, int]]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]


def test_name_that_resolves_to_loopback_makes_no_connection(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    fetcher = make_fetcher(AddressGuard(frozenset(), lookup=to_loopback))
    assert refused(fetcher, f"http://news.example:{site.port}/") == "unsafe-address"
    assert site.connections == 0


@pytest.fixture
def secure(open_site: "Callable[..., Site]", certificate: Path) -> "Site":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    secure = open_site(context)
    secure.on("/a", secure.reply(b"secret page"))
    return secure


def test_certificate_is_checked_against_the_host_name(
    secure: "Site",
    certificate: Path,
    make_fetcher: Callable[..., Fetcher],
    refused: Refused,
) -> None:
    names = frozenset((n, secure.port) for n in ("news.example", "other.example"))
    guard = AddressGuard(names, lookup=to_loopback)
    fetcher = make_fetcher(guard, str(certificate))
    url = f"https://news.example:{secure.port}/a"
    assert fetcher.fetch(url).body == b"secret page"
    assert refused(fetcher, f"https://other.example:{secure.port}/a") == "tls"


def test_unknown_certificate_is_refused(
    secure: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    guard = AddressGuard(frozenset({("news.example", secure.port)}), lookup=to_loopback)
    assert (
        refused(make_fetcher(guard), f"https://news.example:{secure.port}/a") == "tls"
    )


def test_handshake_that_does_not_end_is_timed_out(
    site: "Site",
    certificate: Path,
    make_fetcher: Callable[..., Fetcher],
    refused: Refused,
) -> None:
    fetcher = make_fetcher(None, str(certificate), connect_seconds=0.1)
    assert refused(fetcher, f"https://127.0.0.1:{site.port}/a") == "timed-out"


def test_dripped_body_under_tls_ends_with_the_total_deadline(
    secure: "Site",
    certificate: Path,
    make_fetcher: Callable[..., Fetcher],
    refused: Refused,
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Content-Length: 100000\r\n\r\n")
        connection.drip(b"x")

    secure.on("/drip", handler)
    guard = AddressGuard(frozenset({("news.example", secure.port)}), lookup=to_loopback)
    fetcher = make_fetcher(guard, str(certificate), total_seconds=0.2)
    url = f"https://news.example:{secure.port}/drip"
    assert refused(fetcher, url) == "timed-out"


def test_proxies_in_the_environment_are_not_used(
    site: "Site",
    fetcher: Fetcher,
    open_site: "Callable[..., Site]",
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = open_site()
    monkeypatch.setenv("HTTP_PROXY", proxy.url("/"))
    monkeypatch.setenv("http_proxy", proxy.url("/"))
    assert fetcher.fetch(site.on("/a", site.reply(b"page"))).body == b"page"
    assert proxy.connections == 0
