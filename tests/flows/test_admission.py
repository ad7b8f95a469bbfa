"""What happens before a source is gathered: claims, and hosts that do not answer."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from flows.admission import admit, worst_first
from flows.commands.screen import follow, show_summary
from flows.context import open_context
from flows.fetching.limits import Limits
from flows.registry import read_sources
from tests.flows.claimants import another_run
from tests.flows.worlds import House, Site, house, write_feed_source
from tests.newsworld.answers import Answer
from tests.newsworld.server import SiteServer, serving
from transforms.records import Source

Two = tuple[House, dict[str, SiteServer], dict[str, Site]]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Two]:
    """A home with two sources of three pages each."""
    sites = {"east": Site(), "west": Site()}
    with serving(sites) as servers:
        authorities = [server.authority for server in servers.values()]
        here = house(tmp_path, authorities)
        for name, server in servers.items():
            write_feed_source(here.settings.sources, name, f"{server.base}/feed")
            sites[name].list_pages(server.base, *(f"{name}-{n}" for n in range(3)))
        yield here, dict(servers), sites


def paths(server: SiteServer) -> list[str]:
    return [hit.target for hit in server.hits]


def sources_of(here: House) -> tuple[Source, ...]:
    return tuple(read_sources(here.settings.sources))


def test_a_source_that_another_run_is_at_is_left_to_it(two: Two) -> None:
    here, servers, _ = two
    console = Console(file=StringIO(), width=120)
    with (
        another_run(here.settings.home / "sources.lock", "east") as got,
        follow(console),
    ):
        assert got == [True]
        summary = here.run()
    show_summary(console, summary)
    assert servers["east"].hits == []
    assert summary.failures == 0
    assert summary.run.state == "completed"
    assert "1 source left alone" in summary.sentence()
    assert {row["source"]: row["skipped"] for row in summary.table()} == {
        "east": 1,
        "west": 0,
    }
    written = console.file.getvalue()  # type: ignore[attr-defined]  # ours, above
    assert "east: left alone, another run is at it" in written
    assert here.run().run.counts["articles"] == 3
    assert "skipped" not in here.run().table()[0]


def test_a_source_is_let_go_when_what_came_has_landed(two: Two) -> None:
    here, _, _ = two
    here.run()
    with another_run(here.settings.home / "sources.lock", "east", "west") as got:
        assert got == [True, True]


def test_what_another_run_has_polled_meanwhile_is_not_polled_again(two: Two) -> None:
    here, servers, _ = two
    east, _ = sources_of(here)
    with open_context(here.settings) as late:
        here.run("east")
        asked = len(servers["east"].hits)
        assert admit(late, east).refused == "another run has just polled it"
    assert len(servers["east"].hits) == asked
    with open_context(here.settings) as later:
        assert admit(later, east).refused is None


def test_robots_txt_is_asked_for_once_by_all_sources_of_a_host(two: Two) -> None:
    here, servers, _ = two
    base = servers["east"].base
    for name in ("a", "b", "c"):
        write_feed_source(here.settings.sources, name, f"{base}/feed", f"{base}/more")
    here.run()
    assert paths(servers["east"]).count("/robots.txt") == 1
    rows = "select count(*) from ops.fetches where kind = 'robots'"
    assert here.one(rows) == 2


def test_a_host_without_an_answer_for_robots_txt_is_asked_nothing_else(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, servers, sites = two
    monkeypatch.setattr("flows.permission._SECONDS", 0.1)
    base = servers["east"].base
    feeds = [f"{base}/feed", f"{base}/more"]
    write_feed_source(here.settings.sources, "east", *feeds)
    sites["east"].answers["/robots.txt"] = Answer(body=b"x" * 100, manner="slow")
    summary = here.run()
    assert paths(servers["east"]) == ["/robots.txt"]
    assert [(each.source_id, each.reason, each.url) for each in summary.failed] == [
        ("east", "robots-unreachable", feed) for feed in feeds
    ]
    assert summary.run.counts["articles"] == 3


def test_sources_that_failed_the_last_time_are_asked_first(two: Two) -> None:
    here, _, sites = two
    east, west = sources_of(here)
    good = sites["west"].answers["/feed"]
    sites["west"].answers["/feed"] = Answer(status=404, body=b"gone fishing")
    here.run()
    with open_context(here.settings) as context:
        assert worst_first(context, (east, west)) == (west, east)
    sites["west"].answers["/feed"] = good
    here.run()
    with open_context(here.settings) as context:
        assert worst_first(context, (east, west)) == (east, west)


def test_pages_of_a_host_that_never_answers_are_left_for_the_next_run(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, servers, sites = two
    names = [f"east-{number}" for number in range(9)]
    sites["east"].list_pages(servers["east"].base, *names)
    good = dict(sites["east"].answers)
    for name in names:
        slow = replace(good[f"/{name}"], manner="slow")
        sites["east"].answers[f"/{name}"] = slow
    hasty = partial(Limits, stall_seconds=0.05)
    with monkeypatch.context() as patch:
        patch.setattr("flows.context.Limits", hasty)
        summary = here.run()
    reasons = [each.reason for each in summary.failed]
    # Each sends half of its page: twice as many are waited for as of a dead host.
    assert reasons == [*["stalled"] * 6, "given-up"]
    assert summary.failed[-1].detail.endswith("3 pages are left for the next run")
    assert summary.run.counts["articles"] == 3
    sites["east"].answers.update(good)
    assert here.run().failures == 0
    assert here.one("select count(*) from articles") == 3 + 9
