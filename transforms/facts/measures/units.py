"""Units of measurement: the packaged lexicon, with metric prefixes and powers.

A place behind a number arrives, the unit that stands there leaves.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

_SMALL = {"c": "centi", "d": "deci", "m": "milli", "n": "nano", "p": "pico"}
_MICRO = {"µ": "micro", "μ": "micro"}
_LARGE = {"k": "kilo", "M": "mega", "G": "giga"}
_PREFIXES: Mapping[str, Mapping[str, str]] = {
    "": {},
    "small": _SMALL | _MICRO,
    "large": _LARGE,
    "si": {"m": "milli", "n": "nano"} | _MICRO | _LARGE | {"T": "tera", "P": "peta"},
    "binary": _LARGE
    | {"K": "kilo", "T": "tera", "P": "peta", "E": "exa", "Z": "zetta"},
}
_POWERS = {"square": "area", "cubic": "volume"}
_POWER_WORDS = {"square": "square", "sq": "square", "cubic": "cubic", "cu": "cubic"}
_WORDS = re.compile(r"[^\W\d_²³]{1,24}(?:\.?[ \u00a0-][^\W\d_²³]{1,24}){0,3}")
_SYMBOL = re.compile(
    r"[°º][ ]?(?:[CF]|[Cc]elsius|[Ff]ahrenheit)(?![^\W_])|[°º%％‰]"
    r"|[^\W\d_²³]{1,5}(?:/[a-z]\b)?(?:\.(?=[ ][a-z]))?"
)
_RAISED = re.compile(r"\^?([23])(?![0-9])|([²³])|[ ](squared|cubed)(?![^\W_])")
_RAISED_NAMES = {
    **dict.fromkeys(("2", "²", "squared"), "square"),
    **dict.fromkeys(("3", "³", "cubed"), "cubic"),
}
_UNCOUNTED = ("s", "z", "feet")
"""Endings of spelled units that have no plural in -s of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit by its singular American English name, and what it measures."""

    name: str
    dimension: str
    factor: int = 1
    """How many of them the written unit is: a bcm is 1,000,000,000 cubic meters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A unit in a text, up to ``end_char``."""

    unit: Unit
    end_char: int
    is_symbol: bool
    needs_touch: bool = False
    """Whether it is one letter that counts only right behind its figures."""


def read_unit(text: str, start: int, end: int) -> Stated | None:
    """The unit that begins exactly at ``start``, its power included."""
    if start >= end:
        return None
    found = _symbol(text, start, end) or _spelled(text, start, end)
    if found is None or found.unit.dimension != "length":
        return found
    raised = _RAISED.match(text, found.end_char, end)
    if raised is None or (raised[1] and not found.is_symbol):
        return found
    power = _RAISED_NAMES[next(part for part in raised.groups() if part)]
    return Stated(
        unit=_powered(found.unit, power),
        end_char=raised.end(),
        is_symbol=found.is_symbol,
    )


def _symbol(text: str, start: int, end: int) -> Stated | None:
    match = _SYMBOL.match(text, start, end)
    if match is None:
        return None
    known = _lexicon().symbols
    stop = match.end()
    written = match[0].replace(" ", "")
    if written[0] in "°º" and len(written) > 1:
        written = written[:2].upper()
    if written not in known:
        whole = written.rstrip(".").partition("/")[0]  # "J/m^2" is a unit of units
        written, stop = whole, stop - (len(written) - len(whole))
        if written not in known:
            return None
    if stop < end and text[stop].isalnum() and not _RAISED.match(text, stop, end):
        return None
    unit, needs_touch = known[written]
    return Stated(unit=unit, end_char=stop, is_symbol=True, needs_touch=needs_touch)


def _spelled(text: str, start: int, end: int) -> Stated | None:
    match = _WORDS.match(text, start, end)
    if match is None:
        return None
    lexicon = _lexicon()
    words = re.split(r"\.?[ \u00a0-]", match[0].lower())
    if words[0] not in lexicon.openings:
        return None
    for count in range(len(words), 0, -1):
        unit = lexicon.words.get(" ".join(words[:count]))
        if unit is not None:
            stop = _end_of_words(text, start, count)
            return Stated(unit=unit, end_char=stop, is_symbol=False)
    return None


def _end_of_words(text: str, start: int, count: int) -> int:
    match = re.compile(rf"[^\W\d_]+(?:\.?[ \u00a0-][^\W\d_]+){{{count - 1}}}").match(
        text, start
    )
    return match.end() if match else start


def _powered(unit: Unit, power: str) -> Unit:
    return Unit(name=f"{power} {unit.name}", dimension=_POWERS[power])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lexicon:
    words: Mapping[str, Unit]
    symbols: Mapping[str, tuple[Unit, bool]]
    openings: frozenset[str]
    """First words of all spelled units."""


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, Unit] = {}
    symbols: dict[str, tuple[Unit, bool]] = {}
    for row in _rows():
        factor = int(row["factor"] or 1)
        base = Unit(name=row["unit"], dimension=row["dimension"], factor=factor)
        for letter, prefix in [("", ""), *_PREFIXES[row["prefixes"]].items()]:
            unit = replace(base, name=prefix + base.name)
            for word in filter(None, row["words"].split(";")):
                for spelling in _inflected(prefix + word):
                    words.setdefault(spelling, unit)
            for symbol in filter(None, row["symbols"].split(";")):
                bare = symbol.strip("[]")
                symbols.setdefault(letter + bare, (unit, bare != symbol and not letter))
    words |= dict(_squares_and_cubes(words))
    openings = frozenset(word.split()[0] for word in words)
    return _Lexicon(words=words, symbols=symbols, openings=openings)


def _squares_and_cubes(words: Mapping[str, Unit]) -> Iterator[tuple[str, Unit]]:
    for word, unit in words.items():
        if unit.dimension == "length":
            for spelling, power in _POWER_WORDS.items():
                yield f"{spelling} {word}", _powered(unit, power)


def _inflected(word: str) -> tuple[str, ...]:
    if word.endswith(_UNCOUNTED):
        return (word,)
    return (word, f"{word}es" if word.endswith("inch") else f"{word}s")


def _rows() -> list[dict[str, str]]:
    path = resources.files("transforms.facts").joinpath("lexicons", "units.csv")
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
