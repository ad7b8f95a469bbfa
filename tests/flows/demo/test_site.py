"""The servers over real connections, before and after the second poll."""

import http.client
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from flows.demo.catalogue import pages, publishers
from flows.demo.contents import contents
from flows.demo.site import DemoSite

CHANGED_PAGES = {
    "/story/landslide-hits-hartesti-88860.html",
    "/news/three-bids-for-lozeni-bridge-41309",
}
CHANGED_FEEDS = {"/feed.json", "/latest.atom"}


@pytest.fixture(scope="module")
def site() -> Iterator[DemoSite]:
    with DemoSite() as running:
        yield running


def get(
    authority: str,
    path: str,
    headers: dict[str, str] | None = None,
    method: str = "GET",
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(authority, timeout=10)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read()
    finally:
        connection.close()


def listed_paths(site: DemoSite) -> dict[str, list[str]]:
    """Paths of pages and feed by authority."""
    authorities = dict(zip(site.addresses(), site.authorities(), strict=True))
    found = {
        authorities[publisher.id]: [publisher.feed_path] for publisher in publishers()
    }
    for page in pages(1):
        found[authorities[page.publisher.id]].append(page.path)
    return found


def test_every_page_and_feed_is_served_and_then_answered_304(site: DemoSite) -> None:
    statuses = []
    for authority, paths in listed_paths(site).items():
        for path in paths:
            status, headers, body = get(authority, path)
            assert (status, len(body)) == (200, int(headers["Content-Length"]))
            known = {"If-None-Match": headers["ETag"]}
            since = {"If-Modified-Since": headers["Last-Modified"]}
            statuses.append(get(authority, path, known)[0])
            statuses.append(get(authority, path, since)[0])
    assert statuses == [304] * (47 + 4) * 2


def test_one_connection_serves_many_requests(site: DemoSite) -> None:
    connection = http.client.HTTPConnection(site.authorities()[0], timeout=10)
    try:
        for path in ("/", "/feed.xml", "/robots.txt", "/missing", "/feed.xml"):
            connection.request("GET", path)
            response = connection.getresponse()
            response.read()
            assert response.status == (404 if path == "/missing" else 200)
            assert not response.will_close
    finally:
        connection.close()


def test_head_gives_the_headers_of_get_alone(site: DemoSite) -> None:
    authority = site.authorities()[0]
    status, headers, body = get(authority, "/feed.xml", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) > 1000


def test_every_link_of_every_page_is_served(site: DemoSite) -> None:
    addresses = site.addresses()
    served = {
        publisher.id: contents(publisher, 1, addresses) for publisher in publishers()
    }
    urls = {
        addresses[name].rstrip("/") + path
        for name, found in served.items()
        for path in found
    }
    linked = {
        unescape(url)
        for found in served.values()
        for resource in found.values()
        for url in re.findall(r'href="(http[^"]*)"', resource.body.decode("latin-1"))
    }
    assert len(linked) > 47
    assert linked <= urls


def test_robots_allows_the_articles(site: DemoSite) -> None:
    status, headers, body = get(site.authorities()[1], "/robots.txt")
    assert (status, headers["Content-Type"]) == (200, "text/plain")
    assert b"Disallow: /\n" not in body


def test_second_state_changes_two_pages_and_their_feeds() -> None:
    with DemoSite() as site:
        before = everything(site)
        site.advance()
        after = everything(site)
    assert before.keys() == after.keys()
    changed = {path for _, path in before if before[_, path] != after[_, path]}
    assert changed == CHANGED_PAGES | CHANGED_FEEDS


def everything(site: DemoSite) -> dict[tuple[str, str], bytes]:
    return {
        (authority, path): get(authority, path)[2]
        for authority, paths in listed_paths(site).items()
        for path in paths
    }


def test_second_poll_gets_304_for_all_that_did_not_change() -> None:
    with DemoSite() as site:
        held = {
            (authority, path): get(authority, path)[1]
            for authority, paths in listed_paths(site).items()
            for path in paths
        }
        site.advance()
        by_etag = {
            path: get(authority, path, {"If-None-Match": headers["ETag"]})[0]
            for (authority, path), headers in held.items()
        }
        by_date = {
            path: get(authority, path, {"If-Modified-Since": headers["Last-Modified"]})[
                0
            ]
            for (authority, path), headers in held.items()
        }
        polls = [each.state for each in site.served()]
    renewed = {path for path, status in by_etag.items() if status == 200}
    assert renewed == CHANGED_PAGES | CHANGED_FEEDS
    assert by_date == by_etag
    assert polls == [1] * 51 + [2] * 102


def test_sources_are_valid_toml_with_the_keys_of_the_contract(
    site: DemoSite, tmp_path: Path
) -> None:
    written = site.write_sources(tmp_path / "sources")
    assert [path.stem for path in written] == [each.id for each in publishers()]
    for path, authority in zip(written, site.authorities(), strict=True):
        source = tomllib.loads(path.read_text("utf-8"))
        assert list(source) == [
            *("id", "name", "homepage", "country", "language", "timezone"),
            *("enabled", "min_delay_seconds", "listings"),
        ]
        assert source["id"] == path.stem
        assert source["homepage"] == f"http://{authority}/"
        (listing,) = source["listings"]
        assert listing["kind"] == "feed"
        assert get(authority, urlsplit(listing["url"]).path)[0] == 200


def test_sites_differ_by_authority_and_stay_on_loopback(site: DemoSite) -> None:
    authorities = site.authorities()
    assert len(set(authorities)) == 4
    assert all(each.startswith("127.0.0.1:") for each in authorities)


def test_ports_are_free_again_after_the_demo() -> None:
    with DemoSite() as site:
        authority = site.authorities()[0]
    with pytest.raises(ConnectionRefusedError):
        get(authority, "/")
