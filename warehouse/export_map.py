"""Incidents out of the warehouse as points on a map: GeoJSON, RFC 7946."""

import json
from collections.abc import Iterator
from importlib.resources import files

import duckdb

from warehouse.export import plain

_ROWS_AT_ONCE = 500


def feature_lines(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """One GeoJSON feature an incident that has a place, without line break.

    Coordinates are longitude and latitude, WGS 84; of a place that is known no better
    than by district or country (``place_precision``), those of its middle.
    """
    query = files("warehouse").joinpath("queries", "export_map.sql")
    cursor = connection.execute(query.read_text("utf-8"))
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for longitude, latitude, *values in rows:
            feature = {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
                "properties": dict(zip(names[2:], values, strict=True)),
            }
            yield json.dumps(feature, ensure_ascii=False, default=plain)
