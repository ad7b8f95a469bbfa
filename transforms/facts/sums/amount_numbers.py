"""The numbers beside a currency: before it, behind it, and the other end of a range.

Part of ``amounts``: a text and the currency's place arrive, numbers leave.
"""

import re
from decimal import Decimal

from transforms.facts.number_words import ABBREVIATED_SCALES, FRACTIONS
from transforms.facts.numerals import CARDINALS, SCALES, Number, read_number

_WINDOW_CHARACTERS = 96
"""How far before its currency a number may begin; the longest spelled ones have 90."""
_START = re.compile(r"(?<![^\W_])(?<!/)(?:[0-9.½¼¾⅓⅔⅛]|[^\W\d_])")
_GAP = re.compile(r"[ \u00a0\u202f-]?")
_HALF_GAP = re.compile(r"[ \u00a0-]an?[ \u00a0-]")
_LAST_WORD = re.compile(r"[^\W\d_]{1,12}\Z")
_LAST_WORD_CHARACTERS = 16
_CLOSING = frozenset([*CARDINALS, *SCALES, *FRACTIONS, "a", "an"])
_FIGURE = frozenset("0123456789.½¼¾⅓⅔⅛")
_FORWARD = re.compile(r"(?P<tight>[-–—])|[ ](?P<loose>[-–—]|to|and|or)[ ]")
_BACKWARD = re.compile(r"(?P<tight>[-–—])\Z|[ ](?P<loose>[-–—]|to|and|or)[ ]\Z")
_CLAUSE_GOES_ON = re.compile(
    r"[ ]?(?:[.,;:!?)\"'”’]|\Z|-|(?:an?|in|for|to|per|each|on|from|at|and|or|of|over|"
    r"under|more|less|than|apiece|against|every|by|when|if|but|as|with|is|was|were|are|the|"
    r"this|last|next|worth|it|he|she|they|we|you|had|has|have)(?![^\W_]))"
)


def number_before(text: str, floor: int, stop: int) -> Number | None:
    """The number that ends right before ``stop``, one space or hyphen set aside."""
    if not _may_end(text, floor, stop):
        return None
    position = max(floor, stop - _WINDOW_CHARACTERS)
    for start in _START.finditer(text, position, stop):
        if start.start() < position:
            continue
        number = read_number(text, start.start(), stop)
        if number is None:
            continue
        if _reaches(text, number, stop):
            return number
        position = number.end_char
    return None


def number_behind(text: str, start: int, end: int) -> Number | None:
    """The figures that begin at ``start`` and are not part of a word ("$1abc")."""
    if start >= end or text[start] not in _FIGURE:
        return None
    return read_number(text, start, end)


def ends_clause(text: str, start: int, end: int) -> bool:
    """Whether no noun follows that the number would count ("a dollar store")."""
    return _CLAUSE_GOES_ON.match(text, start, end) is not None


def with_high_end(
    text: str, low: Number, end: int, is_between: bool
) -> tuple[Number, Number | None]:
    """ "3-4 billion" read on from its first number; both ends in the same scale."""
    link = _FORWARD.match(text, low.end_char, end)
    high = number_behind(text, link.end(), end) if link else None
    if link is None or high is None or not _is_range(low, high):
        return low, None
    following = text[high.end_char : high.end_char + 1]
    if following.isalnum() or (link["loose"] and not high.has_scale):
        return low, None
    if link["loose"] in ("to", "and", "or"):
        is_apart = link["loose"] == "and" and not is_between
        if is_apart or low.has_scale or not ends_clause(text, high.end_char, end):
            return low, None
    return scaled_like(low, high), high


def with_low_end(text: str, high: Number, floor: int) -> tuple[Number, Number | None]:
    """ "8 and 10 million" read back from its second number; the low end comes first."""
    window = max(floor, high.start_char - 5)
    link = _BACKWARD.search(text, window, high.start_char)
    low = number_before(text, floor, link.start()) if link else None
    if link is None or low is None or low.end_char != link.start():
        return high, None
    if not _is_range(low, high) or (link["tight"] and low.is_spelled):
        return high, None
    if link["loose"] == "and" and not says_between(text, low.start_char, floor):
        return high, None
    return scaled_like(low, high), high


def says_between(text: str, start: int, floor: int) -> bool:
    """Whether "between" stands right before ``start``."""
    return text[max(floor, start - 8) : start].lower() == "between "


def scaled_like(low: Number, high: Number) -> Number:
    """The 3 of "3-4 billion" as 3 billion."""
    if low.has_scale or high.scale == 1 or low.base >= high.base:
        return low
    return low._replace(value=low.value * high.scale, scale=high.scale, has_scale=True)


def scaled(number: Number, scale: int, end: int) -> Number:
    """The number with a scale that stands apart from it, up to ``end``."""
    return number._replace(
        value=number.value * scale, scale=scale, has_scale=True, end_char=end
    )


def is_idiom(text: str, number: Number) -> bool:
    """Whether this is the number of "a million-dollar question"."""
    opening = text[number.start_char : number.start_char + 2].lower()
    return opening == "a " and text[number.end_char : number.end_char + 1] == "-"


def one(start: int, end: int) -> Number:
    """The number of "a dollar"."""
    return Number(
        value=Decimal(1),
        start_char=start,
        end_char=end,
        base=Decimal(1),
        base_end_char=end,
        is_spelled=True,
    )


def _may_end(text: str, floor: int, stop: int) -> bool:
    """Whether the word before ``stop`` can close a number: cheap, and mostly no."""
    tail = text[max(floor, stop - _LAST_WORD_CHARACTERS) : stop].rstrip(
        " \u00a0\u202f-"
    )
    if not tail or not tail[-1].isalpha():
        return bool(tail) and (tail[-1].isdigit() or tail[-1] in _FIGURE)
    word = _LAST_WORD.search(tail)
    return word is not None and (
        word[0].lower() in _CLOSING or word[0] in ABBREVIATED_SCALES
    )


def _reaches(text: str, number: Number, stop: int) -> bool:
    is_half = number.value == Decimal("0.5") and _HALF_GAP.fullmatch(
        text, number.end_char, stop
    )
    return bool(is_half or _GAP.fullmatch(text, number.end_char, stop))


def _is_range(low: Number, high: Number) -> bool:
    return low.value < high.value and (low.has_scale or low.base < high.base)
