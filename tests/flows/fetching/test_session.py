"""Whole fetches: what comes back, what is sent, when it is tried again."""

import gzip
import zlib
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from flows.fetching.guard import AddressGuard
from flows.fetching.responses import FailedFetch, Verdict
from flows.fetching.session import Fetcher, Validators, ValidatorsOf

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Clock, Connection, Site

CODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda page: gzip.compress(page),
    "x-gzip": lambda page: gzip.compress(page),
    "deflate": lambda page: zlib.compress(page),
    "utf-8": lambda page: page,
}
Refused = Callable[[Fetcher, str], str]

HEAD = b"HTTP/1.1 200 OK\r\n"


def held(**etags: str) -> ValidatorsOf:
    """Of responses that are held, by path without its slash."""
    found = {f"/{path}": Validators(etag=etag) for path, etag in etags.items()}
    return lambda url: found.get("/" + url.rpartition("/")[2])


def test_response_tells_what_came(site: "Site", fetcher: Fetcher) -> None:
    page = b"<p>The ferry sails again.</p>"
    url = site.on(
        "/a", site.reply(page, "X-Two: 1", "X-Two: 2", "Content-Type: text/html")
    )
    response = fetcher.fetch(url)
    assert (response.status, response.body, response.final_url) == (200, page, url)
    assert ("X-Two", "1") in response.headers
    assert ("X-Two", "2") in response.headers
    assert response.header("content-type") == "text/html"
    assert response.http_version == "HTTP/1.1"
    assert response.wire_bytes > len(page)
    assert response.started_at.utcoffset() is not None
    assert response.redirects == ()


def test_request_names_us_and_offers_codings_we_can_remove(
    site: "Site", fetcher: Fetcher
) -> None:
    fetcher.fetch(site.on("/a", site.reply(b"x")))
    headers = site.requests[0].headers
    assert headers["user-agent"] == "Dateline/test (mailto:desk@news.example)"
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in headers


def test_publishers_may_get_another_user_agent_and_accept(
    site: "Site", fetcher: Fetcher
) -> None:
    fetcher.fetch(
        site.on("/a", site.reply(b"x")), user_agent="Reader/1", accept="text/xml"
    )
    assert site.requests[0].headers["user-agent"] == "Reader/1"
    assert site.requests[0].headers["accept"] == "text/xml"


@pytest.mark.parametrize("status", [304, 404, 410, 451, 501])
def test_every_status_is_a_response(
    site: "Site", fetcher: Fetcher, status: int
) -> None:
    body = b"" if status == 304 else b"sorry"
    response = fetcher.fetch(site.on("/a", site.reply(body, status=status)))
    assert (response.status, response.body) == (status, body)


def test_one_connection_serves_many_requests(site: "Site", fetcher: Fetcher) -> None:
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(site.on(path, site.reply(b"x")))
    assert site.connections == 1


def test_connection_is_kept_after_an_unchanged_page_and_a_redirect(
    site: "Site", fetcher: Fetcher
) -> None:
    fetcher.fetch(site.on("/a", site.reply(b"", status=304)))
    site.on("/c", site.reply(b"x"))
    fetcher.fetch(site.on("/b", site.moved("/c")))
    assert site.connections == 1


def test_connection_closed_while_idle_is_replaced_unseen(
    site: "Site", fetcher: Fetcher, clock: "Clock"
) -> None:
    def answer_and_close(connection: "Connection") -> None:
        connection.reply(b"x")
        connection.close()

    site.on("/a", answer_and_close)
    assert fetcher.fetch(site.url("/a")).body == b"x"
    assert fetcher.fetch(site.url("/a")).body == b"x"
    assert clock.sleeps == []


def test_interim_responses_are_skipped(site: "Site", fetcher: Fetcher) -> None:
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n"
    url = site.on("/a", b"HTTP/1.1 100 Continue\r\n\r\n" + hints + site.reply(b"page"))
    assert fetcher.fetch(url).body == b"page"


def test_stray_header_line_hides_no_length(site: "Site", fetcher: Fetcher) -> None:
    url = site.on("/a", HEAD + b"no header at all\r\nContent-Length: 4\r\n\r\npage")
    response = fetcher.fetch(url)
    assert (response.body, response.header("content-length")) == (b"page", "4")


