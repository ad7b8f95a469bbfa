"""Neighbours that state one quantity: the ends of a range, feet and inches, lists.

Measured values of one sentence arrive in order, those of the record leave.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from transforms.facts.measures.measured import Measured

_LINK = re.compile(r"[ ]?[-–—][ ]?|[ ](?:to|and|or)[ ]")
_ERROR = re.compile(r"[ ]?(?:±|\+/[-−]|\+[-−])[ ]?")
_LIST = re.compile(r",?[ ](?:and|or)[ ]|,[ ]")
_FROM = re.compile(
    r"(?<![^\W_])from[ ](?:about[ ]|around[ ]|minus[ ])?\Z", re.IGNORECASE
)
_RANGED = re.compile(r"(?<![^\W_])(?:rang|var[iy])[a-z]{1,4}[^.;]{0,30}\Z")
_BETWEEN = re.compile(r"(?<![^\W_])between[ ](?:about[ ]|around[ ])?\Z", re.IGNORECASE)
_SMALLER = {"foot": ("inch", 12), "pound": ("ounce", 16)}
_PARTS_GAP = re.compile(r",?[ ]?(?:and[ ])?")


def joined(text: str, found: Sequence[Measured], floor: int) -> Iterator[Measured]:
    """Neighbours that state one quantity as one, lists with one unit each with it."""
    waiting: Measured | None = None
    for item in found:
        if waiting is None:
            waiting = item
            continue
        joined = (
            _parts(text, waiting, item)
            or _range(text, waiting, item, floor)
            or _with_error(text, waiting, item)
        )
        if joined is not None:
            waiting = joined
            continue
        yield _with_unit_of(text, waiting, item, floor)
        waiting = item
    if waiting is not None:
        yield waiting


def _parts(text: str, whole: Measured, part: Measured) -> Measured | None:
    """ "5 feet 2 inches", "8 pounds 6 ounces" in the larger unit."""
    smaller, count = _SMALLER.get(whole.unit or "", ("", 1))
    if part.unit != smaller or whole.high or part.amount >= count or not smaller:
        return None
    if not _PARTS_GAP.fullmatch(text, whole.end_char, part.start_char):
        return None
    amount = whole.amount + part.amount / count
    return whole._replace(amount=amount, end_char=part.end_char)


def _with_error(text: str, value: Measured, error: Measured) -> Measured | None:
    """ "4.5 ± 0.2 km", "9.8 +/- 0.1 m": the value with the unit behind both."""
    if not _ERROR.fullmatch(text, value.end_char, error.start_char):
        return None
    is_one = value.unit in (None, error.unit) and not (value.high or error.high)
    if not is_one or error.unit is None:
        return None
    return error._replace(
        start_char=value.start_char,
        amount=value.amount,
        error=abs(error.amount),
    )


def _range(text: str, low: Measured, high: Measured, floor: int) -> Measured | None:
    """ "20 to 45 km", "between 4 and 5 millimeters", not "from 10 to 14 percent"."""
    link = _LINK.fullmatch(text, low.end_char, high.start_char)
    if link is None or low.high or high.high or high.unit is None:
        return None
    if low.unit not in (None, high.unit) or "ordinal" in (low.pattern, high.pattern):
        return None
    amount = _scaled_like(low, high)
    is_between = _BETWEEN.search(text, max(floor, low.start_char - 15), low.start_char)
    if amount >= high.amount and not amount < 0:
        return None
    if link[0] == " and " and not is_between:
        return None
    if link[0] == " or " and 0 < amount < 1 and low.unit is None:
        return None  # "one tenth or 9 m of the doses"
    if link[0] == " to " and _is_change(text, low.start_char, floor):
        return None
    ends = sorted((amount, high.amount))  # "-18 °C to -34 °C" is told from the top
    return high._replace(start_char=low.start_char, amount=ends[0], high=ends[1])


def _is_change(text: str, start: int, floor: int) -> bool:
    """Whether "from" makes two values of it, as where prices rise."""
    if not _FROM.search(text, max(floor, start - 12), start):
        return False
    return not _RANGED.search(text, max(floor, start - 48), start)


def _scaled_like(low: Measured, high: Measured) -> Decimal:
    """The 2 of "2 to 3 million people" as 2 million."""
    scale = high.value.number.scale if high.value.number else 1
    is_bare = low.value.number is not None and not low.value.number.has_scale
    if low.unit is None and is_bare and scale > 1 and high.value.number:
        base = high.value.number.base
        return low.amount * scale if low.amount < base else low.amount
    return low.amount


def _with_unit_of(text: str, item: Measured, other: Measured, floor: int) -> Measured:
    """ "45 and 50 mg", "5 to 7 percent": the first takes the unit of the second."""
    is_open = item.unit is None and item.pattern == "number"
    if not is_open or other.pattern not in ("unit", "symbol", "percent"):
        return item
    is_change = _is_change(text, item.start_char, floor)
    link = _LINK if is_change else _LIST
    if not link.fullmatch(text, item.end_char, other.start_char):
        return item
    return item._replace(
        unit=other.unit, dimension=other.dimension, pattern=other.pattern
    )
