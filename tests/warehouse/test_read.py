"""What earlier runs know of an address, loaded or still waiting to be."""

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event
from uuid import UUID

import pytest

from tests.warehouse.batches import at, batch, capture, failure, fetch, put
from transforms.batches import Batch
from transforms.errors import WarehouseError
from transforms.freshness import Known
from transforms.identity import identify
from transforms.records import Fetch, Link
from warehouse.connection import Connection, connect_in_memory, exists, opened
from warehouse.landing import land
from warehouse.migrate import migrate
from warehouse.read import Desk, Memory

URL = "https://one.example/a"


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(
        warehouse=tmp_path / "warehouse.duckdb",
        landing=tmp_path / "landing",
        patience_seconds=0.0,
    )


def store(memory: Memory, *batches: Batch) -> None:
    with opened(memory.warehouse) as connection:
        migrate(connection)
        put(connection, memory.landing.parent / "elsewhere", *batches)


def known_after(memory: Memory, *fetches: Fetch) -> Known:
    store(memory, batch(fetches=fetches))
    return memory.known([URL])[URL]


def test_nothing_is_known_before_the_first_run(memory: Memory) -> None:
    assert memory.known([URL]) == {}
    assert memory.captures([identify("capture", URL)]) == {}
    assert not exists(memory.warehouse)


def test_addresses_never_asked_for_are_left_out(memory: Memory) -> None:
    store(memory, batch(fetches=(fetch(),)))
    assert set(memory.known([URL, "https://one.example/b"])) == {URL}
    assert memory.known([]) == {}


def test_success_is_known_with_its_validators(memory: Memory) -> None:
    kept, says = identify("capture", 1), identify("link", 1)
    found = known_after(
        memory,
        fetch(
            etag='"e1"',
            last_modified="Wed, 20 Mar 2024 06:00:00 GMT",
            capture_id=kept,
            link_digest=says,
        ),
    )
    assert found == Known(
        first_fetched_at=at(0),
        last_fetched_at=at(0),
        last_reason=None,
        failures_in_row=0,
        link_digest=says,
        etag='"e1"',
        last_modified="Wed, 20 Mar 2024 06:00:00 GMT",
        validated_url=URL,
        capture_id=kept,
        final_url=URL,
    )


def test_unchanged_answer_keeps_the_validators_of_the_archived_one(
    memory: Memory,
) -> None:
    kept = identify("capture", 1)
    found = known_after(
        memory,
        fetch(etag='"e1"', capture_id=kept),
        fetch(minute=5, status=304, etag='"e2"', link_digest=identify("link", 2)),
    )
    assert (found.etag, found.capture_id) == ('"e1"', kept)
    assert found.last_fetched_at == at(5)
    assert found.link_digest == identify("link", 2)


def test_newest_archived_answer_gives_the_validators_even_none(
    memory: Memory,
) -> None:
    newest = identify("capture", 2)
    found = known_after(
        memory,
        fetch(etag='"e1"', capture_id=identify("capture", 1)),
        fetch(minute=5, capture_id=newest),
    )
    assert (found.etag, found.capture_id) == (None, newest)


def test_archived_error_page_gives_no_validators(memory: Memory) -> None:
    good = identify("capture", 1)
    found = known_after(
        memory,
        fetch(etag='"e1"', capture_id=good),
        fetch(
            minute=5,
            status=404,
            etag='"e404"',
            capture_id=identify("capture", 2),
            failure_reason="http-404",
        ),
    )
    assert (found.etag, found.capture_id) == ('"e1"', good)
    assert (found.last_reason, found.failures_in_row) == ("http-404", 1)


def test_failures_count_since_the_last_success(memory: Memory) -> None:
    def failed(minute: float) -> Fetch:
        return fetch(minute=minute, status=None, failure_reason="timed-out")

    found = known_after(memory, failed(0), fetch(minute=1), failed(2), failed(3))
    assert (found.failures_in_row, found.last_reason) == (2, "timed-out")


def test_failures_of_an_address_that_never_answered_all_count(memory: Memory) -> None:
    failed = [
        fetch(minute=n, status=None, failure_reason="timed-out") for n in range(3)
    ]
    found = known_after(memory, *failed)
    assert found.failures_in_row == 3
    assert (found.capture_id, found.etag, found.link_digest) == (None, None, None)


def test_success_ends_a_row_of_failures(memory: Memory) -> None:
    failed = fetch(status=None, failure_reason="timed-out")
    found = known_after(memory, failed, fetch(minute=1, status=304))
    assert (found.failures_in_row, found.last_reason) == (0, None)
    assert found.last_fetched_at - found.first_fetched_at == timedelta(minutes=1)


def test_every_spelling_of_an_address_is_known(memory: Memory) -> None:
    store(memory, batch(fetches=(fetch(),)))
    spellings = ["http://ONE.example/a", f"{URL}?utm_source=x", URL]
    assert set(memory.known(iter(spellings))) == set(spellings)


def test_what_waits_in_landing_is_known(memory: Memory) -> None:
    store(memory, batch(fetches=(fetch(),)))
    land(memory.landing, batch(fetches=(fetch(minute=7, etag='"e7"'),), minute=7))
    land(memory.landing, batch(failures=(failure(),), minute=8))
    found = memory.known([URL])[URL]
    assert (found.first_fetched_at, found.last_fetched_at) == (at(0), at(7))


def test_batch_that_is_loaded_and_still_waits_counts_once(memory: Memory) -> None:
    """A kill between load and removal leaves it in both places."""
    failed = batch(fetches=(fetch(status=None, failure_reason="timed-out"),))
    store(memory, failed)
    land(memory.landing, failed)
    assert memory.known([URL])[URL].failures_in_row == 1


