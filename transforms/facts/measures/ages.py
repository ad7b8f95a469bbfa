"""How old somebody or something is: "a 29-year-old", "aged 5", "Maria Lopez, 34, of".

A number's place arrives, the unit of the age and the end of its words leave.
"""

import re
from dataclasses import dataclass

_OLD = re.compile(
    r"[ -](?P<unit>year|month|week|day)s?(?:[ -]olds?|[ ]of[ ]age)(?![^\W_])"
    r"|[ ]?(?P<short>y\.?o\.?|y/o)(?![^\W_])"
)
_AGED = re.compile(r"(?<![^\W_])(?:aged?|ages)[ ]\Z", re.IGNORECASE)
_NAMED = re.compile(r"[A-ZÀ-Þ][^\W\d_]*[a-z][^\W\d_]*,[ ]\Z")
_BEHIND_NAME = re.compile(
    r",[ ](?=[a-z])(?!(?:and|or|to|per|percent|\d)\b)|,?[ ]?\)|,[ ](?=[A-Z])"
)
_OLDEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """The unit of an age and where its words end."""

    unit: str
    end_char: int


def read_age(text: str, span: tuple[int, int], within: tuple[int, int]) -> Age | None:
    """The age whose number stands at ``span``, inside the sentence ``within``."""
    start, stop = span
    old = _OLD.match(text, stop, within[1])
    if old is not None:
        return Age(unit=old["unit"] or "year", end_char=old.end())
    figures = text[start:stop]
    if not figures.isdigit() or not 0 < int(figures[:4]) <= _OLDEST:
        return None
    if _AGED.search(text, max(within[0], start - 6), start):
        return Age(unit="year", end_char=stop)
    if not _BEHIND_NAME.match(text, stop, within[1]) or len(figures) > 2:
        return None
    if _NAMED.search(text, max(within[0], start - 24), start):
        return Age(unit="year", end_char=stop)
    return None
