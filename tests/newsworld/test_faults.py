"""Every fault does what its name says."""

from collections.abc import Iterator
from http.client import IncompleteRead
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]
import pytest

from tests.newsworld.asking import ask
from tests.newsworld.faults import FAULTS
from tests.newsworld.served import Served
from tests.newsworld.world import World
from transforms.records import Block


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def served(world: World) -> Iterator[Served]:
    with world.serve() as served:
        yield served


@pytest.mark.parametrize("name", [name for name in FAULTS if name.isdigit()])
@pytest.mark.usefixtures("served")
def test_a_status_fault_answers_with_that_status(world: World, name: str) -> None:
    url = world.truth()[0].url
    world.fault(url, name)
    reply = ask(url)
    assert reply.status == int(name)
    assert "etag" not in reply.headers
    world.mend(url)
    assert ask(url).status == 200


@pytest.mark.usefixtures("served")
def test_a_fault_can_pass_after_some_requests(world: World) -> None:
    url = world.truth()[0].url
    world.fault(url, "503", times=2)
    assert [ask(url).status for _ in range(3)] == [503, 503, 200]


def test_a_page_may_come_in_place_of_the_feed(world: World, served: Served) -> None:
    feed = served.publishers[0].feeds[0]
    world.fault(feed, "html-instead-of-feed")
    reply = ask(feed)
    assert reply.headers["content-type"].startswith("text/html")
    assert not feedparser.parse(reply.body).entries


@pytest.mark.parametrize("name", ["empty", "no-text", "soft-404"])
@pytest.mark.usefixtures("served")
def test_a_page_may_lack_its_text(world: World, name: str) -> None:
    article = world.truth()[0]
    world.fault(article.url, name)
    reply = ask(article.url)
    assert reply.status == 200
    assert article.paragraphs[0].encode() not in reply.body
    assert (reply.body == b"") == (name == "empty")


@pytest.mark.usefixtures("served")
def test_latin_1_may_come_without_a_word_about_it(world: World) -> None:
    lead = Block(kind="lead", text="Le maire a été réélu à Besançon.")
    url = world.url(world.publish("harbour-gazette", "Élection", (lead,)))
    world.fault(url, "latin-1-without-charset")
    reply = ask(url)
    assert lead.text.encode("latin-1") in reply.body
    assert reply.headers["content-type"] == "text/html"
    assert b"charset" not in reply.body


@pytest.mark.usefixtures("served")
def test_utf_8_may_be_called_latin_1(world: World) -> None:
    url = world.truth()[0].url
    body = ask(url).body
    world.fault(url, "utf-8-labelled-latin-1")
    reply = ask(url)
    assert reply.headers["content-type"].endswith("ISO-8859-1")
    assert reply.body == body


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("reset", ConnectionResetError),
        ("short", IncompleteRead),
        ("slow", TimeoutError),
    ],
)
@pytest.mark.usefixtures("served")
def test_a_body_may_break_off(world: World, name: str, error: type[Exception]) -> None:
    url = world.truth()[0].url
    world.fault(url, name)
    with pytest.raises(error):
        ask(url, timeout_seconds=0.2)


@pytest.mark.parametrize(
    ("name", "target"), [("redirect-home", "/"), ("redirect-loop", None)]
)
@pytest.mark.usefixtures("served")
def test_an_address_may_lead_elsewhere(
    world: World, name: str, target: str | None
) -> None:
    article = world.truth()[0]
    world.fault(article.url, name)
    reply = ask(article.url)
    location = urljoin(article.url, reply.headers["location"])
    home = world.bases[article.publisher] + "/"
    assert reply.status == 302
    if target is None:
        assert ask(location).headers["location"] == reply.headers["location"]
    else:
        assert location == home