def test_while_the_warehouse_is_held_what_waits_is_known(memory: Memory) -> None:
    old, new = "https://one.example/old", "https://one.example/new"
    store(memory, batch(fetches=(fetch(old),)))
    kept = capture(new, minute=3)
    land(memory.landing, batch(fetches=(fetch(new),), captures=(kept,)))
    with opened(memory.warehouse):
        assert set(memory.known([old, new])) == {new}
        assert set(memory.captures([kept.capture_id])) == {kept.capture_id}
    assert set(memory.known([old, new])) == {old, new}


def test_captures_come_back_as_they_were(memory: Memory) -> None:
    link = Link(
        url=URL,
        listing_url="https://one.example/rss",
        title="River 'rises'",
        authors=("Ana Rusu", "B. Ü"),
        published_at=at(1),
    )
    loaded, waiting = capture(link=link), capture(minute=4)
    other = capture("https://one.example/other")
    store(memory, batch(captures=(loaded, other)))
    land(memory.landing, batch(captures=(waiting, loaded)))
    found = memory.captures([loaded.capture_id, waiting.capture_id])
    assert found == {loaded.capture_id: loaded, waiting.capture_id: waiting}


def test_looking_up_leaves_the_warehouse_free(memory: Memory) -> None:
    store(memory, batch(fetches=(fetch(),)))
    memory.known([URL])
    with opened(memory.warehouse, patience_seconds=0.0):
        pass


def test_many_addresses_are_looked_up_at_once(memory: Memory) -> None:
    urls = [f"https://one.example/{number}" for number in range(2000)]
    store(memory, batch(fetches=tuple(fetch(url) for url in urls)))
    assert len(memory.known(urls)) == 2000


def test_threads_that_look_up_at_once_each_get_their_own_answer(memory: Memory) -> None:
    urls = [f"https://one.example/{number}" for number in range(40)]
    pages = tuple(capture(url) for url in urls)
    store(memory, batch(fetches=tuple(fetch(url) for url in urls), captures=pages))
    memory = replace(memory, patience_seconds=60.0)

    def look_up(number: int) -> tuple[set[str], set[UUID]]:
        known = memory.known([urls[number], "https://one.example/never"])
        return set(known), set(memory.captures([pages[number].capture_id]))

    with ThreadPoolExecutor(16) as hands:
        found = list(hands.map(look_up, range(40)))
    assert found == [
        ({url}, {page.capture_id}) for url, page in zip(urls, pages, strict=True)
    ]


def test_a_writer_gets_in_while_hands_look_up_without_end(memory: Memory) -> None:
    store(memory, batch(fetches=(fetch(),)))
    patient = replace(memory, patience_seconds=60.0)
    stopping = Event()

    def look_up(_: int) -> set[int]:
        counts = set()
        while not stopping.is_set():
            counts.add(len(patient.known([URL])))
        return counts

    with ThreadPoolExecutor(4) as hands:
        found = hands.map(look_up, range(4))
        try:
            for _ in range(2):
                with opened(memory.warehouse, patience_seconds=5.0):
                    pass
        finally:
            stopping.set()
        assert list(found) == [{1}] * 4


class Openings:
    """A warehouse that notes how often it was opened, and what was asked of it.

    The first to open waits inside for ``crowd`` questions to have come.
    """

    def __init__(self, crowd: int, refusals: int = 0) -> None:
        self.desk = Desk()
        self.count = 0
        self.asked: list[tuple[str, frozenset[UUID]]] = []
        self._crowd = crowd
        self._refusals = refusals

    @contextmanager
    def open(self) -> Iterator[Connection]:
        self.count += 1
        if self.count == 1:
            while not self._is_crowded():
                pass
        if self.count <= self._refusals:
            raise WarehouseError("damaged")
        connection = connect_in_memory()
        yield connection
        connection.close()

    def _is_crowded(self) -> bool:
        changed, waiting = self.desk._changed, self.desk._waiting
        with changed:
            return changed.wait_for(lambda: len(waiting) == self._crowd, 0.01)

    def small(self, _: Connection, ids: Collection[UUID]) -> Mapping[UUID, str]:
        self.asked.append(("small", frozenset(ids)))
        return {each: f"small {each}" for each in ids}

    def large(self, _: Connection, ids: Collection[UUID]) -> Mapping[UUID, str]:
        self.asked.append(("large", frozenset(ids)))
        return {each: f"large {each}" for each in ids}


def test_what_is_asked_at_once_is_one_opening_and_one_query_a_kind() -> None:
    openings = Openings(crowd=12)
    ids = [identify("thing", number) for number in range(12)]
    kinds = [openings.small, openings.large] * 6
    with ThreadPoolExecutor(12) as hands:
        found = list(
            hands.map(
                lambda kind, each: openings.desk.ask(kind, [each], openings.open),
                kinds,
                ids,
            )
        )
    assert openings.count == 1
    assert sorted(openings.asked) == [
        ("large", frozenset(ids[1::2])),
        ("small", frozenset(ids[0::2])),
    ]
    assert found == [
        {each: f"{kind.__name__} {each}"} for kind, each in zip(kinds, ids, strict=True)
    ]


def test_who_cannot_open_is_told_and_the_others_open_for_themselves() -> None:
    openings = Openings(crowd=3, refusals=1)
    ids = [identify("thing", number) for number in range(3)]
    with ThreadPoolExecutor(3) as hands:
        asking = [
            hands.submit(openings.desk.ask, openings.small, [each], openings.open)
            for each in ids
        ]
    told = [future.exception() for future in asking]
    assert sorted(map(str, told)) == ["None", "None", "damaged"]
    assert openings.count == 2
    assert openings.desk.ask(openings.small, ids, openings.open).keys() == set(ids)
