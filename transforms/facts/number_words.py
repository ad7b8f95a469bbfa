"""The words that numbers are made of, and what each is worth.

Tables only; ``numerals`` reads numbers with them.
"""

from collections.abc import Mapping
from types import MappingProxyType

_UNITS = "zero one two three four five six seven eight nine"
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_UNIT_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth"
_TEEN_ORDINALS = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
    "eighteenth nineteenth"
)

CARDINALS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate(f"{_UNITS} {_TEENS}".split())}
    | {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
    | {
        f"{ten}-{unit}": 10 * value + digit
        for value, ten in enumerate(_TENS.split(), 2)
        for digit, unit in enumerate(_UNITS.split())
        if digit
    }
)
"""Lower-case words for 0 to 99, "twenty-four" with its hyphen."""

ORDINALS: Mapping[str, int] = MappingProxyType(
    {
        word: value
        for value, word in enumerate(f"{_UNIT_ORDINALS} {_TEEN_ORDINALS}".split(), 1)
    }
    | {f"{word[:-1]}ieth": 10 * value for value, word in enumerate(_TENS.split(), 2)}
    | {
        f"{ten}-{unit}": 10 * value + digit
        for value, ten in enumerate(_TENS.split(), 2)
        for digit, unit in enumerate(_UNIT_ORDINALS.split(), 1)
    }
    | {"hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}
)
"""Lower-case words for 1st to 99th, "twenty-fourth" with its hyphen, and three more."""

LARGE_ORDINALS: Mapping[str, int] = MappingProxyType(
    {"hundredth": 10**2, "thousandth": 10**3, "millionth": 10**6}
    | {"billionth": 10**9, "trillionth": 10**12}
)
"""Ordinals that a number before them multiplies: "two hundredth"."""

SCALES: Mapping[str, int] = MappingProxyType(
    {
        "hundred": 100,
        "dozen": 12,
        "dozens": 12,
        "thousand": 10**3,
        "lakh": 10**5,
        "lakhs": 10**5,
        "million": 10**6,
        "millions": 10**6,
        "crore": 10**7,
        "crores": 10**7,
        "billion": 10**9,
        "billions": 10**9,
        "trillion": 10**12,
        "quadrillion": 10**15,
    }
)
"""Words that multiply the number before them; billion is the short scale's."""

ABBREVIATED_SCALES: Mapping[str, int] = MappingProxyType(
    {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "MM": 10**6, "mn": 10**6}
    | {"mln": 10**6, "mio": 10**6, "b": 10**9, "B": 10**9, "bn": 10**9, "Bn": 10**9}
    | {"BN": 10**9, "bln": 10**9, "T": 10**12, "tn": 10**12, "trn": 10**12}
    | {"mil": 10**6, "tln": 10**12}
    | {"cr": 10**7, "Cr": 10**7, "MLN": 10**6, "BLN": 10**9}
)
"""Letters that multiply the figures before them."""

FRACTIONS: Mapping[str, int] = MappingProxyType(
    {"half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4}
    | {"fourth": 4, "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6}
    | {"sevenths": 7, "eighth": 8, "eighths": 8, "ninths": 9, "tenth": 10, "tenths": 10}
)
"""Words for one part, and how many of them make the whole."""
