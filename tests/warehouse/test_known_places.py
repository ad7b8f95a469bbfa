"""The dictionary of places: each that some article names, once."""

from pathlib import Path

import duckdb

from tests.warehouse.batches import batch, put, refined, select


def test_place_of_many_articles_is_known_once(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(
            refined("https://one.example/a", words="It rained in Paris on Monday."),
            refined("https://one.example/b", words="Paris is in France, she said."),
        ),
        batch(
            refined("https://one.example/c", words="Rain fell in Paris and Lyon."),
            minute=1,
        ),
    )
    named = select(warehouse, "select distinct place_id, name from places order by all")
    known = select(warehouse, "select place_id, name from known_places order by all")
    assert known == named
    assert {name for _, name in known} >= {"Paris", "France", "Lyon"}
