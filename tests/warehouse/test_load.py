"""Batches into tables: once, twice, in any order, or not at all."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import (
    at,
    batch,
    capture,
    dump,
    empty,
    failure,
    fetch,
    new_warehouse,
    put,
    refined,
    run,
    select,
    source,
)
from transforms.batches import Batch, Sighting
from transforms.errors import WarehouseError
from warehouse.landing import land
from warehouse.load import Loaded, load

RIVER = "The river rose by two metres on Monday."
LATER = "The river rose by three metres on Monday, the mayor said."
URL = "https://one.example/a"
HISTORY = "select ordinal, text from versions order by ordinal"


def full_batch() -> Batch:
    article = refined(words=f"{RIVER}\n\nRepairs cost $2.5 million.")
    return batch(
        article,
        sources=(source(),),
        runs=(run(),),
        fetches=(fetch(capture_id=article.article.capture_id),),
        sightings=(Sighting(url=URL, seen_at=at(5)),),
        failures=(failure(),),
    )


def test_each_part_of_a_batch_reaches_its_table(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    loaded = put(warehouse, tmp_path, full_batch())
    rows = {table: len(found) for table, found in dump(warehouse).items() if found}
    main = ("sources", "articles", "versions", "dates", "money", "quantities")
    operations = ("captures", "fetches", "failures", "runs")
    indexes = ("term_vectors", "search_pending")
    matching = ("fingerprints", "term_counts")
    assert all(rows.pop(f"ops.{table}") > 1 for table in matching)
    assert rows == dict.fromkeys(
        [f"main.{table}" for table in main]
        + [f"ops.{table}" for table in (*operations, *indexes)],
        1,
    )
    assert loaded == Loaded(batches=1, articles=1, versions=1, copies=0, facts=3)


def test_same_batch_twice_changes_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    copy = refined("https://two.example/copy", words=RIVER, source_id="two", minute=3)
    batches = [full_batch(), batch(refined(words=RIVER), copy, minute=3)]
    put(warehouse, tmp_path, *batches)
    before = dump(warehouse)
    loaded = put(warehouse, tmp_path, *batches)
    assert dump(warehouse) == before
    assert loaded == Loaded(batches=2)


def test_article_shows_the_metadata_of_its_newest_state(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first = refined(title="River rises", authors=("Ana Rusu",))
    second = refined(
        title="River rises again",
        words=LATER,
        minute=60,
        published_on=date(2024, 3, 21),
        published_at=at(50),
    )
    put(warehouse, tmp_path, batch(first), batch(second, minute=60))
    found = select(
        warehouse,
        "select title, authors, published_on, published_at, date_precision, "
        "version_count, first_seen_at, last_seen_at, "
        "(select text from versions where version_id = latest_version_id) "
        "from articles",
    )
    assert found == [
        (
            "River rises again",
            [],
            date(2024, 3, 21),
            at(50),
            "second",
            2,
            at(0),
            at(60),
            second.text,
        )
    ]


def test_same_words_are_no_new_version(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined()), batch(refined(minute=9), minute=9))
    assert len(select(warehouse, HISTORY)) == 1
    assert select(warehouse, "select last_seen_at from articles") == [(at(9),)]


@pytest.mark.parametrize("at_once", [True, False])
def test_words_that_come_back_are_a_third_version(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, at_once: bool
) -> None:
    states = [
        refined(words=words, minute=minute)
        for minute, words in enumerate([RIVER, LATER, RIVER])
    ]
    batches = [batch(*states)] if at_once else [batch(state) for state in states]
    put(warehouse, tmp_path, *batches)
    assert select(warehouse, HISTORY) == [
        (1, states[0].text),
        (2, states[1].text),
        (3, states[2].text),
    ]
    assert select(warehouse, "select version_count from articles") == [(3,)]


def test_older_state_that_comes_late_moves_the_others_on(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    early, middle, late = (
        refined(words=words, minute=minute, title=words[:9])
        for minute, words in enumerate(["Water is rising.", RIVER, LATER])
    )
    put(warehouse, tmp_path, batch(middle), batch(late), batch(early))
    assert [text for _, text in select(warehouse, HISTORY)] == [
        early.text,
        middle.text,
        late.text,
    ]
    latest = select(
        warehouse,
        "select ordinal, articles.title, first_seen_at from articles "
        "inner join versions on latest_version_id = version_id",
    )
    assert latest == [(3, LATER[:9], at(0))]


def test_state_from_before_the_last_sighting_is_never_the_latest(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Seen with the old words after the late state: those are the words it has."""
    first, again = refined(words=RIVER), refined(words=RIVER, minute=20)
    between = refined(words=LATER, minute=10, title="Something else")
    put(warehouse, tmp_path, batch(first), batch(again), batch(between))
    latest = select(
        warehouse,
        "select text, articles.title, version_count from articles "
        "inner join versions on latest_version_id = version_id",
    )
    assert latest == [(first.text, "River rises", 2)]


