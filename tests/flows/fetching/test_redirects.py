"""Redirects, followed by hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from flows.fetching.session import Fetcher

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Connection, Site

Refused = Callable[[Fetcher, str], str]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_recorded(
    site: "Site", fetcher: Fetcher, status: int
) -> None:
    site.on("/new", site.reply(b"page"))
    url = site.on("/old", site.moved("/new", status=status))
    response = fetcher.fetch(url)
    assert (response.url, response.final_url) == (url, site.url("/new"))
    assert response.redirects == ((status, url),)
    assert response.body == b"page"


def test_chain_within_the_limit_is_followed(site: "Site", fetcher: Fetcher) -> None:
    for n in range(10):
        site.on(f"/{n}", site.moved(f"{n + 1}"))
    site.on("/10", site.reply(b"page"))
    assert fetcher.fetch(site.url("/0")).body == b"page"


def test_chain_past_the_limit_is_refused(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    for n in range(20):
        site.on(f"/{n}", site.moved(f"{n + 1}"))
    assert refused(fetcher, site.url("/0")) == "too-many-redirects"
    assert len(site.requests) == 11


@pytest.mark.parametrize("ring", [["/a"], ["/a", "/b"], ["/a", "/b", "/c"]])
def test_loop_is_noticed_at_its_first_return(
    site: "Site", fetcher: Fetcher, ring: list[str], refused: Refused
) -> None:
    for here, there in zip(ring, [*ring[1:], ring[0]], strict=True):
        site.on(here, site.moved(there))
    assert refused(fetcher, site.url("/a")) == "redirect-loop"
    assert site.paths() == ring


def test_location_in_bare_utf8_is_understood(site: "Site", fetcher: Fetcher) -> None:
    site.on("/caf%C3%A9", site.reply(b"page"))
    response = fetcher.fetch(site.on("/a", site.moved("/café")))
    assert response.final_url == site.url("/caf%C3%A9")


@pytest.mark.parametrize(
    "location", ["Location:", "X-Nothing: 1", "Location: http://["]
)
def test_redirect_without_a_usable_target_is_refused(
    site: "Site", fetcher: Fetcher, location: str, refused: Refused
) -> None:
    assert refused(fetcher, site.on("/a", site.reply(b"", location, status=302))) == (
        "bad-redirect"
    )


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "data:,x"],
)
def test_redirect_out_of_http_is_refused(
    site: "Site", fetcher: Fetcher, location: str, refused: Refused
) -> None:
    assert refused(fetcher, site.on("/a", site.moved(location))) == "unsafe-address"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "localhost", "0"],
)
def test_redirect_to_another_local_port_makes_no_connection(
    site: "Site",
    fetcher: Fetcher,
    open_site: "Callable[..., Site]",
    host: str,
    refused: Refused,
) -> None:
    other = open_site()
    url = site.on("/a", site.moved(f"http://{host}:{other.port}/"))
    assert refused(fetcher, url) == "unsafe-address"
    assert other.connections == 0


def test_allowed_port_under_another_spelling_makes_no_connection(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    assert refused(fetcher, f"http://2130706433:{site.port}/") == "unsafe-address"
    assert refused(fetcher, f"http://localhost:{site.port}/") == "unsafe-address"
    assert site.connections == 0


def test_user_name_in_a_redirect_is_refused(
    site: "Site", fetcher: Fetcher, refused: Refused
) -> None:
    url = site.on("/a", site.moved(f"http://someone@127.0.0.1:{site.port}/b"))
    assert refused(fetcher, url) == "unsafe-address"


def test_dripped_page_of_a_redirect_does_not_hold_it_up(
    site: "Site", make_fetcher: Callable[..., Fetcher]
) -> None:
    def handler(connection: "Connection") -> None:
        connection.send(
            b"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 3\r\n\r\nxx"
        )
        connection.close()

    site.on("/b", site.reply(b"page"))
    assert make_fetcher().fetch(site.on("/a", handler)).body == b"page"
