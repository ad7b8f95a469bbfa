"""Rates of exchange: the lines of a table arrive, checked rates leave.

The table is the user's, as CSV with a header: ``currency,date,usd``. Every rate has its
day; none is made up for days or currencies that the table leaves out.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from transforms.errors import RatesError

_COLUMNS = ("currency", "date", "usd")
_CODE = re.compile(r"[A-Z]{3}")
_USD_BELOW = Decimal(10) ** 6
_USD_PLACES = Decimal("1e-12")
"""What the column holds: a unit is worth less than a million dollars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit of a currency was worth on a day."""

    currency: str
    """ISO 4217."""
    rate_on: date
    usd: Decimal
    """US dollars for one unit."""


def read_rates(lines: Iterable[str], path: str) -> tuple[Rate, ...]:
    """The rates of a table, the last one where it gives a currency and day twice.

    Raises:
        RatesError: names ``path``, the line and what it should hold.
    """
    rows = csv.DictReader(lines)
    missing = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        wanted = ",".join(_COLUMNS)
        raise RatesError(path, 1, f"the header lacks {missing[0]!r}; it is {wanted}")
    found: dict[tuple[str, date], Rate] = {}
    for row in rows:
        rate = _rate(row, path, rows.line_num)
        found[rate.currency, rate.rate_on] = rate
    if not found:
        raise RatesError(path, 1, "there are no rates below the header")
    return tuple(found.values())


def _rate(row: Mapping[str, str | None], path: str, line: int) -> Rate:
    currency, day, usd = ((row[name] or "").strip() for name in _COLUMNS)
    if not _CODE.fullmatch(currency):
        raise RatesError(path, line, f"{currency!r} is no ISO 4217 code such as EUR")
    try:
        rate_on = date.fromisoformat(day)
    except ValueError as error:
        problem = f"{day!r} is no day such as 2024-03-20"
        raise RatesError(path, line, problem) from error
    return Rate(currency=currency, rate_on=rate_on, usd=_usd(usd, path, line))


def _usd(written: str, path: str, line: int) -> Decimal:
    try:
        usd = Decimal(written)
    except InvalidOperation as error:
        problem = f"{written!r} is no number of US dollars such as 1.0867"
        raise RatesError(path, line, problem) from error
    if not (usd.is_finite() and _USD_PLACES <= usd < _USD_BELOW):
        raise RatesError(path, line, f"one unit is not worth {written} US dollars")
    return usd.quantize(_USD_PLACES)