def test_page_without_length_ends_with_the_connection(
    site: "Site", fetcher: Fetcher
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(b"HTTP/1.0 200 OK\r\n\r\nold page")
        connection.close()

    response = fetcher.fetch(site.on("/a", handler))
    assert (response.body, response.http_version) == (b"old page", "HTTP/1.0")


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "gzip, gzip", "utf-8"])
def test_content_codings_are_removed(
    site: "Site", fetcher: Fetcher, coding: str
) -> None:
    page = b"<p>Grain prices fell.</p>" * 1000
    body = page
    for name in coding.split(", "):
        body = CODERS[name](body)
    url = site.on("/a", site.reply(body, f"Content-Encoding: {coding}"))
    assert fetcher.fetch(url).body == page


def test_cookie_wall_that_leads_back_to_the_page_is_passed(
    site: "Site", fetcher: Fetcher
) -> None:
    wall = site.moved("/a", "Set-Cookie: consent=yes; Path=/; Max-Age=3600")
    response = fetcher.fetch(site.on("/a", wall, site.reply(b"page")))
    assert response.body == b"page"
    assert site.requests[1].headers["cookie"] == "consent=yes"


def test_cookies_are_gone_with_the_fetch(site: "Site", fetcher: Fetcher) -> None:
    url = site.on("/a", site.reply(b"x", "Set-Cookie: id=1"), site.reply(b"y"))
    fetcher.fetch(url)
    fetcher.fetch(url)
    assert "cookie" not in site.requests[1].headers


def test_cookies_do_not_cross_to_another_host(
    site: "Site",
    open_site: "Callable[..., Site]",
    make_fetcher: Callable[..., Fetcher],
) -> None:
    other = open_site()
    other.on("/b", site.reply(b"page"))
    guard = AddressGuard(
        frozenset({("127.0.0.1", site.port), ("127.0.0.1", other.port)})
    )
    url = site.on("/a", site.moved(other.url("/b"), "Set-Cookie: id=1"))
    assert make_fetcher(guard).fetch(url).body == b"page"
    assert "cookie" not in other.requests[0].headers


def test_unchanged_page_is_a_304(site: "Site", fetcher: Fetcher) -> None:
    url = site.on("/a", site.reply(b"", 'ETag: "1"', status=304))
    sent = Validators(etag='"1"', last_modified="Wed, 20 Mar 2024 06:00:00 GMT")
    response = fetcher.fetch(url, validators=lambda url: sent)
    assert response.status == 304
    assert site.requests[0].headers["if-none-match"] == '"1"'
    assert site.requests[0].headers["if-modified-since"].startswith("Wed, 20 Mar")


def test_validators_go_to_the_url_that_gave_them(
    site: "Site", fetcher: Fetcher
) -> None:
    site.on("/new", site.reply(b"", status=304))
    url = site.on("/old", site.moved("/new"))
    fetcher.fetch(url, validators=held(new='"1"'))
    old, new = site.requests
    assert "if-none-match" not in old.headers
    assert new.headers["if-none-match"] == '"1"'


def test_validators_do_not_follow_a_new_redirect(
    site: "Site", fetcher: Fetcher
) -> None:
    site.on("/new", site.reply(b"page"))
    url = site.on("/old", site.moved("/new"))
    fetcher.fetch(url, validators=held(old='"1"'))
    assert "if-none-match" not in site.requests[1].headers


def test_every_hop_is_asked_about_as_it_is_sent(site: "Site", fetcher: Fetcher) -> None:
    site.on("/caf%C3%A9", site.reply(b"", status=304))
    url = site.on("/old", site.moved("/caf\u00e9"))
    asked: list[str] = []
    response = fetcher.fetch(url, validators=asked.append)
    assert asked == [url, site.url("/caf%C3%A9")]
    assert asked[-1] == response.final_url


def test_validators_are_sent_again_with_another_attempt(
    site: "Site", fetcher: Fetcher
) -> None:
    busy = site.reply(b"busy", status=503)
    site.on("/new", busy, site.reply(b"", status=304))
    url = site.on("/old", site.moved("/new"))
    response = fetcher.fetch(url, validators=held(old='"1"', new='"2"'))
    assert response.status == 304
    sent = [request.headers["if-none-match"] for request in site.requests]
    assert sent == ['"1"', '"2"', '"1"', '"2"']


def test_validator_that_no_header_can_carry_is_left_out(
    site: "Site", fetcher: Fetcher
) -> None:
    url = site.on("/a", site.reply(b"x"))
    fetcher.fetch(url, validators=held(a='"a\r\nX-Evil: 1"'))
    assert "if-none-match" not in site.requests[0].headers
    assert "x-evil" not in site.requests[0].headers


