"""Numbers as news writes them: text and an offset arrive, a decimal and its end leave.

Dates, money, quantities and casualties read their numbers here, so that "half a
million" has one value everywhere. Figures with their separators are in ``figures``.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from transforms.facts.figures import Figures, read_figures
from transforms.facts.number_words import (
    ABBREVIATED_SCALES,
    CARDINALS,
    FRACTIONS,
    ORDINALS,
    SCALES,
)

__all__ = ["CARDINALS", "ORDINALS", "SCALES", "Number", "read_number"]

_ABBREVIATION = re.compile(
    r"(?:[kKmMbBT]|MM|[ \u00a0\u202f]?(?:BN|Bn|[MB]LN|[mb]l?n|mil|mio|tl?n|trn|[cC]r))"
    r"(?![^\W_])"
)
_TOKEN = re.compile(
    r"(?:[ \u00a0\u202f\u2009]{0,3}|[\u2010\u2011-]|[ ]-[ ])([^\W\d_]{1,12})(?![^\W_])"
)
_TOKENS_MAX = 24
"""Longer chains of number words are noise; nine hundred billion to the unit has 24."""
_SIMPLE = MappingProxyType({w: v for w, v in CARDINALS.items() if "-" not in w})
_VOCABULARY = frozenset([*_SIMPLE, *SCALES, *FRACTIONS, "and", "a", "an", "of"])


class Number(NamedTuple):
    """One number and where it stands; half-open code points."""

    value: Decimal
    start_char: int
    end_char: int
    base: Decimal
    """The value without the scale that it ends in: 2.5 of "2.5 million"."""
    base_end_char: int
    """Where the text of ``base`` ends; equal to ``end_char`` without a scale."""
    decimals: int = 0
    """Digits after the decimal mark, as written."""
    scale: int = 1
    """What the last word or letter multiplies by; 1 where it is no scale."""
    has_scale: bool = False
    """Whether hundred, dozen or a larger scale stands anywhere in it."""
    is_abbreviated: bool = False
    """Whether the scale is letters, so "10m" may be metres: then use ``base``."""
    is_spelled: bool = False
    """Whether it begins with a word."""


def read_number(text: str, start: int, end: int) -> Number | None:
    """The longest number that starts exactly at ``start`` and ends by ``end``.

    None for ordinals ("10th"), for what is no one number ("1.2.3", "12.10.2023"),
    for a bare scale ("millions of"), and in the middle of a run of digits.
    """
    if start >= end:
        return None
    if text[start].isalpha():
        return _read_words(text, start, end)
    figures = read_figures(text, start, end)
    return _scale_figures(text, figures, end) if figures else None


def _scale_figures(text: str, figures: Figures, end: int) -> Number:
    tokens = _tokens(text, figures.end_char, end)
    base, base_end = figures.value, figures.end_char
    tail = _fraction_tail(tokens, 0) if tokens else None
    if tail:
        base, base_end = base + tail[0], tokens[tail[1] - 1].end_char
        tokens = tokens[tail[1] :]
    scale, used = _scale_at(tokens, 0) if tokens else (1, 0)
    scale_end = tokens[used - 1].end_char if used else base_end
    letters = None if used or tail else _ABBREVIATION.match(text, base_end, end)
    if letters:
        scale, scale_end = ABBREVIATED_SCALES[letters[0].strip()], letters.end()
    return Number(
        value=base * scale,
        start_char=figures.start_char,
        end_char=scale_end,
        decimals=figures.decimals,
        base=base,
        base_end_char=base_end,
        scale=scale,
        has_scale=scale > 1,
        is_abbreviated=letters is not None,
    )


class _Token(NamedTuple):
    word: str
    end_char: int


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    """The number words from ``start`` on, up to the first other word."""
    found: list[_Token] = []
    while len(found) < _TOKENS_MAX:
        match = _TOKEN.match(text, start, end)
        if match is None or (word := match[1].lower()) not in _VOCABULARY:
            break
        start = match.end()
        found.append(_Token(word, start))
    return found


def _word(tokens: Sequence[_Token], position: int) -> str:
    return tokens[position].word if position < len(tokens) else ""


def _read_words(text: str, start: int, end: int) -> Number | None:
    if start and (text[start - 1].isalpha() or text[start - 1] == "'"):
        return None
    tokens = _tokens(text, start, end)
    if len(tokens) == 1 and tokens[0].word in _SIMPLE:
        return _single(tokens[0], start)
    base, used = _fraction(tokens) or _article(tokens) or _integer(tokens)
    if not used:
        return None
    tail = _fraction_tail(tokens, used)
    if tail:
        base, used = base + tail[0], tail[1]
    scale, scaled = _scale_at(tokens, used)
    value = base * scale
    if scale > 1 and not tail:
        value, scaled = _continue(tokens, scaled, value, scale)
    ends_in_scale = value == base * scale
    words = [token.word for token in tokens[:scaled]]
    return Number(
        value=value,
        start_char=start,
        end_char=tokens[scaled - 1].end_char,
        base=base if ends_in_scale else value,
        base_end_char=tokens[(used if ends_in_scale else scaled) - 1].end_char,
        scale=scale if ends_in_scale else 1,
        has_scale=any(word in SCALES for word in words),
        is_spelled=True,
    )


def _single(token: _Token, start: int) -> Number:
    """One word by itself, as most are."""
    value = Decimal(_SIMPLE[token.word])
    return Number(
        value=value,
        start_char=start,
        end_char=token.end_char,
        base=value,
        base_end_char=token.end_char,
        is_spelled=True,
    )


def _fraction(tokens: Sequence[_Token]) -> tuple[Decimal, int] | None:
    """ "half (a)", "three quarters (of a)", "a quarter (of a)" and tokens used."""
    first = _word(tokens, 0)
    skip = 0 if first in FRACTIONS else 1
    part = _word(tokens, skip)
    if part not in FRACTIONS or (skip and not _is_count(first)):
        return None
    count = _SIMPLE.get(first, 1)
    if count > 1 and part == "half":
        return None  # "two half-brothers"
    used = skip + 1
    scale_at = used + (_word(tokens, used) == "of")
    scale_at += _word(tokens, scale_at) in ("a", "an")
    has_scale = _word(tokens, scale_at) in SCALES
    if not has_scale and (first in ("a", "an") or (not skip and part != "half")):
        return None  # "a quarter later", "third in line"
    return Decimal(count) / FRACTIONS[part], scale_at if has_scale else used


def _is_count(word: str) -> bool:
    return word in ("a", "an") or 0 < _SIMPLE.get(word, 0) < 10


def _article(tokens: Sequence[_Token]) -> tuple[Decimal, int] | None:
    """The one in "a hundred", "a dozen", "a million"."""
    if _word(tokens, 0) not in ("a", "an") or _word(tokens, 1) not in SCALES:
        return None
    if _word(tokens, 1) == "hundred":
        return _hundreds(tokens, 100, 2)
    return Decimal(1), 1


def _integer(tokens: Sequence[_Token]) -> tuple[Decimal, int]:
    """A spelled number below a thousand ("nineteen hundred" too); 0 tokens: none."""
    value, used = _below_hundred(tokens, 0)
    if used and value and _word(tokens, used) == "hundred":
        return _hundreds(tokens, value * 100, used + 1)
    return Decimal(value), used


def _hundreds(tokens: Sequence[_Token], value: int, used: int) -> tuple[Decimal, int]:
    """ "and fifty" or "fifty" after the word hundred."""
    skip = used + (_word(tokens, used) == "and")
    rest, rest_end = _below_hundred(tokens, skip)
    if rest_end > skip and rest and _word(tokens, rest_end) != "hundred":
        return Decimal(value + rest), rest_end
    return Decimal(value), used


def _below_hundred(tokens: Sequence[_Token], position: int) -> tuple[int, int]:
    """Value and the position after it, which is ``position`` where there is none."""
    first = _SIMPLE.get(_word(tokens, position))
    if first is None:
        return 0, position
    second = _SIMPLE.get(_word(tokens, position + 1), 0)
    if first >= 20 and 0 < second < 10:
        return first + second, position + 2
    return first, position + 1


def _scale_at(tokens: Sequence[_Token], position: int) -> tuple[int, int]:
    """The product of the scale words here ("lakh crore") and the position after."""
    scale = 1
    while (word := _word(tokens, position)) in SCALES and scale < 10**15:
        scale *= SCALES[word]
        position += 1
    return scale, position


def _fraction_tail(
    tokens: Sequence[_Token], position: int
) -> tuple[Decimal, int] | None:
    """ "and a half", "and three quarters" and the position after it."""
    if _word(tokens, position) != "and" or not _is_count(_word(tokens, position + 1)):
        return None
    part = FRACTIONS.get(_word(tokens, position + 2))
    if part is None:
        return None
    count = _SIMPLE.get(_word(tokens, position + 1), 1)
    return Decimal(count) / part, position + 3


def _continue(
    tokens: Sequence[_Token], position: int, value: Decimal, scale: int
) -> tuple[Decimal, int]:
    """What follows a scale: "two hundred thousand", "and fifty", "and a half".

    Only parts smaller than the scale join, so "between one million and two
    million" stays two numbers.
    """
    tail = _fraction_tail(tokens, position)
    if tail:
        return value + tail[0] * scale, tail[1]
    skip = position + (_word(tokens, position) == "and")
    rest, used = _integer(tokens[skip:])
    if not used or not rest:
        return value, position
    rest_scale, after = _scale_at(tokens, skip + used)
    if rest * rest_scale >= scale or (skip > position and rest_scale >= scale):
        return value, position
    if rest_scale > 1:
        return _continue(tokens, after, value + rest * rest_scale, rest_scale)
    return value + rest, after
