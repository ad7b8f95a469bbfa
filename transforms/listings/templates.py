"""Dated addresses of listings: a template and days to URLs, for backfills.

Braces rather than strftime's ``%``, which addresses are full of (``%20``, ``%d0``).
"""

import re
from collections.abc import Iterable
from datetime import date

from transforms.errors import UnreadableListing
from transforms.urls import resolve_url

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_KNOWN = (
    *("{year}", "{month}", "{month:02}", "{month_name}", "{month_short}"),
    *("{day}", "{day:02}"),
)
_MONTHS_LIST = """
january february march april may june july august september october november december
"""


def template_urls(template: str, days: Iterable[date]) -> tuple[str, ...]:
    """The address for each day, in the order of ``days``, each once.

    ``{month}`` is 3, ``{month:02}`` 03, ``{month_name}`` march, ``{month_short}`` mar.
    Without ``{day}`` one address serves a whole month.

    Raises:
        UnreadableListing: ``bad-template``, as ``template_problem`` tells.

    >>> template_urls("https://n.example/{year}/{month_short}/{day:02}/all",
    ...               [date(2024, 3, 5)])
    ('https://n.example/2024/mar/05/all',)
    """
    problem = template_problem(template)
    if problem is not None:
        raise UnreadableListing("bad-template", problem)
    return tuple(dict.fromkeys(_filled(template, day) for day in days))


def template_problem(template: str) -> str | None:
    """What is wrong with a template, for the reader of a source file; else None."""
    unknown = [
        each[0] for each in _PLACEHOLDER.finditer(template) if each[0] not in _KNOWN
    ]
    known = ", ".join(_KNOWN)
    if unknown:
        return f"unknown placeholder {unknown[0]}; known are {known}"
    if not _PLACEHOLDER.search(template):
        return f"names no day; use {known}"
    if resolve_url(_filled(template, date(2000, 1, 1)), None) is None:
        return "is no http(s) address"
    return None


def _filled(template: str, day: date) -> str:
    month_name = _MONTHS_LIST.split()[day.month - 1]
    values = {
        "{year}": f"{day.year:04}",
        "{month}": f"{day.month}",
        "{month:02}": f"{day.month:02}",
        "{month_name}": month_name,
        "{month_short}": month_name[:3],
        "{day}": f"{day.day}",
        "{day:02}": f"{day.day:02}",
    }
    return _PLACEHOLDER.sub(lambda found: values[found[0]], template)
