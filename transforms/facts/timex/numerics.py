"""Tokens that are no words: figures, numeric dates, clock times, signs.

A match of the tokenizer arrives; a letter, a value and the end of the token leave.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

Read = tuple[str, object, int]
"""Letter, value, end."""

_SIGNS = {
    **dict.fromkeys(["-", "--", *"–—‐‑‒~"], "-"),
    **dict.fromkeys("'’", "'"),
    **dict.fromkeys("$€£¥₹₽₴", "$"),
    "/": "/",
    ",": ",",
    "(": "(",
    ")": ")",
    "%": "%",
}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_YEARS = range(1000, 2200)


def _iso(text: str, match: re.Match[str], end: int) -> Read:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return "D", (year, month, day), match.end()


def _numeric(text: str, match: re.Match[str], end: int) -> Read:
    parts = match["numeric"].split(match["mark"])
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return "D", (first, second, third), match.end()
    if len(parts[0]) > 2 or len(parts[2]) == 3:
        return "5", None, match.end()
    year = third if len(parts[2]) == 4 else _full_year(third)
    return "D", (year, first, second, match["mark"]), match.end()


def _full_year(two_digits: int) -> int:
    """40 to 99 are of the last century: news writes short years of what has been,
    where strptime's %y (POSIX) takes all up to 68 for years to come."""
    return two_digits + (2000 if two_digits < 40 else 1900)


def _clock(text: str, match: re.Match[str], end: int) -> Read:
    return "C", tuple(int(part) for part in match["clock"].split(":")), match.end()


def _scaled(text: str, match: re.Match[str], end: int) -> Read:
    return "7", None, match.end()


def _compact(text: str, match: re.Match[str], end: int) -> Read:
    digits = match["compact"]
    return "D", (int(digits[:4]), int(digits[4:6]), int(digits[6:])), match.end()


def _decimal(text: str, match: re.Match[str], end: int) -> Read:
    return "6", float(match["decimal"]), match.end()


def _month(text: str, match: re.Match[str], end: int) -> Read:
    first, second = (int(part) for part in re.split("[/-]", match["month"]))
    year, month = (first, second) if first > 99 else (second, first)
    if not 1 <= month <= 12:
        return "5", None, match.end()
    return "y", (year, month), match.end()


def _partial(text: str, match: re.Match[str], end: int) -> Read:
    first, second = (int(part) for part in match["partial"].split("/"))
    return "d", (first, second), match.end()


def _ordinal(text: str, match: re.Match[str], end: int) -> Read:
    return "o", int(match["ordinal"][:-2]), match.end()


def _decade(text: str, match: re.Match[str], end: int) -> Read:
    digits = match["decade"].strip("'’s")
    if len(digits) == 4:
        return "E", (int(digits[2:]), int(digits[:2])), match.end()
    return "E", (int(digits), None), match.end()


def _number(text: str, match: re.Match[str], end: int) -> Read:
    digits = match["number"]
    if len(digits) > 9:
        return "5", None, match.end()
    number = int(digits)
    if len(digits) == 4:
        return (
            ("4" if number in _YEARS or digits < "1000" else "5"),
            number,
            match.end(),
        )
    if len(digits) > 2:
        return "5", number, match.end()
    fraction = re.compile(r"[- ]?(?:(1)/([234])|([½¼¾]))").match(text, match.end(), end)
    if fraction and (fraction[0][0] in "- ½¼¾"):
        part = _FRACTIONS[fraction[3]] if fraction[3] else 1 / int(fraction[2])
        return "6", number + part, fraction.end()
    return (
        ("1" if 0 < number < 13 else "2" if 12 < number < 32 else "3"),
        number,
        (match.end()),
    )


def _fraction(text: str, match: re.Match[str], end: int) -> Read:
    return "6", _FRACTIONS[match["fraction"]], match.end()


def _possessive(text: str, match: re.Match[str], end: int) -> Read:
    return "'", None, match.end()


def _halfday(text: str, match: re.Match[str], end: int) -> Read:
    """The full stop of "p.m." stays outside where the sentence ends with it."""
    stop = match.end()
    letter = match["halfday"].lstrip(".")[0].lower()
    return "A", "clock" if letter == "o" else letter + "m", stop


def _sign(text: str, match: re.Match[str], end: int) -> Read:
    return _SIGNS.get(match["sign"], "."), None, match.end()


READERS: Mapping[str, Callable[[str, re.Match[str], int], Read]] = MappingProxyType(
    {
        "halfday": _halfday,
        "iso": _iso,
        "numeric": _numeric,
        "clock": _clock,
        "scaled": _scaled,
        "compact": _compact,
        "decimal": _decimal,
        "month": _month,
        "partial": _partial,
        "ordinal": _ordinal,
        "decade": _decade,
        "number": _number,
        "fraction": _fraction,
        "possessive": _possessive,
        "sign": _sign,
    }
)
"""Group of the tokenizer -> what reads its matches."""
