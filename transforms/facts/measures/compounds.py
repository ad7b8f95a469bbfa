"""Units made of units: "kilometers per hour", "mg/l", "60 miles an hour".

A unit's place arrives, the whole unit leaves.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from transforms.facts.measures.units import Stated, Unit, read_unit

_PER = re.compile(r"(?P<slash>[ ]?/[ ]?)|[ -]per[ -]|[ ]an?[ ](?=hour|second|minute)")
_SPREAD = re.compile(r"[ -]per[ -]")
_TIME = re.compile(
    r"(?P<second>s(?:ec(?:onds?)?)?)|(?P<minute>min(?:ute)?s?)|(?P<hour>h(?:(?:ou)?rs?)?)"
    r"|(?P<millisecond>ms|milliseconds?)|(?P<day>days?)|(?P<week>weeks?)"
    r"|(?P<month>months?)|(?P<year>years?|yr)|(?P<capita>capita)|(?P<head>head)"
)
_SHORT = frozenset({"second", "minute", "hour", "millisecond"})
_RATES: Mapping[str, str] = MappingProxyType(
    {"length": "speed", "volume": "flow", "data": "data rate", "angle": "rotation"}
)
_SQUARED = re.compile(r"\^?2|²|[ ]squared")


def read_compound(text: str, start: int, end: int) -> Stated | None:
    """The longest unit at ``start``.

    Days and longer behind "per" tell how often, not the unit: "9 liters per day" are
    liters; behind a slash they belong to it.
    """
    unit = read_unit(text, start, end)
    per = _PER.match(text, unit.end_char, end) if unit else None
    if unit is None or per is None or unit.unit.dimension == "ratio":
        return unit
    period = _TIME.match(text, per.end(), end)
    if period and not text[period.end() : period.end() + 1].isalpha():
        return _rate(text, unit, period, bool(per["slash"]))
    under = read_unit(text, per.end(), end)
    if under is None or (under.needs_touch and not per["slash"]):
        return unit
    made = Unit(
        name=f"{unit.unit.name} per {under.unit.name}",
        dimension=f"{unit.unit.dimension} per {under.unit.dimension}",
        factor=unit.unit.factor,
    )
    is_apart = unit.needs_touch and not per["slash"]  # "1,361 W/m2" needs no touch
    return replace(unit, unit=made, end_char=under.end_char, needs_touch=is_apart)


def read_share(text: str, start: int, end: int) -> Stated | None:
    """What counted things are spread over: " per square mile", " per minute"."""
    per = _SPREAD.match(text, start, end)
    if per is None:
        return None
    period = _TIME.match(text, per.end(), end)
    if period and not text[period.end() : period.end() + 1].isalpha():
        if period.lastgroup not in _SHORT:
            return None
        time = Unit(name=str(period.lastgroup), dimension="time")
        return Stated(unit=time, end_char=period.end(), is_symbol=False)
    under = read_unit(text, per.end(), end)
    return None if under is None or under.is_symbol else under


def _rate(
    text: str, unit: Stated, period: re.Match[str], has_slash: bool
) -> Stated | None:
    name = str(period.lastgroup)
    if name not in _SHORT and not has_slash:
        return unit
    squared = _SQUARED.match(text, period.end())
    dimension = _RATES.get(unit.unit.dimension, f"{unit.unit.dimension} per time")
    if squared and name == "second":
        name, dimension = "square second", "acceleration"
    made = Unit(
        name=f"{unit.unit.name} per {name}",
        dimension=dimension,
        factor=unit.unit.factor,
    )
    stop = squared.end() if name == "square second" and squared else period.end()
    return replace(unit, unit=made, end_char=stop)
