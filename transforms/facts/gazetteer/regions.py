"""Countries, first-level divisions, counties, seas: what the gazetteer knows by name.

The hand-made tables of ``lexicons`` arrive, places by key leave. Acronyms ("US") and
abbreviations ("Ky.") are looked up as written, so that "us" and "Ky" stay words.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple, cast

from transforms.facts.gazetteer import towns
from transforms.facts.gazetteer.place import Level, Place
from transforms.facts.gazetteer.spelling import key_of
from transforms.facts.gazetteer.tables import rows

_CODED = frozenset({"US", "GB"})
"""Countries whose rows give a division's code instead of its seat."""
_EXACT_CHARACTERS = 4

Index = Mapping[str, tuple[Place, ...]]


class Division(NamedTuple):
    """A point and what GeoNames counts in a first-level division."""

    latitude: float
    longitude: float
    population: int


def named(name: str) -> tuple[Place, ...]:
    """All but towns with this name; countries first, then by population."""
    by_key, as_written = _index()
    return as_written.get(name) or by_key.get(key_of(name), ())


def starts_longer(key: str) -> bool:
    """Whether a longer name begins with this word."""
    return key in _first_words()


def division(code: str) -> Place | None:
    """The first-level division with GeoNames' code, e.g. "UA.07".

    Its name is "" where our tables have none; None for an unknown code.
    """
    named = _divisions().get(code)
    point = _points().get(code)
    if named or point is None:
        return named
    return Place(
        geonames_id=None,
        name="",
        level="admin1",
        country=code.partition(".")[0],
        admin1=code,
        latitude=point.latitude,
        longitude=point.longitude,
        population=point.population,
    )


def country(code: str) -> Place | None:
    """The country with this ISO 3166-1 alpha-2 code."""
    return _countries().get(code)


def postal(code: str) -> Place | None:
    """The US state or Canadian province with this two-letter code."""
    return _divisions().get(_CANADIAN.get(code, f"US.{code}"))


@cache
def iso3() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 to alpha-3."""
    return MappingProxyType(
        {row["country"]: row["iso3"] for row in rows("countries.csv")}
    )


@cache
def peoples() -> Mapping[str, str]:
    """Nationalities and what belongs to a country ("Dutch") -> its alpha-2 code."""
    return MappingProxyType(
        {
            people: row["country"]
            for row in rows("countries.csv")
            for people in row["peoples"].split(";")
            if people
        }
    )


@cache
def capitals() -> frozenset[int]:
    """GeoNames' ids of the towns that are capitals of countries."""
    return frozenset(
        town.geonames_id
        for row in rows("countries.csv")
        if row["capital"]
        for town in towns.keyed(key_of(row["capital"]))[:1]
        if town.country == row["country"] and town.geonames_id
    )


_CANADIAN: Mapping[str, str] = MappingProxyType(
    {
        "AB": "CA.01",
        "BC": "CA.02",
        "MB": "CA.03",
        "NB": "CA.04",
        "NL": "CA.05",
        "NS": "CA.07",
        "ON": "CA.08",
        "PE": "CA.09",
        "QC": "CA.10",
        "SK": "CA.11",
        "YT": "CA.12",
        "NT": "CA.13",
        "NU": "CA.14",
    }
)


@cache
def _index() -> tuple[Index, Index]:
    """Places by key, and by name as written for those whose key would be a word."""
    by_key: dict[str, list[Place]] = defaultdict(list)
    as_written: dict[str, list[Place]] = defaultdict(list)
    for place, names in _named():
        for name in names:
            is_short = name.isupper() and len(name) <= _EXACT_CHARACTERS
            if is_short or "." in name[1:2] or name.endswith("."):
                as_written[name].append(place)
            else:
                by_key[key_of(name)].append(place)
    return _ordered(by_key), _ordered(as_written)


@cache
def _first_words() -> frozenset[str]:
    by_key, as_written = _index()
    names = [*by_key, *map(key_of, as_written)]
    # Of "u s virgin islands" the first word as written is "U.S.".
    words = [name.split() for name in names]
    return frozenset(
        " ".join(each[:count]) for each in words for count in (1, 2) if each[count:]
    )


def _ordered(places: Mapping[str, list[Place]]) -> Index:
    def rank(place: Place) -> tuple[bool, int]:
        return place.level != "country", -place.population

    return MappingProxyType(
        {
            key: tuple(sorted(dict.fromkeys(found), key=rank))
            for key, found in places.items()
        }
    )


def _named() -> Iterator[tuple[Place, list[str]]]:
    for code, place in _countries().items():
        yield place, [place.name, *_other_names("countries.csv", "country")[code]]
    others = _other_names("admin1_names.csv", "name")
    for place in _divisions().values():
        yield place, [place.name, *others[place.name]]
    for row in rows("regions.csv"):
        place = Place(
            geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
            name=row["name"],
            level=cast(Level, row["level"]),
            country=row["country"] or None,
            admin1=None,
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            population=0,
        )
        yield place, [place.name, *_split(row["names"])]


@cache
def _countries() -> Mapping[str, Place]:
    return MappingProxyType(
        {
            row["country"]: Place(
                geonames_id=int(row["geonames_id"]),
                name=row["name"],
                level="country",
                country=row["country"],
                admin1=None,
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                population=int(row["population"]),
            )
            for row in rows("countries.csv")
        }
    )


@cache
def _divisions() -> Mapping[str, Place]:
    """Divisions that have a name here, by code."""
    found: dict[str, Place] = {}
    for row in rows("admin1_names.csv"):
        code = _code(row)
        point = _points().get(code, Division(0.0, 0.0, 0))
        found.setdefault(
            code,
            Place(
                geonames_id=int(row["geonames_id"]) if row["geonames_id"] else None,
                name=row["name"],
                level="admin1",
                country=row["country"],
                admin1=code,
                latitude=float(row["latitude"] or point.latitude),
                longitude=float(row["longitude"] or point.longitude),
                population=point.population,
            ),
        )
    return MappingProxyType(found)


def _code(row: Mapping[str, str]) -> str:
    """The division's code: given, or that of its seat."""
    if row["country"] in _CODED or row["seat"].isupper():
        return f"{row['country']}.{row['seat']}"
    seats = (
        town.admin1
        for town in towns.keyed(key_of(row["seat"]))
        if town.country == row["country"] and town.admin1
    )
    return next(seats, "")


@cache
def _points() -> Mapping[str, Division]:
    return MappingProxyType(
        {
            row["code"]: Division(
                float(row["latitude"]), float(row["longitude"]), int(row["population"])
            )
            for row in rows("admin1_points.csv")
        }
    )


@cache
def _other_names(table: str, column: str) -> Mapping[str, list[str]]:
    return MappingProxyType({row[column]: _split(row["names"]) for row in rows(table)})


def _split(names: str) -> list[str]:
    return [name for name in names.split(";") if name]
