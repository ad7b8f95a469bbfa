"""Which of the places of one name a text means.

The names of one document arrive, a place for each leaves. A name has one sense in a
document but for those that a state or country behind a comma fixes. Scores add the
number of people, what the document names besides (its countries, states and counties),
nearness to the names that are settled, and the publisher's own country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, log10, radians
from typing import NamedTuple

from transforms.facts.gazetteer import Place, capitals

_KM_PER_DEGREE = 111.2
_BASE = 0.2
_COUNTRY = 1.8
_DIVISION = 3.0
_NEAR = 2.5
_ELSEWHERE = 3.5
_APART = 1.0
_SOURCE = 1.2
_PLACES_MAX = 16
_ANCHORS_MAX = 16
_REACH_KM = 300
_REACH_DEGREES = _REACH_KM / _KM_PER_DEGREE
_LEVELS = {"country": 8.0, "continent": 8.0, "admin1": 6.4, "water": 6.4}
_LEVELS |= {"terrain": 6.0, "region": 6.2, "area": 5.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as the document uses it."""

    key: str
    places: tuple[Place, ...]
    count: int
    within: tuple[Place, ...] = ()
    """Larger places that the text puts the name in."""
    elsewhere: tuple[Place, ...] = ()
    """Those that it puts an earlier mention of the name in."""
    apart: tuple[Place, ...] = ()
    """Those that it puts a later one in, to tell that from this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a document plays."""

    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    source: str | None


class Anchor(NamedTuple):
    """A name whose place is clear, and how clear."""

    key: str
    place: Place
    weight: float


def choose(
    names: Sequence[Name], setting: Setting
) -> Mapping[str, tuple[Place, float]]:
    """Key of each name -> the likeliest place and its lead over the next one."""
    first = {name.key: _rank(name, setting, ()) for name in names}
    anchors = _anchors(names, first)
    return {
        name.key: _lead(
            _rank(name, setting, [each for each in anchors if each.key != name.key])
            if len(name.places) > 1
            else first[name.key]
        )
        for name in names
    }


def _lead(ranked: Sequence[tuple[float, Place]]) -> tuple[Place, float]:
    best = ranked[0]
    others = [
        points for points, place in ranked[1:] if kilometres(place, best[1]) > 100
    ]
    return best[1], best[0] - others[0] if others else 10.0


def _anchors(
    names: Iterable[Name], ranked: Mapping[str, Sequence[tuple[float, Place]]]
) -> list[Anchor]:
    """The names whose place is clearest."""
    found = []
    for name in names:
        place, lead = _lead(ranked[name.key])
        if place.level not in ("country", "continent", "region", "water"):
            weight = min(1.0, lead / 3) * (1.0 if name.within else 0.7)
            found.append((weight + min(name.count, 5) / 100, name.key, place))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [Anchor(key, place, weight) for weight, key, place in found[:_ANCHORS_MAX]]


def _rank(
    name: Name, setting: Setting, anchors: Sequence[Anchor]
) -> list[tuple[float, Place]]:
    places = name.places
    if len(places) > _PLACES_MAX:
        # Small ones count where the document is in their state.
        places = (
            places[:_PLACES_MAX]
            + tuple(
                place
                for place in places[_PLACES_MAX:]
                if place.admin1 in setting.divisions or name.within
            )[:_PLACES_MAX]
        )
    ranked = [(_points(place, name, setting, anchors), place) for place in places]
    ranked.sort(key=lambda each: -each[0])
    return ranked


def _points(
    place: Place,
    name: Name,
    setting: Setting,
    anchors: Sequence[Anchor],
) -> float:
    points = _LEVELS.get(place.level) or log10(place.population + 300)
    points -= 0.6 if place.is_variant else 0.0
    points += 1.0 if place.geonames_id in capitals() else 0.0
    if name.within:
        points += 10.0 * any(lies_in(place, each) for each in name.within)
    if name.elsewhere:
        points += _ELSEWHERE * any(lies_in(place, each) for each in name.elsewhere)
    if (
        name.apart
        and not name.within
        and any(lies_in(place, each) for each in name.apart)
    ):
        # What else speaks for it speaks for the other mention.
        return points - _APART
    points += _COUNTRY * setting.countries.get(place.country or "", 0.0)
    points += _DIVISION * setting.divisions.get(place.admin1 or "", 0.0)
    if setting.source and place.country == setting.source:
        points += _SOURCE
    return points + _NEAR * min(1.0, _nearness(place, anchors) / 1.5)


def _nearness(place: Place, anchors: Sequence[Anchor]) -> float:
    """The weights of the anchors around, less with distance."""
    found = 0.0
    for _, anchor, weight in anchors:
        if abs(place.latitude - anchor.latitude) < _REACH_DEGREES:
            found += weight * max(0.0, 1 - kilometres(place, anchor) / _REACH_KM)
        elif place.level != "town" and lies_in(anchor, place):
            found += weight / 2
    return found


def lies_in(place: Place, larger: Place) -> bool:
    """Whether ``larger`` holds ``place``; where it has no borders here, is in reach."""
    if larger.level == "country":
        return place.country == larger.country and place.level != "country"
    if larger.level == "admin1":
        return place.admin1 == larger.admin1 and place.level != "admin1"
    return place.geonames_id != larger.geonames_id and kilometres(place, larger) < 150


def kilometres(one: Place, other: Place) -> float:
    """Roughly how far two places are apart; exact enough below 1,000 km."""
    east = (one.longitude - other.longitude + 180) % 360 - 180
    east *= cos(radians((one.latitude + other.latitude) / 2))
    return _KM_PER_DEGREE * hypot(one.latitude - other.latitude, east)


def setting_of(
    countries: Mapping[str, float], divisions: Mapping[str, float], source: str | None
) -> Setting:
    """Shares of what the document names, the most named one as 1."""
    return Setting(
        countries=_shares(countries), divisions=_shares(divisions), source=source
    )


def _shares(counted: Mapping[str, float]) -> Mapping[str, float]:
    total = sum(counted.values())
    return {each: min(1.0, _BASE + count / total) for each, count in counted.items()}
