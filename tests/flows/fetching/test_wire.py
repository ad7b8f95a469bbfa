"""Responses that are too much, too little or too slow."""

import gzip
import tracemalloc
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from flows.fetching.responses import FailedFetch
from flows.fetching.session import Fetcher
from flows.fetching.wire import Exchange
from transforms.errors import FetchError

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Clock, Connection, Site

Refused = Callable[[Fetcher, str], str]

HEAD = b"HTTP/1.1 200 OK\r\n"


def test_gzip_bomb_stops_at_the_cap_and_in_little_memory(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    bomb = gzip.compress(bytes(64 << 20))
    url = site.on("/a", site.reply(bomb, "Content-Encoding: gzip"))
    fetcher = make_fetcher(inflated_bytes=1 << 20)
    tracemalloc.start()
    assert refused(fetcher, url) == "inflated-too-large"
    assert tracemalloc.get_traced_memory()[1] < 8 << 20
    tracemalloc.stop()


def test_bomb_within_a_bomb_stops_at_the_cap(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    bomb = gzip.compress(gzip.compress(bytes(64 << 20)))
    url = site.on("/a", site.reply(bomb, "Content-Encoding: gzip, gzip"))
    assert refused(make_fetcher(inflated_bytes=1 << 20), url) == "inflated-too-large"


def test_plain_body_over_the_inflated_cap_is_refused(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    url = site.on("/a", site.reply(b"x" * 5000))
    assert refused(make_fetcher(inflated_bytes=4000), url) == "inflated-too-large"


@pytest.mark.parametrize(
    "endless",
    [b"400\r\n" + b"x" * 1024 + b"\r\n", b"1;" + b"e" * 1000 + b"\r\nx\r\n"],
    ids=["chunks", "chunk extensions"],
)
def test_endless_chunks_stop_at_the_wire_cap(
    site: "Site", make_fetcher: Callable[..., Fetcher], endless: bytes
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        connection.flood(endless)

    fetcher = make_fetcher(wire_bytes=1 << 20)
    with pytest.raises(FailedFetch) as caught:
        fetcher.fetch(site.on("/a", handler))
    assert caught.value.reason == "too-large"
    assert caught.value.wire_bytes <= (1 << 20) + (64 << 10)


def test_endless_trailers_stop_at_the_wire_cap(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n")
        connection.flood(b"X-Trailer: more\r\n" * 64)

    assert refused(make_fetcher(wire_bytes=1 << 20), site.on("/a", handler)) == (
        "too-large"
    )


def test_dripped_body_ends_with_the_total_deadline(
    site: "Site", make_fetcher: Callable[..., Fetcher]
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Content-Length: 100000\r\n\r\n")
        connection.drip(b"x")

    fetcher = make_fetcher(total_seconds=0.1)
    with pytest.raises(FailedFetch) as caught:
        fetcher.fetch(site.on("/a", handler))
    assert caught.value.reason == "timed-out"
    assert 0.05 < caught.value.seconds < 0.5


@pytest.mark.parametrize(
    "line", [b"X-Slow: 1\r\n", b"x", b"\r\nHTTP/1.1 100 Continue\r\n"]
)
def test_dripped_headers_end_with_the_total_deadline(
    site: "Site", make_fetcher: Callable[..., Fetcher], line: bytes, refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(b"HTTP/1.1 100 Continue\r\n")
        connection.drip(line)

    fetcher = make_fetcher(total_seconds=0.1)
    assert refused(fetcher, site.on("/a", handler)) == "timed-out"


def test_dripped_chunk_extension_ends_with_the_total_deadline(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5;")
        connection.drip(b"x")

    fetcher = make_fetcher(total_seconds=0.1)
    assert refused(fetcher, site.on("/a", handler)) == "timed-out"


@pytest.mark.parametrize("head", [b"", HEAD, HEAD + b"Content-Length: 9\r\n\r\nhalf"])
def test_silent_server_is_stalled(
    site: "Site", make_fetcher: Callable[..., Fetcher], head: bytes, refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(head)
        connection.hang()

    fetcher = make_fetcher(stall_seconds=0.05)
    assert refused(fetcher, site.on("/a", handler)) == "stalled"


def test_silence_does_not_outlast_the_total_deadline(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    fetcher = make_fetcher(stall_seconds=20.0, total_seconds=0.05)
    assert refused(fetcher, site.on("/a", lambda c: c.hang())) == "timed-out"


@pytest.mark.parametrize(
    "headers",
    [
        b"X-Big: " + b"a" * 70_000,
        b"\r\n".join(b"X-%d: " % n + b"a" * 1000 for n in range(80)),
        b"\r\n".join([b"X-Hint: " + b"a" * 20_000 + b"\r\n\r\nHTTP/1.1 103 More"] * 4),
        b"\r\n".join(b"X-%d: a" % n for n in range(200)),
    ],
    ids=["one line", "many lines", "interim responses", "many short lines"],
)
def test_huge_headers_are_refused(
    site: "Site", fetcher: Fetcher, headers: bytes, refused: Refused
) -> None:
    url = site.on(
        "/a", b"HTTP/1.1 103 Hints\r\n" + headers + b"\r\nContent-Length: 0\r\n\r\n"
    )
    assert refused(fetcher, url) == "headers-too-large"


def cut_short(connection: "Connection") -> None:
    connection.send(HEAD + b"Content-Length: 5000\r\n\r\nhalf a page")
    connection.close()


def reset_in_the_body(connection: "Connection") -> None:
    connection.send(HEAD + b"Content-Length: 5000\r\n\r\nhalf a page")
    connection.reset()


def chunk_cut_short(connection: "Connection") -> None:
    connection.send(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhalf")
    connection.close()


def chunk_of_nonsense(connection: "Connection") -> None:
    connection.send(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nmany\r\nhalf\r\n0\r\n\r\n"
    )


def more_than_promised(connection: "Connection") -> None:
    connection.send(HEAD + b"Connection: close\r\nContent-Length: 4\r\n\r\nhalf a page")
    connection.close()


def gzip_cut_short(connection: "Connection") -> None:
    connection.reply(gzip.compress(b"page" * 99)[:-9], "Content-Encoding: gzip")


DAMAGES = [
    cut_short,
    reset_in_the_body,
    chunk_cut_short,
    chunk_of_nonsense,
    more_than_promised,
    gzip_cut_short,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_body_is_never_a_response(
    site: "Site",
    fetcher: Fetcher,
    damage: "Callable[[Connection], None]",
    refused: Refused,
) -> None:
    assert refused(fetcher, site.on("/a", damage)) == "short-body"
    assert len(site.requests) == 3


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_that_passes_is_fetched_again(
    site: "Site",
    fetcher: Fetcher,
    clock: "Clock",
    damage: "Callable[[Connection], None]",
) -> None:
    url = site.on("/a", damage, site.reply(b"whole page"))
    assert fetcher.fetch(url).body == b"whole page"
    assert clock.sleeps == [1.0]


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (b"no gzip at all", "gzip"),
        (gzip.compress(b"page" * 99, mtime=0)[:-6] + b"xxxxxx", "gzip"),
        (b"\x1b\x01\x00", "br"),
        (b"page", "gzip, gzip, gzip, gzip"),
    ],
)
def test_broken_or_unasked_coding_is_refused(
    site: "Site", fetcher: Fetcher, body: bytes, coding: str, refused: Refused
) -> None:
    url = site.on("/a", site.reply(body, f"Content-Encoding: {coding}"))
    assert refused(fetcher, url) == "bad-encoding"
    assert len(site.requests) == 1


def test_error_page_with_a_broken_body_keeps_its_status(
    site: "Site", fetcher: Fetcher
) -> None:
    gone = site.reply(b"no gzip", "Content-Encoding: gzip", status=410)
    response = fetcher.fetch(site.on("/a", gone))
    assert (response.status, response.body) == (410, b"")
    assert response.body_failure == "bad-encoding"


@pytest.mark.parametrize("head", [b"", HEAD, HEAD + b"Content-Length: 90000\r\n\r\n"])
def test_who_drips_is_stalled_long_before_the_total_deadline(
    site: "Site", make_fetcher: Callable[..., Fetcher], head: bytes
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(head)
        connection.drip(b"x")

    fetcher = make_fetcher(stall_seconds=0.1)
    with pytest.raises(FailedFetch) as caught:
        fetcher.fetch(site.on("/a", handler))
    assert caught.value.reason == "stalled"
    assert caught.value.seconds < 5.0


class Server:
    """What one exchange hears, second by second; stands in for the clock as well."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        patch.setattr("flows.fetching.wire.time", self)
        self.exchange = Exchange(AddressGuard(frozenset()), Limits(), 1000.0)

    def monotonic(self) -> float:
        return self.seconds

    def send(self, *received_bytes: int) -> None:
        for each in received_bytes:
            self.exchange.count(each)
            self.seconds += 1.0


def test_a_hundred_bytes_a_second_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    Server(monkeypatch).send(*[100] * 90)
    with pytest.raises(FetchError, match=r"stalled: \d+ bytes in 15 s"):
        Server(monkeypatch).send(*[90] * 90)


def test_a_server_that_stops_halfway_is_stalled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(monkeypatch)
    server.send(*[50_000] * 30)
    with pytest.raises(FetchError, match="stalled"):
        server.send(*[1] * 41)


def test_neither_thought_nor_a_late_end_is_a_drip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(monkeypatch)
    server.seconds += 100.0
    server.send(300)
    server.seconds += 100.0
    server.send(0)


def test_large_bodies_wait_for_room_and_small_ones_do_not(
    site: "Site",
    make_fetcher: Callable[..., Fetcher],
    refused: Refused,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flows.fetching.transport._LARGE_BYTES", 1000)
    monkeypatch.setattr("flows.fetching.transport._LARGE_AT_ONCE", 0)
    fetcher = make_fetcher(total_seconds=0.1)
    large = site.on("/large", site.reply(b"x" * 1001))
    assert fetcher.fetch(site.on("/small", site.reply(b"x" * 1000))).status == 200
    assert refused(fetcher, large) == "timed-out"


def test_room_for_large_bodies_is_given_back(
    site: "Site",
    make_fetcher: Callable[..., Fetcher],
    refused: Refused,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("flows.fetching.transport._LARGE_BYTES", 1000)
    monkeypatch.setattr("flows.fetching.transport._LARGE_AT_ONCE", 1)
    fetcher = make_fetcher(inflated_bytes=2000)
    large = site.on("/large", site.reply(b"x" * 1001))
    too_large = site.on("/too-large", site.reply(b"x" * 2001))
    for _ in range(2):
        assert refused(fetcher, too_large) == "inflated-too-large"
        assert len(fetcher.fetch(large).body) == 1001