class Forbids:
    """Rules that forbid one path."""

    def __init__(self, path: str) -> None:
        self.path = path

    def verdict(self, url: str) -> Verdict:
        return Verdict(
            allowed=not url.endswith(self.path), crawl_delay=7.0, sitemaps=()
        )


def test_forbidden_page_is_not_asked_for(site: "Site", fetcher: Fetcher) -> None:
    with pytest.raises(FailedFetch, match="disallowed"):
        fetcher.fetch(site.url("/private"), rules=Forbids("/private"))
    assert site.requests == []


def test_permission_is_asked_again_after_a_redirect(
    site: "Site", fetcher: Fetcher
) -> None:
    url = site.on("/a", site.moved("/private"))
    with pytest.raises(FailedFetch, match="disallowed"):
        fetcher.fetch(url, rules=Forbids("/private"))
    assert site.paths() == ["/a"]


def test_crawl_delay_holds_between_the_hops_of_a_redirect(
    site: "Site", fetcher: Fetcher, clock: "Clock"
) -> None:
    site.on("/b", site.reply(b"page"))
    fetcher.fetch(site.on("/a", site.moved("/b")), rules=Forbids("/none"))
    assert clock.sleeps == [7.0]


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds_is_waited_for(
    site: "Site", fetcher: Fetcher, clock: "Clock", status: int
) -> None:
    busy = site.reply(b"busy", "Retry-After: 4", status=status)
    assert fetcher.fetch(site.on("/a", busy, site.reply(b"page"))).body == b"page"
    assert clock.sleeps == [4.0]


def test_retry_after_as_a_date_is_waited_for(
    site: "Site", fetcher: Fetcher, clock: "Clock"
) -> None:
    busy = site.reply(
        b"busy",
        "Date: Wed, 20 Mar 2024 06:00:00 GMT",
        "Retry-After: Wed, 20 Mar 2024 06:00:03 GMT",
        status=503,
    )
    assert fetcher.fetch(site.on("/a", busy, site.reply(b"page"))).body == b"page"
    assert clock.sleeps == [3.0]


def test_server_error_that_stays_is_the_response_after_three_attempts(
    site: "Site", fetcher: Fetcher, clock: "Clock"
) -> None:
    response = fetcher.fetch(site.on("/a", site.reply(b"oops", status=500)))
    assert (response.status, response.body) == (500, b"oops")
    assert clock.sleeps == [1.0, 2.0]


def test_long_retry_after_is_left_to_the_caller_and_keeps_others_away(
    site: "Site", fetcher: Fetcher, clock: "Clock", refused: Refused
) -> None:
    busy = site.reply(b"busy", "Retry-After: 3600", status=429)
    assert fetcher.fetch(site.on("/a", busy)).status == 429
    assert refused(fetcher, site.on("/b", site.reply(b"page"))) == "asked-to-wait"
    assert (clock.sleeps, site.paths()) == ([], ["/a"])


def test_slow_failure_is_not_tried_again(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(HEAD + b"Content-Length: 1000\r\n\r\n")
        connection.drip(b"x", seconds=0.8)
        connection.close()

    fetcher = make_fetcher(total_seconds=1.5)
    assert refused(fetcher, site.on("/a", handler)) == "short-body"
    assert len(site.requests) == 1


def test_a_host_that_never_answers_is_asked_three_times_and_no_more(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    fetcher = make_fetcher(stall_seconds=0.02)
    urls = [site.on(f"/{name}", lambda c: c.hang()) for name in "abcde"]
    assert [refused(fetcher, url) for url in urls] == [
        *["stalled"] * 3,
        *["given-up"] * 2,
    ]
    assert site.paths() == ["/a", "/b", "/c"]


def test_an_answer_in_between_keeps_a_host(
    site: "Site", make_fetcher: Callable[..., Fetcher], refused: Refused
) -> None:
    fetcher = make_fetcher(stall_seconds=0.02)
    bad, good = site.on("/a", lambda c: c.hang()), site.on("/b", site.reply(b"page"))
    for _ in range(3):
        assert [refused(fetcher, bad) for _ in range(2)] == ["stalled"] * 2
        assert fetcher.fetch(good).body == b"page"


def test_a_fetch_may_be_given_less_time_than_others(
    site: "Site", fetcher: Fetcher
) -> None:
    url = site.on("/a", lambda c: c.hang())
    with pytest.raises(FailedFetch, match="timed-out") as caught:
        fetcher.fetch(url, seconds=0.05)
    assert 0.04 < caught.value.seconds < 5.0
