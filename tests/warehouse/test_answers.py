"""The README's cookbook over a world whose right answers were counted by hand."""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.quality import cookbook
from tests.warehouse.batches import new_warehouse, select
from tests.warehouse.world import fill
from warehouse.connection import Place, connect_reader, opened
from warehouse.migrate import migrate

README = Path(__file__).resolve().parents[2] / "README.md"
_QUESTION = re.compile(r"^\*\*(\d+)\. .*?^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
COOKBOOK = {
    int(number): query for number, query in _QUESTION.findall(README.read_text("utf-8"))
}

Rows = list[tuple[object, ...]]

PLEDGE, CONVOY, SHELLING = (
    "EU pledges 40 million euros",
    "Gunmen attack aid convoy",
    "Militia shells Brusna",
)
WIRE, COURIER, LEDGER, OBSERVER = (
    "danubia-wire",
    "teliva-courier",
    "eastern-ledger",
    "prut-observer",
)
SHELLED = (
    "The Zarnova Militia shelled Brusna on Tuesday and killed {} people, "
    "the mayor said."
)
EU, UK = "European Union", "United Kingdom"
ATTACKED = (
    "Gunmen attacked an aid convoy near Lozeni on Monday and killed three drivers, "
    "police said."
)
PLEDGED = "The European Union pledged 40 million euros in aid on Wednesday for Moldova."
GIVING = (
    "The EU promised Moldova 40 million euros, its delegation said.",
    "Of the 40 million euros that the European Union pledged to Moldova, a quarter is "
    "for food, said Clara Weissmann.",
    "The council asked when the €40m that the European Union has pledged to Moldova "
    "will come.",
    "Two weeks ago the European Union pledged 40 million euros to Moldova.",
    "The European Union has paid Moldova 12 million euros so far.",
)

ANSWERS: Mapping[int, Rows] = {
    # The convoy and the villages, the shelling, the bridge; at Zarnova the market. The
    # attacks that were denied, threatened and planned are none.
    1: [
        ("Orvideni", date(2024, 3, 18), 1, 1, 0, 1),
        ("Teliva", date(2024, 3, 4), 2, 5, 1, 3),
        ("Teliva", date(2024, 3, 11), 1, 2, 0, 2),
        ("Teliva", date(2024, 3, 18), 1, 1, 0, 1),
    ],
    # The villages are known by week and district alone.
    2: [
        ("Orvideni", date(2024, 3, 18), 1, 1),
        ("Teliva", date(2024, 3, 4), 1, 4),
        ("Teliva", date(2024, 3, 11), 1, 2),
        ("Teliva", date(2024, 3, 18), 1, 1),
    ],
    # Three or four in the convoy, five at Brusna; six that were denied.
    3: [("Teliva", date(2024, 3, 1), 8, 9)],
    4: [
        (date(2024, 3, 4), 3, None, False),
        (date(2024, 3, 11), 1, -2, False),
        (date(2024, 3, 18), 3, 2, True),
    ],
    # Ten articles, one pledge; the same sum six weeks later is another; one is denied.
    5: [
        (EU, date(2024, 3, 1), 1, 10, ["EUR 40000000"], 44_000_000),
        (UK, date(2024, 3, 1), 1, 1, ["GBP 5000000"], 6_400_000),
        (UK, date(2024, 4, 1), 1, 1, ["GBP 5000000"], 6_200_000),
    ],
    6: [(EU, 44_000_000, 13_200_000), (UK, 12_600_000, None)],
    7: [
        (
            *(EU, 40_000_000, "EUR", 10, 5, 3),
            PLEDGED,
        )
    ],
    8: [
        (
            "2024-03-06 15:00:00+00:00",
            "Clara Weissmann",
            "head of aid",
            "This is a beginning",
        ),
        ("2024-03-11 12:00:00+00:00", "David Lowe", "ambassador", "More will follow"),
    ],
    # A driver has no name, and copied quotes are heard once.
    9: [(WIRE, 3, 1.0), (LEDGER, 1, 0.0)],
    10: [
        (PLEDGE, WIRE, COURIER, "exact", 20),
        (PLEDGE, WIRE, LEDGER, "copy", 120),
        (PLEDGE, WIRE, COURIER, "teaser", 900),
        (PLEDGE, WIRE, LEDGER, "copy", 960),
        (PLEDGE, WIRE, OBSERVER, "copy", 18240),
        (CONVOY, WIRE, COURIER, "exact", 90),
    ],
    11: [
        (WIRE, 7, 7, 0.0),
        (LEDGER, 6, 4, 0.33),
        (OBSERVER, 4, 3, 0.25),
        (COURIER, 8, 5, 0.38),
    ],
    12: [
        (CONVOY, "Lozeni", date(2024, 3, 4), 4, 1, 3),
        (SHELLING, "Brusna", date(2024, 3, 12), 2, 0, 2),
    ],
    13: [
        ("changed", SHELLED.format("two"), SHELLED.format("five")),
        ("added", None, "Nine more were injured, doctors said."),
    ],
    14: [
        (SHELLING, "changed", "killed", "two people", "five people"),
        (SHELLING, "appeared", "injured", None, "Nine more"),
    ],
    # At Brusna two became five in one source, which is no contradiction.
    15: [(CONVOY, "killed", 3, 4, 4, [f"{WIRE} 3", f"{LEDGER} 4"])],
    16: [("Clara Weissmann", 2), ("David Lowe", 1)],
    17: [
        ("Clara Weissmann", "European Union", 2),
        ("Ana Rusu", "Red Cross", 1),
        ("Ana Rusu", "Zarnova Militia", 1),
    ],
    18: [
        (date(2024, 3, 5), "ASSAULT", "attack", "Lozeni", ATTACKED),
        (date(2024, 3, 8), "AID", "pledge", "Moldova", GIVING[1]),
        (date(2024, 3, 9), "AID", "pledge", "Moldova", GIVING[2]),
        (date(2024, 3, 21), "AID", "pledge", "Moldova", GIVING[3]),
        (date(2024, 3, 21), "AID", "pay", "Moldova", GIVING[4]),
    ],
    # Five articles on one pledge are one story.
    19: [
        (date(2024, 3, 4), 1, 4, 0.25),
        (date(2024, 3, 11), 2, 4, 0.5),
        (date(2024, 3, 18), 0, 5, 0.0),
        (date(2024, 4, 22), 0, 1, 0.0),
    ],
    20: [
        (date(2024, 3, 6), EU, "AID", "happened", "Moldova", PLEDGED),
        (date(2024, 3, 7), EU, "AID", "happened", "Moldova", GIVING[0]),
        (date(2024, 3, 8), EU, "AID", "happened", "Moldova", GIVING[1]),
        (date(2024, 3, 9), EU, "AID", "happened", "Moldova", GIVING[2]),
        (date(2024, 3, 21), EU, "AID", "happened", "Moldova", GIVING[4]),
    ],
    21: [
        (
            *(date(2024, 3, 22), date(2024, 3, 4), "Two held over convoy attack"),
            "Two men were arrested on Friday over the attack on an aid convoy near "
            "Lozeni on 4 March.",
        )
    ],
    22: [
        (
            PLEDGE,
            "2024-03-06 15:00:00+00:00",
            date(2024, 3, 6),
            "2024-03-21 12:00:00+00:00",
            10,
            5,
            3,
        ),
        (
            CONVOY,
            "2024-03-05 08:00:00+00:00",
            date(2024, 3, 5),
            "2024-03-05 12:00:00+00:00",
            3,
            1,
            2,
        ),
        (
            SHELLING,
            "2024-03-12 09:00:00+00:00",
            date(2024, 3, 12),
            "2024-03-13 11:00:00+00:00",
            2,
            0,
            2,
        ),
    ],
    23: [
        (date(2024, 3, 4), 3, 3),
        (date(2024, 3, 11), 1, 1),
        (date(2024, 3, 18), 3, 1),
    ],
    24: [
        ("two people", SHELLED.format("two"), "1", "2024-03-12 09:05:00+00:00", False)
    ],
    25: [
        (WIRE, "missing", 42, date(2024, 3, 7), date(2024, 4, 21)),
        (LEDGER, "empty", 2, date(2024, 3, 9), date(2024, 3, 10)),
        (LEDGER, "missing", 43, date(2024, 3, 8), date(2024, 4, 22)),
        (OBSERVER, "missing", 34, date(2024, 3, 20), date(2024, 4, 22)),
        (COURIER, "failed", 2, date(2024, 3, 9), date(2024, 3, 10)),
        (COURIER, "missing", 40, date(2024, 3, 11), date(2024, 4, 22)),
        (COURIER, "stale", 1, date(2024, 3, 14), date(2024, 3, 14)),
    ],
}


@pytest.fixture(scope="module", params=["file", "sqlite", "postgres"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader's connection to the world, on each engine."""
    folder = tmp_path_factory.mktemp(f"world-{request.param}")
    place: Place = folder / "warehouse.duckdb"
    if request.param != "file":
        place = request.getfixturevalue("new_lake")(request.param, folder)
    with opened(place) as connection:
        migrate(connection)
        fill(connection, folder)
    with closing(connect_reader(place)) as reader:
        yield reader


def test_cookbook_asks_what_is_answered_here() -> None:
    assert sorted(COOKBOOK) == sorted(ANSWERS)


def test_answers_in_the_readme_have_the_columns_of_their_queries() -> None:
    """Else: run the demo and tests/quality/cookbook.py."""
    shown = list(cookbook.answered(README.read_text("utf-8")))
    assert len(shown) > 15
    with closing(new_warehouse()) as connection:
        for query, answer in shown:
            description = connection.execute(query).description or []
            assert [each[0] for each in description] == answer.split("\n")[0].split()


@pytest.mark.parametrize("number", sorted(ANSWERS))
def test_question_of_the_cookbook_has_its_right_answer(
    world: duckdb.DuckDBPyConnection, number: int
) -> None:
    found = select(world, COOKBOOK[number])
    assert [tuple(map(_plain, row)) for row in found] == ANSWERS[number]


def test_evidence_of_the_world_stands_where_its_span_says(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """A slip in world.toml would make every answer worthless."""
    wrong = select(
        world,
        "select fact_id from fact_evidence inner join versions using (version_id) "
        "where versions.text[start_char + 1 : end_char] <> evidence "
        "or not contains(sentence, evidence)",
    )
    assert wrong == []
    assert select(world, "select count(*) > 50 from fact_evidence") == [(True,)]


@pytest.mark.parametrize(
    ("instant", "evidence", "superseded"),
    [
        ("2024-03-12 09:04:00+00", [], []),
        ("2024-03-12 10:00:00+00", ["two people"], ["2024-03-13 08:00:00+00:00"]),
        ("2024-03-13 08:00:00+00", ["five people", "Nine more"], [None, None]),
    ],
)
def test_facts_are_told_as_they_were_known(
    world: duckdb.DuckDBPyConnection,
    instant: str,
    evidence: list[str],
    superseded: list[str | None],
) -> None:
    found = select(
        world,
        f"select evidence, superseded_at from facts_as_of('{instant}') "
        "where kind = 'casualties' and url = 'https://shelling.example/' "
        "order by start_char",
    )
    assert [row[0] for row in found] == evidence
    assert [_plain(row[1]) for row in found] == superseded


def test_what_was_a_copy_only_later_was_none_before(
    world: duckdb.DuckDBPyConnection,
) -> None:
    known = (
        "select count(*) filter (is_copy), count(*) filter (not is_copy) "
        "from facts_as_of('{}') where kind = 'money'"
    )
    # Seen five minutes after each was published.
    assert select(world, known.format("2024-03-06 15:10:00+00")) == [(0, 1)]
    assert select(world, known.format("2024-03-07 08:00:00+00")) == [(4, 1)]


def test_toll_of_an_incident_keeps_what_was_said_before(
    world: duckdb.DuckDBPyConnection,
) -> None:
    found = select(
        world,
        "select title, effect, claims, sources, count_min, count_max, latest_count, "
        "latest_attributed_to, is_disputed from tolls where scope = 'incident' "
        "order by title, effect",
    )
    assert found == [
        (CONVOY, "killed", 2, 2, 3, 4, 4, "Red Cross", True),
        (SHELLING, "injured", 1, 1, 9, 9, 9, "doctors", False),
        (SHELLING, "killed", 3, 2, 2, 5, 5, "Ana Rusu", False),
    ]


def test_toll_of_years_stands_apart_from_that_of_the_incident(
    world: duckdb.DuckDBPyConnection,
) -> None:
    """Tied to the same event as the five dead, which alone the incident has."""
    tolls = "select count_min, count_max from tolls where scope = 'background'"
    assert select(world, tolls) == [(900, 900)]
    incidents = "select max(killed_max) from incident_sites"
    assert select(world, incidents) == [(5,)]


def test_coverage_gives_denominators_without_gaps(
    world: duckdb.DuckDBPyConnection,
) -> None:
    found = select(
        world,
        "select day, sources_known, sources_reporting, articles, copies, new_sources "
        "from coverage where day between '2024-03-06' and '2024-03-10' order by day",
    )
    assert found == [
        (date(2024, 3, 6), 3, 3, 4, 2, []),
        (date(2024, 3, 7), 3, 2, 4, 2, []),
        (date(2024, 3, 8), 3, 1, 1, 0, []),
        (date(2024, 3, 9), 3, 1, 1, 0, []),
        (date(2024, 3, 10), 3, 0, 0, 0, []),
    ]


def test_a_series_that_jumps_with_a_new_source_is_flagged(
    world: duckdb.DuckDBPyConnection,
) -> None:
    flagged = select(
        world, "select day, new_sources from coverage where is_jump_of_new_sources"
    )
    assert flagged == [(date(2024, 3, 19), [OBSERVER])]


def _plain(value: object) -> object:
    """Instants as text, which is how the table above tells them from days."""
    is_instant = hasattr(value, "tzinfo")
    return str(value) if is_instant else value
