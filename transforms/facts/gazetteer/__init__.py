"""The gazetteer: a name arrives, the places that bear it leave, likeliest first.

Towns from GeoNames, everything larger from tables of our own. Nothing is read before
the first question.
"""

from functools import lru_cache

from transforms.facts.gazetteer import counties, regions, towns
from transforms.facts.gazetteer.place import Level, Place
from transforms.facts.gazetteer.regions import (
    capitals,
    country,
    division,
    iso3,
    postal,
)
from transforms.facts.gazetteer.spelling import (
    SLAVIC,
    is_alike,
    key_of,
    romanised_of,
    sounds_of,
)

__all__ = [
    "SLAVIC",
    "Level",
    "Place",
    "capitals",
    "country",
    "demonym",
    "division",
    "find",
    "find_by_sound",
    "is_alike",
    "iso3",
    "postal",
    "starts_longer",
]


@lru_cache(maxsize=65536)
def find(name: str) -> tuple[Place, ...]:
    """Every place of this name: countries, divisions, regions, then towns by people.

    Accents, hyphens, "Saint" and "St." and, but for acronyms, case make no difference.
    Class words do: look up "Kharkiv" of "Kharkiv region". Cities of Ukraine, and large
    ones of Russia and Belarus, are found by any romanisation, where no place as large
    has the very name.
    """
    key = key_of(name)
    larger = regions.named(name) + counties.keyed(key)
    found = towns.keyed(key)
    if larger or (found and found[0].population >= towns.CITY):
        return larger + found
    cities = towns.romanised(romanised_of(key))
    return tuple(dict.fromkeys(cities + found)) if cities else found


@lru_cache(maxsize=65536)
def starts_longer(word: str) -> bool:
    """Whether a name of several words begins with ``word``."""
    key = key_of(word)
    return (
        regions.starts_longer(key)
        or counties.starts_longer(key)
        or towns.starts_longer(key)
        or towns.starts_longer(towns.ROMANISED + romanised_of(key))
    )


@lru_cache(maxsize=65536)
def find_by_sound(name: str) -> tuple[Place, ...]:
    """Towns of Ukraine, Russia and Belarus that ``name`` may be a romanisation of."""
    sounds = sounds_of(key_of(name))
    return towns.keyed("~" + sounds) if sounds else ()


def demonym(word: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that "Kenyan", "Dutch" or "Swedes" belongs to."""
    return regions.peoples().get(word)
