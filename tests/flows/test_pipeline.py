"""The loop of a run: chunks, batches, and what becomes of a step that fails."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from flows import polling
from flows.runs import PlainSteps
from flows.steps import Reading, Stored
from flows.visits import Gathered, Visit
from tests.flows.worlds import House, Site, house, pages_asked, write_feed_source
from tests.newsworld.server import SiteServer, serving
from transforms.batches import Batch
from transforms.records import Capture, Fetch, Source
from warehouse import landing, migrate
from warehouse.captures import unsettled

PATIENCE_SECONDS = 20.0
Two = tuple[House, dict[str, SiteServer]]


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
        yield here, dict(servers)


def test_small_chunks_and_batches_load_what_one_large_one_does(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = two
    monkeypatch.setattr("flows.pipeline.PAGES_PER_READING", 1)
    monkeypatch.setattr("flows.pipeline.PAGES_PER_BATCH", 1)
    summary = here.run()
    assert summary.failures == 0
    assert summary.run.counts["batches"] >= 2
    assert summary.run.counts["articles"] == summary.run.counts["read"] == 6
    assert summary.by_source["east"]["listed"] == 3
    assert here.one("select count(*) from articles") == 6
    assert here.repeated_keys() == {}
    counts = here.run().run.counts
    assert counts["requests"] == 2
    assert counts["pages"] == 0


class GatherFails(PlainSteps):
    def gather(self, source: Source) -> Gathered:
        gathered = super().gather(source)
        if source.id == "east":
            raise ZeroDivisionError("after the archive has everything")
        return gathered


def test_a_source_that_fails_as_a_whole_is_taken_in_by_the_next_run(two: Two) -> None:
    here, servers = two
    summary = here.run(steps=GatherFails)
    (failure,) = summary.failed
    assert (failure.source_id, failure.reason) == ("east", "unforeseen")
    assert failure.traceback is not None
    assert summary.run.state == "failed"
    assert here.ask("select distinct source_id from articles") == [("west",)]
    servers["east"].hits.clear()
    assert here.run().run.counts["articles"] == 3
    assert pages_asked(servers["east"].hits) == []
    assert unsettled(here.settings.captures).captures == ()


class RefineFails(PlainSteps):
    def refine(self, batch: tuple[Capture, ...]) -> Reading:
        if batch and batch[0].source_id == "east":
            raise MemoryError("too much")
        return super().refine(batch)


def test_a_chunk_that_fails_as_a_whole_is_taken_in_by_the_next_run(two: Two) -> None:
    here, servers = two
    summary = here.run(steps=RefineFails)
    assert [each.reason for each in summary.failed] == ["unforeseen"]
    assert here.one("select count(*) from articles") == 3
    servers["east"].hits.clear()
    assert here.run().run.counts["articles"] == 3
    assert pages_asked(servers["east"].hits) == []


def test_a_page_that_was_archived_before_it_failed_is_taken_in_later(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, _ = two
    settle = polling._unless_same

    def fail(due: polling.Due, fetch: Fetch, capture: Capture) -> Visit:
        if due.link.url.endswith("east-1"):
            raise ZeroDivisionError("between archive and rows")
        return settle(due, fetch, capture)

    with monkeypatch.context() as patch:
        patch.setattr(polling, "_unless_same", fail)
        assert [each.reason for each in here.run().failed] == ["unforeseen"]
    assert here.one("select count(*) from articles") == 5
    assert here.run().run.counts["articles"] == 1
    assert here.repeated_keys() == {}
    # The answer from before the failure, and that to the second request.
    found = "select count(*) from ops.captures where contains(url, 'east-1')"
    assert here.one(found) == 2


class EastIsStopped(PlainSteps):
    west_began = Event()
    west_noticed = Event()

    def gather(self, source: Source) -> Gathered:
        if source.id == "east":
            assert self.west_began.wait(PATIENCE_SECONDS)
            raise KeyboardInterrupt
        self.west_began.set()
        if self._context.stopping.wait(PATIENCE_SECONDS):
            self.west_noticed.set()
        return super().gather(source)


def test_ctrl_c_stops_the_sources_that_are_under_way(two: Two) -> None:
    here, servers = two
    with pytest.raises(KeyboardInterrupt):
        here.run(steps=EastIsStopped)
    assert EastIsStopped.west_noticed.is_set()
    assert pages_asked(servers["west"].hits) == []


def _poison(folder: Path, name: str) -> None:
    path = folder / name
    path.mkdir(parents=True)
    (path / "fetches.jsonl").write_text('{"fetch_id": "none"}\n', "utf-8")


class LastBatchMeetsPoison(PlainSteps):
    def store(self, batch: Batch) -> Stored:
        if batch.runs:
            _poison(self._context.settings.landing, "19990101-poison")
        return super().store(batch)


def test_what_the_last_batch_meets_has_its_row_too(two: Two) -> None:
    here, _ = two
    summary = here.run(steps=LastBatchMeetsPoison)
    assert summary.failures == 1
    assert here.one("select count(*) from ops.failures") == 1


def test_batches_that_wait_are_loaded_before_anyone_asks_what_is_known(
    two: Two,
) -> None:
    here, servers = two

    class Lands(PlainSteps):
        def store(self, batch: Batch) -> Stored:
            landing.land(self._context.settings.landing, batch)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        here.run(steps=Lands)
    assert len(landing.pending(here.settings.landing)) == 1
    for server in servers.values():
        server.hits.clear()
    summary = here.run()
    assert summary.run.counts["articles"] == 6
    assert all(pages_asked(server.hits) == [] for server in servers.values())


def test_a_warehouse_of_an_older_schema_is_brought_up_before_it_is_asked(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would look empty, and every page of every source new."""
    here, servers = two
    known = migrate.migrations()
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "migrations", lambda: known)
        here.run()
    newer = migrate.Migration(
        version=known[-1].version + 1,
        name="more",
        sql="create table more (one integer)",
    )
    monkeypatch.setattr(migrate, "migrations", lambda: (*known, newer))
    for server in servers.values():
        server.hits.clear()
    here.run()
    assert all(pages_asked(server.hits) == [] for server in servers.values())


def test_chunks_keep_order_and_count_the_listing_once() -> None:
    source = Source(
        id="a",
        name="A",
        homepage=None,
        country=None,
        language=None,
        timezone="UTC",
        listings=(),
    )
    visits = tuple(Visit(is_page=bool(number % 2)) for number in range(5))
    gathered = Gathered(source=source, listed=9, visits=visits)
    parts = list(gathered.chunks(2))
    assert [len(part.visits) for part in parts] == [2, 2, 1]
    assert tuple(visit for part in parts for visit in part.visits) == visits
    assert [part.listed for part in parts] == [9, 0, 0]
    nothing = Gathered(source=source, listed=0, visits=())
    assert list(nothing.chunks(2)) == [nothing]
