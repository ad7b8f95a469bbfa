"""Runs that are stopped or killed anywhere leave the tables of an undisturbed one."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Event, Lock
from typing import Any

import pytest

from flows.runs import PlainSteps
from flows.steps import Reading, Stored
from tests.flows.worlds import House, house, pages_asked
from tests.newsworld.answers import Answer, Request
from tests.newsworld.served import Served
from tests.newsworld.server import SiteServer
from tests.newsworld.world import World
from transforms.batches import Batch
from transforms.records import Block, Capture
from warehouse import landing
from warehouse.captures import Archive, Exchange, unsettled

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60.0
Contents = dict[str, list[tuple[Any, ...]]]


class StopsInRefine(PlainSteps):
    def refine(self, batch: tuple[Capture, ...]) -> Reading:
        raise KeyboardInterrupt


class StopsBeforeLanding(PlainSteps):
    def store(self, batch: Batch) -> Stored:
        raise KeyboardInterrupt


class StopsBeforeLoading(PlainSteps):
    def store(self, batch: Batch) -> Stored:
        landing.land(self._context.settings.landing, batch)
        raise KeyboardInterrupt


class StopsBeforeSettling(PlainSteps):
    def store(self, batch: Batch) -> Stored:
        super().store(batch)
        raise KeyboardInterrupt


@contextmanager
def stop_after(writes: int) -> Iterator[None]:
    """The archive stops its run once it has taken that many responses."""
    written, lock = 0, Lock()
    write = Archive.write

    def counted(
        self: Archive, exchange: Exchange, *, same_as: Capture | None = None
    ) -> Capture:
        nonlocal written
        capture = write(self, exchange, same_as=same_as)
        with lock:
            written += 1
            is_over = written >= writes
        if is_over:
            raise KeyboardInterrupt
        return capture

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Archive, "write", counted)
        yield


def interrupt_five_times(here: House) -> None:
    """Five runs, each stopped at another place."""
    for writes in (3, 11):
        with stop_after(writes), pytest.raises(KeyboardInterrupt):
            here.run()
    for steps in (StopsInRefine, StopsBeforeLanding, StopsBeforeLoading):
        with pytest.raises(KeyboardInterrupt):
            here.run(steps=steps)


@contextmanager
def told_after(requests: int, servers: tuple[SiteServer, ...]) -> Iterator[Event]:
    """An event that is set when the servers have seen that many requests."""
    seen, lock, reached = 0, Lock(), Event()

    def counting(
        application: Callable[[Request], Answer],
    ) -> Callable[[Request], Answer]:
        def answer(request: Request) -> Answer:
            nonlocal seen
            with lock:
                seen += 1
                if seen >= requests:
                    reached.set()
            return application(request)

        return answer

    applications = [server.application for server in servers]
    for server in servers:
        server.application = counting(server.application)
    try:
        yield reached
    finally:
        for server, application in zip(servers, applications, strict=True):
            server.application = application


def kill_after(requests: int, here: House, served: Served) -> None:
    """A run in a process of its own, killed without warning."""
    settings = here.settings
    command = [sys.executable, "-m", "flows", "ingest", "--direct"]
    places = ["--home", str(settings.home), "--sources", str(settings.sources)]
    allowed = {"DATELINE_ALLOW_ADDRESSES": ",".join(served.authorities())}
    with (
        told_after(requests, served.servers) as reached,
        subprocess.Popen(
            [*command, *places],
            env={**os.environ, **allowed},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process,
    ):
        assert reached.wait(PATIENCE_SECONDS), "the run never got so far"
        process.kill()
        assert process.wait(PATIENCE_SECONDS) == -signal.SIGKILL


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    """The same news in three homes, as tables; per day, the second in two only."""

    undisturbed: list[Contents]
    interrupted: list[Contents]
    killed: list[Contents]
    interrupted_house: House
    killed_house: House


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homes]:
    world = World(seed=11, publishers=4, history_days=1, per_day=4)
    points = iter(Random(7).sample(range(3, 24), 2))
    with world.serve() as served:
        folder = tmp_path_factory.mktemp("homes")
        sources = folder / "sources"
        served.write_sources(sources)
        undisturbed, interrupted, killed = (
            house(folder / name, served.authorities(), str(sources))
            for name in ("undisturbed", "interrupted", "killed")
        )
        told = Homes(
            undisturbed=[],
            interrupted=[],
            killed=[],
            interrupted_house=interrupted,
            killed_house=killed,
        )
        undisturbed.run()
        interrupt_five_times(interrupted)
        interrupted.run()
        for point in points:
            kill_after(point, killed, served)
        killed.run()
        told.undisturbed.append(undisturbed.contents())
        told.interrupted.append(interrupted.contents())
        told.killed.append(killed.contents())

        world.tick(hours=9)
        for slug in ("harbour-gazette", "civic-ledger"):
            article = world.articles(slug)[-1]
            lead = Block(kind="lead", text=f"What {slug} says now is something else.")
            world.revise(article, (lead, *article.versions[0].blocks[1:]))
        undisturbed.run()
        for steps in (StopsInRefine, StopsBeforeSettling):
            with pytest.raises(KeyboardInterrupt):
                interrupted.run(steps=steps)
        interrupted.run()
        told.undisturbed.append(undisturbed.contents())
        told.interrupted.append(interrupted.contents())
        yield told


@pytest.mark.parametrize("day", [0, 1])
@pytest.mark.parametrize("table", ["articles", "versions", "duplicates", "facts"])
def test_five_interrupted_runs_leave_the_tables_of_an_undisturbed_one(
    homes: Homes, day: int, table: str
) -> None:
    assert homes.undisturbed[day][table]
    assert homes.interrupted[day][table] == homes.undisturbed[day][table]


@pytest.mark.parametrize("table", ["articles", "versions", "duplicates", "facts"])
def test_killed_runs_leave_the_tables_of_an_undisturbed_one(
    homes: Homes, table: str
) -> None:
    assert homes.killed[0][table] == homes.undisturbed[0][table]


def test_disturbed_homes_hold_no_key_twice(homes: Homes) -> None:
    assert homes.interrupted_house.repeated_keys() == {}
    assert homes.killed_house.repeated_keys() == {}


def test_disturbed_homes_end_with_nothing_waiting(homes: Homes) -> None:
    for here in (homes.interrupted_house, homes.killed_house):
        assert list(here.settings.landing.iterdir()) == []
        leftovers = unsettled(here.settings.captures)
        assert leftovers.captures == ()


def test_disturbed_homes_have_a_row_for_everything_in_the_archive(homes: Homes) -> None:
    for here in (homes.interrupted_house, homes.killed_house):
        files = {path.name for path in here.settings.captures.glob("*.warc.gz")}
        rows = here.ask("select distinct file from ops.captures")
        assert {file for (file,) in rows} == files


@pytest.fixture
def small(tmp_path: Path) -> Iterator[tuple[House, Served]]:
    """One publisher with 4 articles."""
    world = World(seed=3, publishers=1, history_days=1, per_day=4)
    with world.serve() as served:
        here = house(tmp_path, served.authorities())
        served.write_sources(here.settings.sources)
        yield here, served


def test_pages_in_the_archive_are_not_asked_for_again(
    small: tuple[House, Served],
) -> None:
    here, served = small
    # robots.txt, the feed, two pages.
    with stop_after(4), pytest.raises(KeyboardInterrupt):
        here.run()
    assert len(served.log()) == 4
    summary = here.run()
    asked = pages_asked(served.log())
    assert len(asked) == 4
    assert len(set(asked)) == 4
    assert summary.run.counts["articles"] == 4
    assert summary.failures == 0


def test_leftovers_of_a_source_that_is_gone_wait_until_it_is_back(
    small: tuple[House, Served],
) -> None:
    here, served = small
    with stop_after(4), pytest.raises(KeyboardInterrupt):
        here.run()
    (file,) = here.settings.sources.iterdir()
    away = file.rename(here.settings.home / file.name)
    assert here.run().run.counts.get("articles", 0) == 0
    served.forget_log()
    away.rename(file)
    assert here.run().run.counts["articles"] == 4
    assert len(pages_asked(served.log())) == 2
    assert unsettled(here.settings.captures).captures == ()


def test_a_listing_counts_as_read_only_when_its_pages_are_safe(
    small: tuple[House, Served],
) -> None:
    """Killed in between, the next run asks for the listing in full."""
    here, served = small
    with stop_after(3), pytest.raises(KeyboardInterrupt):
        here.run()
    served.forget_log()
    here.run()
    (listing,) = [hit for hit in served.log() if hit.target == "/rss.xml"]
    assert listing.status == 200
    assert listing.if_none_match is None
    served.forget_log()
    here.run()
    assert [hit.status for hit in served.log()] == [304]


def test_a_torn_record_is_cut_and_counted(small: tuple[House, Served]) -> None:
    here, _ = small
    with stop_after(4), pytest.raises(KeyboardInterrupt):
        here.run()
    (file,) = here.settings.captures.glob("*.warc.gz")
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size - 20)
    summary = here.run()
    assert [failure.reason for failure in summary.failed] == ["torn-record"]
    assert (None, "torn-record") in here.failures()
    assert here.one("select count(*) from articles") == 4
    assert here.run().failures == 0
