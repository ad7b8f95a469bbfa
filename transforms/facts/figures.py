"""Numbers in figures: the digits and their separators, without any scale.

Part of ``numerals``: text and an offset arrive, a decimal and its end leave.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

_VULGAR: Mapping[str, Decimal] = MappingProxyType(
    {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
    | {"⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3, "⅛": Decimal("0.125")}
    | {"⅕": Decimal("0.2"), "⅖": Decimal("0.4"), "⅗": Decimal("0.6")}
    | {"⅙": Decimal(1) / 6, "⅚": Decimal(5) / 6, "⅞": Decimal("0.875")}
    | {"⅘": Decimal("0.8"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625")}
)
_GROUPED = re.compile(
    r"""
      (?P<comma>  [0-9]{1,3} (?: ,[0-9]{3})+            (?: \.(?P<a>[0-9]+))? )
    | (?P<indian> [0-9]{1,2} (?: ,[0-9]{2})+ ,[0-9]{3}  (?: \.(?P<b>[0-9]+))? )
    | (?P<dot>    [0-9]{1,3} (?: (?:\.[0-9]{3})+ ,(?P<c>[0-9]+) | (?:\.[0-9]{3}){2,} ) )
    | (?P<space>  [0-9]{1,3} (?: [ \u00a0\u202f\u2009][0-9]{3})+ (?![0-9])
                  (?: [.,](?P<d>[0-9]{1,2})(?![0-9]))? )
    | (?P<quote>  [0-9]{1,3} (?: ['’][0-9]{3})+         (?: [.,](?P<e>[0-9]+))? )
    | (?P<plain>  [0-9]* \.(?P<f>[0-9]+) | [0-9]+ ,(?P<g>[0-9]{1,2})(?![0-9]) | [0-9]+ )
    """,
    re.VERBOSE,
)
_RUNS_ON = re.compile(r"[0-9]|[.,'’][0-9]|(?:st|nd|rd|th)(?![^\W_])")
_SEPARATING = frozenset(".,'’")
_DIGITS = frozenset("0123456789")
_MIXED = re.compile(r"(?:[ ]{1,2}|[\u00a0-])([0-9])/([2-9])(?![0-9/])")
_SEPARATORS = re.compile(r"[^0-9]")
_CHARACTERS_MAX = 40
"""Longer runs of digits are account numbers and noise, not counts."""


class Figures(NamedTuple):
    """A number in figures; half-open code points."""

    value: Decimal
    start_char: int
    end_char: int
    decimals: int


def read_figures(text: str, start: int, end: int) -> Figures | None:
    """The figures that start at ``start``, "3½" and "3 1/2" included.

    A lone dot is the English decimal point, a lone comma with three digits behind
    it groups, with one or two it is a decimal comma.
    """
    if _is_inside(text, start):
        return None
    if text[start] in _VULGAR:
        return _figures(_VULGAR[text[start]], start, start + 1, 0)
    match = _GROUPED.match(text, start, min(end, start + _CHARACTERS_MAX))
    if (
        match is None
        or match[0].startswith("00")
        or _RUNS_ON.match(text, match.end(), end)
    ):
        return None
    fraction, digits = "", match[0]
    if not digits.isdigit():
        fraction = next((match[name] for name in "abcdefg" if match[name]), "")
        digits = _SEPARATORS.sub("", digits)
    value = Decimal(digits).scaleb(-len(fraction))
    return _with_fraction(text, end, value, match, len(fraction))


def _is_inside(text: str, start: int) -> bool:
    """Whether ``start`` is in the middle of a run of figures, as in "1.5" and "20"."""
    before = text[max(start - 2, 0) : start]
    if before[-1:] in _SEPARATING:
        before = before[:-1]
    return before[-1:] in _DIGITS


def _with_fraction(
    text: str, end: int, value: Decimal, match: re.Match[str], decimals: int
) -> Figures:
    stop = match.end()
    if not decimals and stop < end and text[stop] in _VULGAR:
        return _figures(value + _VULGAR[text[stop]], match.start(), stop + 1, 0)
    mixed = None if decimals else _MIXED.match(text, stop, end)
    if mixed and "0" < mixed[1] < mixed[2]:
        part = Decimal(mixed[1]) / Decimal(mixed[2])
        return _figures(value + part, match.start(), mixed.end(), 0)
    return _figures(value, match.start(), stop, decimals)


def _figures(value: Decimal, start: int, end: int, decimals: int) -> Figures:
    return Figures(value=value, start_char=start, end_char=end, decimals=decimals)
