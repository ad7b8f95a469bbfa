"""Incidents as points on a map."""

import json
from pathlib import Path

import duckdb

from tests.warehouse.world import fill
from warehouse.export_map import feature_lines


def test_incident_with_a_place_is_a_point_with_its_counts(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(warehouse, tmp_path)
    features = [json.loads(line) for line in feature_lines(warehouse)]
    # Two have no place: the arrests and the storm that is planned.
    assert len(features) == 7
    convoy = features[0]
    assert convoy["type"] == "Feature"
    assert convoy["geometry"] == {"type": "Point", "coordinates": [27.6, 47.9]}
    told = convoy["properties"]
    assert (told["title"], told["place"]) == ("Gunmen attack aid convoy", "Lozeni")
    assert (told["reports"], told["copies"], told["independent_sources"]) == (4, 1, 3)
    assert (told["killed_min"], told["killed_max"]) == (3, 4)
    assert told["begins_on"] == "2024-03-04"
    assert told["urls"] == [
        "https://arrests.example/",
        "https://convoy-courier.example/",
        "https://convoy-ledger.example/",
        "https://convoy.example/",
    ]


def test_warehouse_without_incidents_has_no_points(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    assert list(feature_lines(warehouse)) == []
