"""Orders by hand: pause, resume, interval, retry, drop."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.__main__ import main
from tests.flows.worlds import House, Site, house, write_feed_source
from tests.newsworld.answers import Answer
from tests.newsworld.server import SiteServer, serving
from transforms.errors import WarehouseError
from warehouse.connection import opened
from warehouse.orders import read_orders

pytestmark = pytest.mark.slow

Street = tuple[House, dict[str, Site], dict[str, SiteServer]]


@pytest.fixture(scope="module")
def polled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """Two sources after one run each: west prints word for word what east has."""
    sites = {"east": Site(), "west": Site()}
    with serving(sites) as servers:
        folder = tmp_path_factory.mktemp("street")
        here = house(folder, [each.authority for each in servers.values()])
        for name, server in servers.items():
            write_feed_source(here.settings.sources, name, f"{server.base}/feed")
            publish(sites[name], server)
        here.run("east")
        here.run("west")
        yield here, sites, dict(servers)


@pytest.fixture
def street(polled: Street, tmp_path: Path) -> Street:
    """A copy of the home, and the sites as they were."""
    there, sites, servers = polled
    home = tmp_path / "home"
    shutil.copytree(there.settings.home, home)
    for name, server in servers.items():
        sites[name].answers.clear()
        publish(sites[name], server)
    here = there.replace(
        home=home, warehouse=home / "warehouse.duckdb", sources=home / "sources"
    )
    return here, sites, servers


def publish(site: Site, server: SiteServer) -> None:
    site.list_pages(server.base, "flood", "bridge", "gone")
    site.answers["/gone"] = Answer(status=500, body=b"later")


def order(here: House, *words: str) -> int:
    line = ["--home", str(here.settings.home), "--sources", str(here.settings.sources)]
    return main(["sources", *words, *line])


def asked(servers: dict[str, SiteServer], name: str) -> int:
    return len(servers[name].hits)


def test_a_paused_source_is_not_asked_until_it_is_resumed(street: Street) -> None:
    here, _, servers = street
    before = asked(servers, "east")

    assert order(here, "pause", "east", "--reason", "their wish") == 0
    summary = here.run("east", "west")

    assert asked(servers, "east") == before
    assert summary.by_source["east"]["skipped"] == 1
    assert here.ask("select is_paused, reason from ops.source_orders") == [
        (True, "their wish")
    ]
    assert order(here, "resume", "east") == 0
    here.run("east")
    assert asked(servers, "east") > before


def test_a_pause_holds_while_the_warehouse_is_held(street: Street) -> None:
    here, _, servers = street
    order(here, "pause", "east")
    hasty = here.replace(patience_seconds=0.0)
    before = asked(servers, "east"), asked(servers, "west")

    with opened(here.file):
        hasty.run("east", "west")
        held = asked(servers, "east"), asked(servers, "west")
    order(here, "resume", "east")
    with opened(here.file):
        hasty.run("east")

    assert held[0] == before[0]
    assert held[1] > before[1]
    assert asked(servers, "east") > before[0]


def test_orders_that_cannot_be_read_while_it_is_held_stop_the_run(
    street: Street,
) -> None:
    here, _, _ = street
    here.settings.orders.write_text('[{"is_paused"', "utf-8")

    with opened(here.file), pytest.raises(WarehouseError, match="writes it anew"):
        here.replace(patience_seconds=0.0).run("east")
    assert order(here, "pause", "east") == 0
    kept = read_orders(here.file, here.settings.orders, patience_seconds=0.0)
    with opened(here.file):
        assert kept == read_orders(
            here.file, here.settings.orders, patience_seconds=0.0
        )


def test_an_interval_holds_at_once_and_after_polls(street: Street) -> None:
    here, _, _ = street
    gap = (
        "select distinct next_poll_at - last_polled_at = interval 6 hour "
        "from ops.source_state where source_id = 'east'"
    )

    assert order(here, "interval", "east", "6h") == 0
    assert here.ask(gap) == [(True,)]
    here.run("east")
    assert here.ask(gap) == [(True,)]
    assert order(here, "interval", "east", "auto") == 0
    here.run("east")
    assert here.ask(gap) == [(False,)]


def test_retry_asks_again_for_what_failed(street: Street) -> None:
    here, sites, servers = street
    for _ in range(6):
        here.run("east")
    sites["east"].list_pages(servers["east"].base, "flood", "bridge", "gone")
    given_up = here.run("east").run.counts["articles"]

    assert order(here, "retry", "east") == 0
    assert here.one(
        "select max(next_poll_at) <= now() from ops.source_state "
        "where source_id = 'east'"
    )
    here.run("east")

    assert given_up == 0
    assert here.one("select count(*) from articles where url like '%/gone'") == 1


def test_a_dropped_source_leaves_nothing_but_marked_captures(street: Street) -> None:
    here, _, _ = street
    captures = here.one("select count(*) from ops.captures where source_id = 'east'")
    copies = "select count(*) from articles where duplicate_of is not null"
    assert here.one(copies) == 3

    assert order(here, "drop", "east", "--dry-run") == 0
    assert here.one("select count(*) from articles") == 4
    assert order(here, "drop", "east", "--yes") == 0

    assert here.ask("select distinct source_id from articles") == [("west",)]
    assert here.one("select count(*) from sources") == 1
    # West's two articles are alike as well, which east's hid.
    assert here.one(copies) == here.one("select count(*) from duplicates") == 1
    assert (
        here.one(
            "select count(*) from ops.captures "
            "where source_id = 'east' and dropped_at is not null"
        )
        == captures
    )
    for table in ("facts", "ops.fingerprints", "identities", "incident_reports"):
        orphans = (
            f"select count(*) from {table} where version_id not in "
            "(select version_id from versions)"
        )
        assert here.one(orphans) == 0, table
    assert not here.ask(
        "select story_id from stories where article_count <> (select count(*) "
        "from articles where articles.story_id = stories.story_id)"
    )


def test_a_dropped_source_comes_back_with_its_file(street: Street) -> None:
    here, _, _ = street
    order(here, "drop", "east", "--yes")

    here.run("east")

    assert here.one("select count(*) from articles where source_id = 'east'") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pause", "nobody"), "no source nobody; there are: east, west"),
        (("interval", "east", "3w"), "none of 30m, 6h, 1d"),
        (("drop", "east"), "--yes drops it"),
    ],
)
def test_mistakes_are_told_in_a_line(
    street: Street,
    words: tuple[str, ...],
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        code = order(street[0], *words)
    except SystemExit as end:
        code = int(str(end.code))

    assert code == 2
    assert message in " ".join(capsys.readouterr().err.split())
