"""Counties, parishes and boroughs of the United States.

A key arrives, the counties that bear it leave, one a state. The table has no points:
each county stands where the town of its name in its state is, else amid the state.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from transforms.facts.gazetteer import towns
from transforms.facts.gazetteer.place import Place
from transforms.facts.gazetteer.regions import division
from transforms.facts.gazetteer.spelling import key_of
from transforms.facts.gazetteer.tables import rows


def keyed(key: str) -> tuple[Place, ...]:
    """The counties with this key ("lake county")."""
    name, codes = _counties().get(key, ("", ()))
    if not codes:
        return ()
    bare = towns.keyed(key.rpartition(" ")[0])
    return tuple(
        _county(
            name, state, next((town for town in bare if town.admin1 == code), state)
        )
        for code in codes
        if (state := division(code))
    )


def starts_longer(word: str) -> bool:
    """Whether the name of a county begins with this word."""
    return word in _first_words()


def _county(name: str, state: Place, point: Place) -> Place:
    return replace(
        state,
        geonames_id=None,
        name=name,
        level="area",
        latitude=point.latitude,
        longitude=point.longitude,
        population=0,
    )


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key.partition(" ")[0] for key in _counties())


@cache
def _counties() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Names and codes of states, by key."""
    return MappingProxyType(
        {
            key_of(row["county"]): (
                row["county"],
                tuple(f"US.{code}" for code in row["states"].split()),
            )
            for row in rows("us_counties.csv")
        }
    )
