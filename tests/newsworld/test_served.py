import gzip
import json
import tomllib
from collections.abc import Iterator
from datetime import datetime
from http.client import RemoteDisconnected
from pathlib import Path
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import html

from tests.newsworld.articles import Truth
from tests.newsworld.asking import ask
from tests.newsworld.pages import LAYOUTS
from tests.newsworld.served import Served
from tests.newsworld.world import World
from transforms.records import Block

GZIP = {"Accept-Encoding": "gzip"}


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def served(world: World) -> Iterator[Served]:
    with world.serve() as served:
        yield served


def articles_of(world: World, slug: str) -> tuple[Truth, ...]:
    return tuple(article for article in world.truth() if article.publisher == slug)


@pytest.mark.usefixtures("served")
def test_every_article_shows_its_words_at_its_address(world: World) -> None:
    layouts = set()
    for article in world.truth():
        reply = ask(article.url)
        charset = world.publishers[article.publisher].charset
        shown = html.fromstring(reply.body.decode(charset)).text_content()
        assert reply.status == 200
        assert article.title in shown
        assert all(text in shown for text in article.paragraphs + article.headings)
        layouts.add(world.publishers[article.publisher].layout)
    assert layouts == LAYOUTS.keys()


def test_the_feeds_list_every_article_with_its_own_link(
    world: World, served: Served
) -> None:
    for publisher in served.publishers:
        expected = {a.feed_url: a for a in articles_of(world, publisher.slug)}
        found = read_feed(publisher.feeds[0])
        assert found.keys() == expected.keys()
        for url, published_at in found.items():
            if published_at is not None:
                assert published_at == expected[url].published_at


def read_feed(url: str) -> dict[str, datetime | None]:
    """Link and date of each item, by a parser that is not ours."""
    body = ask(url).body
    if url.endswith(".json"):
        items = [
            (item["url"], item.get("date_published"))
            for item in json.loads(body)["items"]
        ]
    else:
        feed = feedparser.parse(body)
        assert not feed.bozo
        items = [(entry.link, iso(entry)) for entry in feed.entries]
    return {
        urljoin(url, link): datetime.fromisoformat(stated) if stated else None
        for link, stated in items
    }


def iso(entry: feedparser.FeedParserDict) -> str | None:
    """RSS 1.0 has one date, which feedparser calls the update."""
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if parsed is None:
        return None
    return "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*parsed[:6])


def test_some_items_lack_their_date(served: Served) -> None:
    dates = read_feed(served.publisher("civic-ledger").feeds[0]).values()
    assert None in dates
    assert any(dates)


def test_links_of_the_feed_lead_to_the_page(world: World, served: Served) -> None:
    article = articles_of(world, "harbour-gazette")[0]
    assert "utm_source" in article.feed_url
    assert ask(article.feed_url).body == ask(article.url).body


def test_what_has_not_changed_is_answered_with_304(
    world: World, served: Served
) -> None:
    article = articles_of(world, "harbour-gazette")[0]
    for url in (article.url, served.publisher("harbour-gazette").feeds[0]):
        first = ask(url)
        tag, modified = first.headers["etag"], first.headers["last-modified"]
        for condition in ({"If-None-Match": tag}, {"If-Modified-Since": modified}):
            again = ask(url, condition)
            assert (again.status, again.body) == (304, b"")
        stale = {"If-None-Match": '"other"', "If-Modified-Since": modified}
        assert ask(url, stale).status == 200


def test_an_update_changes_the_validators(world: World, served: Served) -> None:
    article = world.articles("harbour-gazette")[0]
    tag = ask(world.url(article)).headers["etag"]
    world.tick(hours=1)
    words = "The bridge is open again."
    world.revise(article, (Block(kind="lead", text=words),))
    reply = ask(world.url(article), {"If-None-Match": tag})
    assert reply.status == 200
    assert words.encode() in reply.body


def test_bodies_are_compressed_for_those_who_ask(world: World, served: Served) -> None:
    url = world.truth()[0].url
    plain, packed = ask(url), ask(url, GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers


def test_a_head_request_has_no_body(served: Served) -> None:
    reply = ask(served.publishers[0].base + "/", method="HEAD")
    assert reply.status == 200
    assert int(reply.headers["content-length"]) > 0
    assert reply.body == b""


def test_robots_txt_forbids_what_the_test_says(world: World, served: Served) -> None:
    url = served.publisher("harbour-gazette").base + "/robots.txt"
    assert b"Disallow:\n" in ask(url).body
    world.set_robots("harbour-gazette", "User-agent: *\nDisallow: /2024/\n")
    assert b"Disallow: /2024/" in ask(url).body


def test_the_log_tells_who_asked_for_what(world: World, served: Served) -> None:
    article = articles_of(world, "civic-ledger")[0]
    ask(article.url, {"User-Agent": "reader/1", "If-None-Match": '"x"'})
    ask(served.publisher("harbour-gazette").base + "/nothing")
    (hit,) = served.log("civic-ledger")
    assert article.url.endswith(hit.target)
    assert (hit.status, hit.user_agent, hit.if_none_match) == (200, "reader/1", '"x"')
    assert hit.in_flight == 1
    assert [each.status for each in served.log()] == [404, 200]
    served.forget_log()
    assert served.log() == ()


def test_source_files_name_every_feed(served: Served, tmp_path: Path) -> None:
    paths = served.write_sources(tmp_path / "sources")
    assert len(paths) == len(served.publishers)
    for path, publisher in zip(paths, served.publishers, strict=True):
        source = tomllib.loads(path.read_text(encoding="utf-8"))
        assert source["id"] == path.stem == publisher.slug
        assert source["homepage"].startswith(f"http://{publisher.authority}/")
        assert source["listings"] == [{"kind": "feed", "url": publisher.feeds[0]}]
        assert source["enabled"] is True
    assert served.authorities() == tuple(p.authority for p in served.publishers)


def test_nothing_listens_and_nobody_waits_once_the_world_has_ended() -> None:
    world = World()
    with world.serve() as served:
        url = world.truth()[0].url
        world.fault(url, "slow")
        with pytest.raises(TimeoutError):
            ask(url, timeout_seconds=0.1)
    assert [server.open_connections() for server in served.servers] == [0] * 4
    with pytest.raises(ConnectionRefusedError):
        ask(served.publishers[0].base + "/")


def test_a_mistake_in_the_world_fails_the_test() -> None:
    with pytest.raises(BaseExceptionGroup, match="the world itself failed"):
        ask_a_broken_world()


def ask_a_broken_world() -> None:
    world = World()
    with world.serve() as served:
        world.bases.clear()
        with pytest.raises(RemoteDisconnected):
            ask(served.publishers[0].feeds[0])