ORDER_CASES: dict[str, list[Batch]] = {
    "versions": [
        batch(refined(words=words, minute=minute, title=f"Title {minute}"))
        for minute, words in enumerate(["One flood.", "Two floods.", "One flood."])
    ],
    "copies of three publishers, the original in the middle": [
        batch(
            refined(
                f"https://{name}.example/x",
                words=RIVER,
                source_id=name,
                minute=minute,
                published_on=date(2024, 3, day),
            )
        )
        for minute, (name, day) in enumerate([("b", 20), ("a", 19), ("c", 21)])
    ],
    "an origin named by a copy of other words": [
        batch(refined("https://late.example/x", minute=8, words=RIVER)),
        batch(refined("https://early.example/x", minute=1, words=RIVER)),
        batch(
            refined(
                "https://third.example/x",
                minute=2,
                words=LATER,
                origin_url="https://late.example/x",
            )
        ),
    ],
    "an article whose day changes": [
        batch(refined("https://two.example/x", minute=5, words=RIVER)),
        batch(refined(words=RIVER, published_on=date(2024, 3, 21))),
        batch(refined(words=LATER, minute=9, published_on=date(2024, 3, 19))),
    ],
    "articles that take over each other's words": [
        batch(refined("https://x.example/x", words="One flood.", minute=0)),
        batch(refined("https://y.example/y", words="One flood.", minute=1)),
        batch(refined("https://y.example/y", words="Two floods.", minute=2)),
        batch(refined("https://x.example/x", words="Two floods.", minute=3)),
    ],
}


KNOWN = {
    *("main.articles", "main.versions", "main.duplicates", "main.stories"),
    *("main.dates", "main.money", "main.quantities", "ops.captures"),
}
"""Tables that do not depend on the order of batches."""


@pytest.mark.parametrize("batches", ORDER_CASES.values(), ids=ORDER_CASES)
def test_batches_in_any_order_fill_the_same_tables(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, batches: Sequence[Batch]
) -> None:
    outcomes = []
    # Of the 24 orders of four batches every fifth, to be quick: all begin and end.
    for order in list(permutations(batches))[:: 5 if len(batches) > 3 else 1]:
        empty(warehouse)
        put(warehouse, tmp_path, *order)
        # When it was found out does depend on what came when,
        # as do the trail, and which of several equals bears the evidence.
        found = dump(warehouse, without={"detected_at"})
        outcomes.append({table: found[table] for table in found if table in KNOWN})
    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert any("article" in row[0] for row in outcomes[0]["main.articles"])


def duplicate_urls(warehouse: duckdb.DuckDBPyConnection) -> dict[object, object]:
    rows = select(
        warehouse,
        "select articles.url, originals.url from articles left join articles "
        "as originals on articles.duplicate_of = originals.article_id",
    )
    return {row[0]: row[1] for row in rows}


