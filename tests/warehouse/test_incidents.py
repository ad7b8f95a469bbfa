"""Incidents: tellings of different articles joined during the load."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, put, refined, select

FIRST = (
    "Rebels attacked the market in Maiduguri on Tuesday. At least 12 people were"
    " killed in the attack, police said."
)
SECOND = (
    "The army blamed rebels who attacked the market in Maiduguri on Tuesday, where 15"
    " people were killed."
)
ELSEWHERE = "Rebels attacked the market in Kano on Tuesday. Three people were killed."
DENIED = "The army denied that its troops attacked the market in Maiduguri on Tuesday."
COUNTS = """
select report_count, copy_count, source_count, killed_min, killed_max
from incidents
where plover_type = 'ASSAULT' and place = 'Maiduguri'
"""


def tell(
    warehouse: duckdb.DuckDBPyConnection, folder: Path, *told: tuple[str, str]
) -> None:
    for minute, (source, words) in enumerate(told):
        article = refined(
            f"https://{source}.example/a",
            words=words,
            minute=minute,
            source_id=source,
        )
        put(warehouse, folder, batch(article))


def test_reports_copies_and_sources_of_an_incident_are_three_counts(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    told = [("one", FIRST), ("two", SECOND), ("three", ELSEWHERE), ("four", FIRST)]
    tell(warehouse, tmp_path, *told)
    assert select(warehouse, COUNTS) == [(3, 1, 2, 12, 15)]
    towns = select(
        warehouse,
        "select place from incidents where plover_type = 'ASSAULT' order by place",
    )
    assert towns == [("Kano",), ("Maiduguri",)]


def test_what_is_denied_is_no_incident(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tell(warehouse, tmp_path, ("one", DENIED))
    assert select(warehouse, COUNTS) == []


def test_loading_a_batch_again_changes_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tell(warehouse, tmp_path, ("one", FIRST))
    tell(warehouse, tmp_path, ("one", FIRST))
    assert select(warehouse, COUNTS) == [(1, 0, 1, 12, 12)]
    assert (
        select(
            warehouse,
            "select 1 from incident_reports group by event_id having count(*) > 1",
        )
        == []
    )


BRIDGE = (
    "Rebels attacked the market in Maiduguri on Tuesday. The siege of the market in"
    " Maiduguri on Tuesday ended."
)


def test_every_report_names_an_incident_and_an_event_that_exist(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    tell(warehouse, tmp_path, ("one", FIRST), ("two", SECOND), ("three", BRIDGE))
    orphans = select(
        warehouse,
        """
        select event_id from incident_reports
        where incident_id not in (select incident_id from incidents)
        or event_id not in (select fact_id from events)
        """,
    )
    assert orphans == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_order_of_arrival_does_not_change_what_is_one(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, order: tuple[int, ...]
) -> None:
    told = [("one", FIRST), ("two", SECOND), ("three", ELSEWHERE)]
    tell(warehouse, tmp_path, *(told[place] for place in order))
    assert [row[0] for row in select(warehouse, COUNTS)] == [2]
