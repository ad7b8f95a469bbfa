"""Ordinals: "third", "21st", "two hundred and first"; those that divide are fractions.

A place in a text arrives, an ordinal or a fraction's denominator leaves.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.facts.number_words import LARGE_ORDINALS, ORDINALS
from transforms.facts.numerals import Number, read_number

_FIGURES = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,6})(st|nd|rd|th)(?![^\W_])")
_NAME = re.compile(r"[^\W\d_]{1,20}(?:[- ][^\W\d_]{1,20})?(?![^\W_])")
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
"""Of figures up to ten; "8st 5lb" is a weight."""
MISSPELLED = {"nineth": 9, "twelveth": 12, "fourtieth": 40, "twentyfirst": 21}
_SPELLED = {**ORDINALS, **MISSPELLED}
_NO_RANK = re.compile(r"[ -]hand\b|[ ]class\b|-party\b|-person\b")
_NO_RANK_BEFORE = re.compile(r"(?:[^\W_]-|\b[Aa]t )\Z")
_LARGE = re.compile(
    rf"(?:[ ]?-[ ]?|[ ])({'|'.join(LARGE_ORDINALS)})(?![^\W_])", re.IGNORECASE
)
_RANKED_BEFORE = re.compile(
    r"(?:['’]s|s['’]|\b(?:the|this|that|his|her|its|my|our|your|their|each|every))"
    r"[ ]\Z",
    re.IGNORECASE,
)
_AND = re.compile(r"[ -]and[ -]")
_TIMES_LARGE_BELOW = 1000
"""What multiplies "millionth" is below a thousand, so that no two scales meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A number made of more than ``numerals`` reads, up to ``end_char``."""

    value: Decimal
    end_char: int
    is_ordinal: bool = False


def read_ordinal(text: str, at: int, end: int) -> Made | None:
    """The ordinal that begins exactly at ``at``."""
    figures = _FIGURES.match(text, at, end)
    if figures is not None:
        value = Decimal(figures[1].replace(",", ""))
        is_ranked = _ENDINGS.get(figures[1][-1], "th") == figures[2] or value > 10
        return _made(value, figures.end()) if value and is_ranked else None
    if not text[at].isalpha():
        return None
    simple = ordinal_word(text, at, end)
    if simple is not None:
        value_of, stop = simple
        if _NO_RANK.match(text, stop, end) or _NO_RANK_BEFORE.search(
            text, max(0, at - 3), at
        ):
            return None  # "first-hand", "first class", "at first", "safety-first"
        return _made(Decimal(value_of), stop)
    number = read_number(text, at, end)
    if number is None or not number.is_spelled:
        return None
    return read_large(text, number, end) or _with_part(text, number, end)


def read_large(text: str, number: Number, end: int) -> Made | None:
    """ "three millionth", "1.5 millionth"; one of them is a rank behind "the" alone,
    else a part: "one hundredth of a second"."""
    large = _LARGE.match(text, number.end_char, end)
    if large is None or not 0 < number.value < _TIMES_LARGE_BELOW:
        return None
    at = number.start_char
    if number.value <= 1 and not _RANKED_BEFORE.search(text, max(0, at - 6), at):
        return None
    value = number.value * LARGE_ORDINALS[large[1].lower()]
    return _made(value, large.end()) if value == value.to_integral_value() else None


def _with_part(text: str, number: Number, end: int) -> Made | None:
    """ "two hundred and first"."""
    if number.value < 100:
        return None
    rest = ordinal_word(text, number.end_char + 1, end)
    joint = _AND.match(text, number.end_char, end)
    if rest is None and joint:
        rest = ordinal_word(text, joint.end(), end)
    if rest is None or not _fits(int(number.value), rest[0]):
        return None
    return _made(number.value + rest[0], rest[1])


def ordinal_word(text: str, at: int, end: int) -> tuple[int, int] | None:
    """Value and end of the spelled ordinal below a hundred at ``at``."""
    match = _NAME.match(text, at, end)
    if match is None:
        return None
    words = match[0].lower().replace(" ", "-")
    if words in _SPELLED and "-" in words:
        return _SPELLED[words], match.end()
    first = words.partition("-")[0]
    if first in _SPELLED:
        return _SPELLED[first], match.start() + len(first)
    return None


def _fits(whole: int, part: int) -> bool:
    """Whether "hundred" and "first" are one number, as "million third" is not."""
    if part >= 100:
        return False
    return whole % 100 == 0 or (part < 10 and whole % 10 == 0 and whole % 100 >= 20)


def _made(value: Decimal, end: int) -> Made:
    return Made(value=value, end_char=end, is_ordinal=True)