def test_article_that_another_names_as_origin_is_the_original(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    agency = refined("https://agency.example/x", words=RIVER, minute=30)
    paper = refined(
        "https://paper.example/x",
        words=RIVER,
        published_on=date(2024, 3, 18),
        origin_url="https://agency.example/x",
    )
    put(warehouse, tmp_path, batch(paper, agency))
    assert duplicate_urls(warehouse) == {
        "https://agency.example/x": None,
        "https://paper.example/x": "https://agency.example/x",
    }


def test_older_original_that_comes_late_takes_all_copies_over(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def article(name: str, day: int) -> Batch:
        on = date(2024, 3, day)
        url = f"https://{name}.example/x"
        return batch(refined(url, words=RIVER, published_on=on, source_id=name))

    put(warehouse, tmp_path, article("b", 20), article("c", 21), article("a", 19))
    assert duplicate_urls(warehouse) == {
        "https://a.example/x": None,
        "https://b.example/x": "https://a.example/x",
        "https://c.example/x": "https://a.example/x",
    }
    assert select(warehouse, "select kind, containment from duplicates") == [
        ("exact", 1.0),
        ("exact", 1.0),
    ]


def test_two_articles_of_one_source_with_the_same_words_are_copies(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    second = refined("https://one.example/b", words="The  RIVER rose — again.")
    first = refined(words="The river rose - again.")
    loaded = put(warehouse, tmp_path, batch(second, first))
    assert loaded.copies == 1
    assert duplicate_urls(warehouse)["https://one.example/b"] == URL


def test_articles_are_never_copies_of_each_other(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, *ORDER_CASES["articles that take over each other's words"])
    assert select(warehouse, "select url from originals") == [("https://x.example/x",)]


def test_article_is_no_copy_of_itself_when_its_words_come_back(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, *ORDER_CASES["versions"])
    assert duplicate_urls(warehouse) == {URL: None}
    found = select(
        warehouse,
        "select versions.ordinal, originals.ordinal, duplicates.kind from duplicates "
        "inner join versions on duplicates.version_id = versions.version_id "
        "inner join versions as originals "
        "on duplicates.original_version_id = originals.version_id",
    )
    assert found == [(3, 1, "exact")]


def test_facts_are_loaded_for_new_versions_alone(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    words = "Repairs cost $2.5 million."
    put(warehouse, tmp_path, batch(refined(words=words)))
    loaded = put(warehouse, tmp_path, batch(refined(words=words, minute=5)))
    assert loaded.facts == 0
    assert select(warehouse, "select amount, currency, evidence from money") == [
        (Decimal("2500000.000000"), "USD", "$2.5 million")
    ]


def test_spans_of_stored_facts_point_at_their_words(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    words = "Käufer 🚢 paid $5 million on Tuesday. It’s “£3m” more."
    put(warehouse, tmp_path, batch(refined(words=words)))
    rows = select(
        warehouse,
        "select evidence, text[start_char + 1 : end_char], contains(sentence, evidence)"
        " from facts inner join versions using (version_id) "
        "where kind in ('money', 'dates') order by start_char",
    )
    assert [row[0] for row in rows] == ["$5 million", "Tuesday", "£3m"]
    assert all(row[0] == row[1] and row[2] for row in rows)


def test_sighting_moves_the_last_sight_forward_only(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    spelled = "http://one.example/a?utm_source=feed"
    later = batch(minute=9, sightings=(Sighting(url=spelled, seen_at=at(9)),))
    earlier = batch(minute=4, sightings=(Sighting(url=URL, seen_at=at(4)),))
    put(warehouse, tmp_path, batch(refined()), later, earlier)
    found = select(warehouse, "select first_seen_at, last_seen_at from articles")
    assert found == [(at(0), at(9))]


def test_source_is_described_as_its_file_says_now(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(sources=(source(), source("two"))),
        batch(sources=(source(name="The One, renamed"),), minute=10),
    )
    rows = select(
        warehouse, "select source_id, name, added_at from sources order by source_id"
    )
    assert rows == [("one", "The One, renamed", at(0)), ("two", "The One", at(0))]


def test_failures_that_differ_in_nothing_but_their_place_are_all_kept(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """A feed drops forty items without links at one instant: forty rows."""
    dropped = tuple(failure(reason="no-link", detail="an item") for _ in range(40))
    other = failure(reason="no-link", detail="another item")
    put(warehouse, tmp_path, *[batch(failures=(*dropped, other))] * 2)
    assert select(warehouse, "select count(*) from ops.failures") == [(41,)]


def test_ledgers_take_each_row_once(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    same = (fetch(), fetch())
    put(warehouse, tmp_path, batch(fetches=same), batch(fetches=same, runs=(run(),)))
    assert select(warehouse, "select count(*) from ops.fetches") == [(1,)]


@pytest.mark.parametrize("table", ["pages", "money", "fetches", "sightings"])
def test_batch_with_one_bad_row_leaves_nothing_behind(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, table: str
) -> None:
    landed = land(tmp_path / "landing", full_batch())
    path = landed / f"{table}.jsonl"
    path.write_text(path.read_text("utf-8") + '{"version_id": "poison"}\n', "utf-8")
    if table in ("fetches", "sightings"):
        path.write_text('{"url_id": "poison"}\n', "utf-8")
    before = dump(warehouse)
    with pytest.raises(duckdb.Error):
        load(warehouse, landed)
    assert dump(warehouse) == before
    assert put(warehouse, tmp_path, batch(refined(words="All is well."))).articles == 1


@pytest.fixture
def small_machine() -> Iterator[duckdb.DuckDBPyConnection]:
    """A warehouse of its own, on which a test may set limits."""
    connection = new_warehouse()
    yield connection
    connection.close()


def test_load_without_memory_is_no_fault_of_the_batch(
    small_machine: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    landed = land(tmp_path / "landing", full_batch())
    small_machine.execute("set memory_limit = '1MB'")
    with pytest.raises(WarehouseError, match="cannot be loaded now"):
        load(small_machine, landed)


def test_load_does_with_little_memory(
    small_machine: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    small_machine.execute("set memory_limit = '300MB'")
    long = refined(words="It rained. " * 100_000)
    assert put(small_machine, tmp_path, batch(long)).versions == 1


class Counting:
    """A connection that counts the statements it is given."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.statements = 0

    def execute(self, *arguments: object) -> duckdb.DuckDBPyConnection:
        self.statements += 1
        return self._connection.execute(*arguments)  # type: ignore[arg-type]  # passed on

    def __getattr__(self, name: str) -> object:
        return getattr(self._connection, name)


def test_number_of_statements_does_not_grow_with_the_batch(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    counts = []
    for size in (1, 100):
        articles = (
            refined(f"https://one.example/{size}/{n}", words=f"{n} boats and $5.")
            for n in range(size)
        )
        counting = Counting(warehouse)
        landed = land(tmp_path / "landing", batch(*articles))
        loaded = load(counting, landed)  # type: ignore[arg-type]  # stands in for one
        assert loaded.versions == size
        counts.append(counting.statements)
    assert counts[0] == counts[1]


def test_large_batch_is_loaded_whole(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    articles = [
        refined(
            f"https://one.example/{number}",
            words=f"Barge {number // 2} carried {number // 2} tonnes for $7.",
        )
        for number in range(500)
    ]
    loaded = put(warehouse, tmp_path, batch(*articles))
    assert loaded == Loaded(
        batches=1, articles=500, versions=500, copies=250, facts=1000
    )
    hidden = select(
        warehouse, "select count(*) from articles where duplicate_of is not null"
    )
    assert hidden == [(250,)]


def test_capture_row_comes_back_as_it_went_in(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    sent = capture(minute=7)
    put(warehouse, tmp_path, batch(captures=(sent,)))
    rows = select(
        warehouse,
        "select capture_id, url, status, payload_digest, file_offset, fetched_at "
        "from ops.captures",
    )
    expected = (
        *(sent.capture_id, sent.url, 200),
        *(sent.payload_digest, 567, sent.fetched_at),
    )
    assert rows == [expected]


def test_events_of_articles_without_title_are_loaded(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Dated articles in files have none; their batch was refused for it."""
    words = "Russian forces shelled Kupiansk on Monday, killing two people."
    loaded = put(warehouse, tmp_path, batch(refined(words=words, title=None)))
    assert loaded.articles == 1
    titles = select(warehouse, "select title from incidents")
    assert titles == [("assault in Kupyansk",)]
