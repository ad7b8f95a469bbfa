"""Feasts with a fixed, movable or counted day, as English-language papers name them.

Days are those of the Gregorian calendar in the United States and the United Kingdom;
feasts of other calendars are left out, since their day differs between countries.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from transforms.facts.timex.calendar import Period, easter, period_of

FIXED: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "christmas": (12, 25),
        "christmas day": (12, 25),
        "christmas eve": (12, 24),
        "boxing day": (12, 26),
        "new year's day": (1, 1),
        "new year's eve": (12, 31),
        "valentine's day": (2, 14),
        "st patrick's day": (3, 17),
        "halloween": (10, 31),
        "all saints' day": (11, 1),
        "juneteenth": (6, 19),
        "bastille day": (7, 14),
        "independence day": (7, 4),
        "veterans day": (11, 11),
        "armistice day": (11, 11),
        "may day": (5, 1),
        "victory day": (5, 9),
    }
)
_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
    "whit monday": 50,
    "pentecost": 49,
}
_COUNTED = {
    "martin luther king day": (1, 1, 3),
    "presidents' day": (2, 1, 3),
    "memorial day": (5, 1, -1),
    "labor day": (9, 1, 1),
    "columbus day": (10, 1, 2),
    "thanksgiving": (11, 4, 4),
    "thanksgiving day": (11, 4, 4),
    "black friday": (11, 4, 4),
}
"""Month, weekday (1 Monday) and its number in the month, -1 the last."""
_NAMES = (*FIXED, *_FROM_EASTER, *_COUNTED)
FIRST_WORDS = frozenset(name.split()[0].split("'")[0] for name in _NAMES)
"""Lower-case words with which the names begin."""


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_NAMES, key=len, reverse=True)
    choices = "|".join(name.replace("'", "['’]?") for name in longest_first)
    return re.compile(rf"(?:{choices})\b", re.IGNORECASE)


def holiday_at(text: str, start: int, end: int, word: str) -> tuple[str, int] | None:
    """Name of the feast that starts with ``word`` at ``start``, and its end."""
    if word not in FIRST_WORDS or (word == "may" and text[start] == "m"):
        return None
    match = _pattern().match(text, start, end)
    if match is None:
        return None
    plain = match[0].lower().replace("’", "'")
    known = plain if plain in _NAMES else _with_apostrophe(plain)
    return None if known is None else (known, match.end())


def _with_apostrophe(plain: str) -> str | None:
    return next((name for name in _NAMES if name.replace("'", "") == plain), None)


def holiday_in(name: str, year: int) -> Period | None:
    """The day of the feast in ``year``; None outside the years 1583 to 9998."""
    if not 1583 <= year <= 9998:
        return None
    if name in FIXED:
        return period_of("day", date(year, *FIXED[name]))
    if name in _FROM_EASTER:
        return period_of("day", easter(year)).moved(_FROM_EASTER[name])
    counted = period_of("day", _counted_day(year, *_COUNTED[name]))
    return counted.moved(1) if name == "black friday" else counted


def nearest_holiday(name: str, day: date, direction: int) -> Period | None:
    """The feast nearest to ``day`` that lies in ``direction``; 0 either way."""
    periods = [holiday_in(name, day.year + step) for step in (-1, 0, 1)]
    known = [period for period in periods if period is not None]
    today = day.toordinal()
    fitting = [period for period in known if (period.index - today) * direction >= 0]
    return min(fitting, key=lambda period: abs(period.index - today), default=None)


def _counted_day(year: int, month: int, weekday: int, nth: int) -> date:
    if nth > 0:
        first = date(year, month, 1)
        ahead = (weekday - first.isoweekday()) % 7
        return date(year, month, 1 + ahead + 7 * (nth - 1))
    last = date(year, month + 1, 1).toordinal() - 1
    back = (date.fromordinal(last).isoweekday() - weekday) % 7
    return date.fromordinal(last - back)
