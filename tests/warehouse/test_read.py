"""What earlier runs know of an address, loaded or still waiting to be."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.warehouse.batches import at, batch, capture, failure, fetch, put
from transforms.freshness import Known
from transforms.identity import identify
from transforms.records import Batch, Fetch, Link
from warehouse.connection import opened
from warehouse.landing import land
from warehouse.migrate import migrate
from warehouse.read import Memory

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
        put(connection, memory.warehouse.parent / "elsewhere", *batches)


def known_after(memory: Memory, *fetches: Fetch) -> Known:
    store(memory, batch(fetches=fetches))
    return memory.known([URL])[URL]


def test_nothing_is_known_before_the_first_run(memory: Memory) -> None:
    assert memory.known([URL]) == {}
    assert memory.captures([identify("capture", URL)]) == {}
    assert not memory.warehouse.exists()


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
