"""One place of the gazetteer, the record that resolution chooses among."""

from dataclasses import dataclass
from typing import Literal

Level = Literal[
    "continent",
    "region",
    "country",
    "admin1",
    "area",
    "town",
    "water",
    "terrain",
    "near",
]
"""How exact the point is. "region" is larger than a country or cuts across divisions,
"area" a district or county, placed by a town in it, "near" a place that no table has,
placed by one that the text names beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its point, in degrees north and east."""

    geonames_id: int | None
    name: str
    level: Level
    country: str | None
    """ISO 3166-1 alpha-2; None for what lies in several or in none."""
    admin1: str | None
    """GeoNames' code of the first-level division with its country: UA.07, US.TX."""
    latitude: float
    longitude: float
    population: int
    """Inhabitants; 0 where unknown."""
    is_variant: bool = False
    """Whether the spelling asked for is not the place's first name."""
