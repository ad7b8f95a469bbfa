"""Ordinals: "third", "21st", "two hundred and first"; those that divide are fractions.

A place in a text arrives, an ordinal or a fraction's denominator leaves.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.facts.number_words import ORDINALS
from transforms.facts.numerals import read_number

_FIGURES = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})*|[0-9]{1,6})(st|nd|rd|th)(?![^\W_])")
_NAME = re.compile(r"[^\W\d_]{1,20}(?:[- ][^\W\d_]{1,20})?(?![^\W_])")
_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
"""Of figures up to ten; "8st 5lb" is a weight."""
MISSPELLED = {"nineth": 9, "twelveth": 12, "fourtieth": 40, "twentyfirst": 21}
_SPELLED = {**ORDINALS, **MISSPELLED}
_NO_RANK = re.compile(r"[ -]hand\b|[ ]class\b")


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
        if _NO_RANK.match(text, stop, end):
            return None  # "first-hand", "first class"
        return _made(Decimal(value_of), stop)
    number = read_number(text, at, end)
    if number is None or not number.is_spelled or number.value < 100:
        return None
    rest = ordinal_word(text, number.end_char + 1, end)
    joint = re.compile(r"[ -]and[ -]").match(text, number.end_char, end)
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
