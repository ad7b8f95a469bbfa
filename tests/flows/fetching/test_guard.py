"""Where a fetch may connect, without any connection."""

import socket
from ipaddress import ip_address
from threading import Event
from typing import Any

import pytest

from flows.fetching.addresses import literal, refusal
from flows.fetching.guard import AddressGuard, authority_of
from transforms.errors import FetchError

PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:c0a8:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
PUBLIC = [
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.1",
    "169.253.255.255",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "198.17.255.255",
    "223.255.255.255",
    "2001:4860:4860::8888",
    "2606:4700::1111",
    "2a00:1450::1",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::1",
]
LOOPBACKS = ["127.1", "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.1."]


def resolving_to(*addresses: str) -> AddressGuard:
    """A guard that allows nothing, for which every name has these addresses."""

    def lookup(host: str, port: int) -> list[Any]:
        return [
            (
                socket.AF_INET6 if ":" in address else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (address, port, 0, 0) if ":" in address else (address, port),
            )
            for address in addresses
        ]

    return AddressGuard(frozenset(), lookup)


def reason_for(guard: AddressGuard, url: str) -> str:
    with pytest.raises(FetchError) as caught:
        guard.check_url(url)
    return caught.value.reason


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(address: str) -> None:
    assert refusal(ip_address(address)) is not None


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_admitted(address: str) -> None:
    assert refusal(ip_address(address)) is None


@pytest.mark.parametrize("spelling", LOOPBACKS)
def test_old_spellings_of_an_address_are_read(spelling: str) -> None:
    assert literal(spelling) == ip_address("127.0.0.1")


@pytest.mark.parametrize(
    "host", ["news.example", "127.0.0.1.news.example", "1e100.net"]
)
def test_names_are_no_addresses(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize(
    "host",
    [
        *LOOPBACKS,
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1%25eth0]",
        "１２７.0.0.1",
        "127。0。0。1",
        "localhost",
        "LOCALHOST.",
        "news.localhost",
        "printer.local",
        "service.internal",
        "intranet",
        "256.1.1.1",
        "a.0x7f",
        "%6c%6fcalhost",
    ],
)
def test_private_hosts_are_refused_by_their_url(host: str) -> None:
    guard = AddressGuard(frozenset())
    assert reason_for(guard, f"http://{host}/") in ("unsafe-address", "bad-url")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", "unsafe-address"),
        ("javascript:alert(1)", "unsafe-address"),
        ("gopher://news.example/", "unsafe-address"),
        ("ftp://news.example/", "unsafe-address"),
        ("http://someone@news.example/", "unsafe-address"),
        ("http://someone:secret@news.example/", "unsafe-address"),
        ("http://news.example@127.0.0.1/", "unsafe-address"),
        ("http://127.0.0.1\\@news.example/", "unsafe-address"),
        ("http://", "bad-url"),
        ("http:///path", "bad-url"),
        ("//news.example/", "bad-url"),
        ("news.example", "bad-url"),
        ("", "bad-url"),
        ("http://news.example:99999/", "bad-url"),
        ("http://news.example:0/", "bad-url"),
        ("http://news.example:80:80/", "bad-url"),
        ("http://[::1/", "bad-url"),
        ("http://news.example/\r\nX: 1", "bad-url"),
        ("http://news\x00.example/", "bad-url"),
        ("http://\ud800.example/", "bad-url"),
    ],
)
def test_unusable_urls_are_refused_with_their_reason(url: str, reason: str) -> None:
    assert reason_for(AddressGuard(frozenset()), url) == reason


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a?b=c#d",
        "HTTP://NEWS.EXAMPLE:8080",
        "http://news.example./",
        "https://новини.example/",
        "http://a_b.example/",
        "http://1.1.1.1/",
        "http://[2606:4700::1111]/",
        "https://news.example/mail@us",
    ],
)
def test_public_urls_are_admitted(url: str) -> None:
    AddressGuard(frozenset()).check_url(url)


def test_allowed_authority_is_exact_in_host_and_port() -> None:
    guard = AddressGuard(frozenset({("127.0.0.1", 8000), ("[::1]", 8000)}))
    guard.check_url("http://127.0.0.1:8000/a")
    guard.check_url("http://[::1]:8000/a")
    for other in ("127.0.0.1:8001", "127.1:8000", "localhost:8000", "127.0.0.1"):
        assert reason_for(guard, f"http://{other}/") == "unsafe-address"


def test_allowed_authority_may_have_no_user_name() -> None:
    guard = AddressGuard(frozenset({("127.0.0.1", 8000)}))
    assert reason_for(guard, "http://a@127.0.0.1:8000/") == "unsafe-address"


@pytest.mark.parametrize("address", PRIVATE)
def test_names_that_resolve_to_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="unsafe-address"):
        resolving_to(address).resolve("news.example", 80)


def test_one_private_address_among_public_ones_refuses_the_name() -> None:
    with pytest.raises(FetchError, match="unsafe-address"):
        resolving_to("1.1.1.1", "127.0.0.1").resolve("news.example", 80)


def test_public_addresses_are_given_in_order() -> None:
    found = resolving_to("2606:4700::1111", "1.1.1.1").resolve("news.example", 443)
    assert [address[:2] for _, address in found] == [
        ("2606:4700::1111", 443),
        ("1.1.1.1", 443),
    ]


def test_name_without_addresses_is_unreachable() -> None:
    with pytest.raises(FetchError, match="unreachable"):
        resolving_to().resolve("news.example", 80)


def test_name_server_that_does_not_answer_is_timed_out() -> None:
    release = Event()

    def silent(host: str, port: int) -> list[Any]:
        release.wait(5)
        return []

    guard = AddressGuard(frozenset(), silent)
    with pytest.raises(FetchError, match="timed-out"):
        guard.resolve("news.example", 80, timeout_seconds=0.01)
    release.set()


@pytest.mark.parametrize(
    ("url", "authority"),
    [
        ("http://News.Example/a", "news.example"),
        ("https://news.example:443/", "news.example"),
        ("https://news.example:8443/", "news.example:8443"),
        ("http://[2606:4700::1111]:8080/", "[2606:4700::1111]:8080"),
    ],
)
def test_authority_is_the_host_and_an_unusual_port(url: str, authority: str) -> None:
    assert authority_of(url) == authority
