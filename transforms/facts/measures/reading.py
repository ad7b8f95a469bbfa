"""Numbers with what they measure: a sentence arrives, measured values leave in order.

Units, counted nouns and ages are read behind each value; ``joining`` makes one of the
values that state one quantity together.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from transforms.facts.measures.ages import read_age
from transforms.facts.measures.compounds import read_compound, read_share
from transforms.facts.measures.joining import joined
from transforms.facts.measures.measured import Measured, Pattern
from transforms.facts.measures.naming import is_counting, without_results
from transforms.facts.measures.nouns import read_noun
from transforms.facts.measures.units import Stated
from transforms.facts.measures.values import ABSOLUTE_ZERO, Value, find_values

_GAP = re.compile(r"[ \u00a0\u202f-]?[ \u00a0\u202f]?<?")
_OF = re.compile(r"[ ](?:of[ ])?an?[ ]")
_MAGNITUDE = re.compile(r"(?<![^\W_])magnitude[ -](?:of[ ])?\Z", re.IGNORECASE)
_MAGNITUDE_AFTER = re.compile(r"[ -]magnitude(?![^\W_])")
_STRONG = re.compile(r"-strong(?![^\W_])")
_HYPHENED = re.compile(r"-([a-z]{3,12})(?![^\W_]|-)")
_NO_NOUN = re.compile(
    r"(?:ed|al|plus|ready|one|two|three|four|five|six|seven|eight|nine|ten)\Z"
)
"""What no thing is called: "three-legged", "ten-plus", "three-four years"."""
_IN_ENDS = re.compile(
    r"\.?(?:\s*\Z|[ ]?[)x×,;]|[ ](?:x|by|of|in|tall|wide|deep|long|high|thick|more|"
    r"snow|rain)\b)"
)
_MAY_STAND_APART = frozenset(("m", "t"))
"""Letters that are units behind figures and a space too: "278,000 t"."""
_BARE = frozenset(("number", "count", "fraction"))
_COUNT: tuple[str, Pattern] = ("count", "count")
_WARMEST = {"c": 60, "f": 135}
"""Bare "30C" and "86F" are weather up to here; above they name aircraft."""


def find_measured(text: str, start: int, end: int) -> Iterator[Measured]:
    """What the numbers of ``text[start:end]`` say, in order, none overlapping."""
    found: list[Measured] = []
    floor = start
    for value in find_values(text, start, end):
        if value.start_char >= floor:
            item = _measured(text, value, start, end)
            floor = item.end_char
            found.append(item)
    kept = [
        item
        for item in without_results(text, found)
        if item.pattern not in _BARE or is_counting(text, item, start, end)
    ]
    yield from joined(text, kept, start)


def _measured(text: str, value: Value, start: int, end: int) -> Measured:
    if value.kind == "ordinal":
        return _made(value, value.end_char, None, "ordinal", "ordinal")
    span = (value.start_char, value.end_char)
    if text[span[0] : span[1]].lower() == ABSOLUTE_ZERO:
        return _made(value, value.end_char, "kelvin", "temperature", "unit")
    age = read_age(text, span, (start, end))
    if age is not None:
        return _made(value, age.end_char, age.unit, "age", "age")
    magnitude = _magnitude(text, value, start, end)
    if magnitude is not None:
        return magnitude
    stated = _unit(text, value, end)
    if stated is not None:
        unit, amount = stated.unit, _base(value, stated)
        pattern: Pattern = "symbol" if stated.is_symbol else "unit"
        pattern = "percent" if unit.dimension == "ratio" else pattern
        made = _made(value, stated.end_char, unit.name, unit.dimension, pattern)
        return made._replace(amount=amount * unit.factor)
    if value.kind == "fraction":
        return _made(value, value.end_char, None, "number", "fraction")
    return _counted(text, value, end)


def _unit(text: str, value: Value, end: int) -> Stated | None:
    """The unit behind a value; "10m" are metres where no scale letter can be meant."""
    number = value.number
    stops = [value.end_char]
    if number and number.is_abbreviated:
        stops = [value.end_char, number.base_end_char]
    for stop in stops:
        gap = _GAP.match(text, stop, end)
        if 0 < value.value < 1:
            gap = _OF.match(text, stop, end) or gap
        at = gap.end() if gap else stop
        stated = read_compound(text, at, end)
        if stated and _is_unit(text, value, stated, at, end):
            return stated
    return None


def _base(value: Value, stated: Stated) -> Decimal:
    number = value.number
    if number and number.is_abbreviated and stated.end_char <= value.end_char + 4:
        at_base = stated.end_char - number.base_end_char
        if (
            at_base > 0
            and stated.unit.name.startswith("meter")
            and number.scale == 10**6
        ):
            return number.base
    return value.value


def _is_unit(text: str, value: Value, stated: Stated, at: int, end: int) -> bool:
    """Whether the letters are a unit here: "2 in." is, "2 in April" is not."""
    number, is_spelled = value.number, bool(value.number and value.number.is_spelled)
    touches = at == value.end_char
    name = stated.unit.name
    written = text[at : stated.end_char]
    if number and number.is_abbreviated and at <= number.base_end_char:
        return name == "meter" and not _is_million(text, stated.end_char, end)
    if stated.is_symbol and is_spelled and written[:1].isalpha():
        return False
    if written.rstrip(".") == "in":
        return (
            _IN_ENDS.match(text, stated.end_char - written.endswith("."), end)
            is not None
        )
    if written == "TV":
        return False  # "an 8K TV"
    if name == "picometer" and written == "pm":
        return bool(number and number.decimals == 1)
    if written in ("C", "F"):
        is_weather = abs(value.value) <= _WARMEST.get(name, 0)
        return (
            touches
            and is_weather
            and text[stated.end_char : stated.end_char + 1] != "/"
        )
    if stated.needs_touch:
        return touches or (written in _MAY_STAND_APART and not is_spelled)
    return True


def _is_million(text: str, stop: int, end: int) -> bool:
    """ "10m people", "5m tonnes", "3m of": the m is a million."""
    noun = read_noun(text, stop, end, is_one=False)
    return noun is not None or text.startswith(" of ", stop)


def _magnitude(text: str, value: Value, start: int, end: int) -> Measured | None:
    """ "magnitude 6.3" and "a 6.3-magnitude earthquake"."""
    behind = _MAGNITUDE_AFTER.match(text, value.end_char, end)
    if behind is not None:
        return _made(value, behind.end(), "magnitude", "magnitude", "unit")
    before = _MAGNITUDE.search(
        text, max(start, value.start_char - 14), value.start_char
    )
    if before is None:
        return None
    made = _made(value, value.end_char, "magnitude", "magnitude", "unit")
    return made._replace(start_char=before.start())


def _counted(text: str, value: Value, end: int) -> Measured:
    counted = _bare(text, value, end)
    if counted.dimension == "count" and value.value < 0:
        # "-102 children": the line of a list begins with a dash.
        start = value.start_char + 1
        return counted._replace(start_char=start, amount=-value.value)
    return counted


def _bare(text: str, value: Value, end: int) -> Measured:
    strong = _STRONG.match(text, value.end_char, end)
    if strong is not None:
        return _made(value, strong.end(), "person", "count", "count")
    if value.kind == "cardinal" and abs(value.value) >= 1:
        hyphened = _HYPHENED.match(text, value.end_char, end)
        if hyphened is not None and not _NO_NOUN.search(hyphened[1]):
            return _made(value, hyphened.end(), hyphened[1], "count", "count")
        noun = read_noun(text, value.end_char, end, is_one=value.value == 1)
        if noun is not None:
            return _shared(text, _made(value, noun.end_char, noun.name, *_COUNT), end)
    return _made(value, value.end_char, None, "number", "number")


def _shared(text: str, counted: Measured, end: int) -> Measured:
    """ "30 people per square mile", "60 beats per minute": counted by what is there."""
    share = read_share(text, counted.end_char, end)
    if share is None:
        return counted
    return counted._replace(
        end_char=share.end_char,
        unit=f"{counted.unit} per {share.unit.name}",
        dimension=f"count per {share.unit.dimension}",
    )


def _made(
    value: Value, end: int, unit: str | None, dimension: str, pattern: Pattern
) -> Measured:
    return Measured(
        value=value,
        start_char=value.start_char,
        end_char=end,
        unit=unit,
        dimension=dimension,
        pattern=pattern,
        amount=value.value,
    )
