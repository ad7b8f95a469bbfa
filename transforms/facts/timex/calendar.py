"""Calendar arithmetic: granules of the calendar as numbered periods.

Every granule counts from a fixed origin, so that "the week before" is one less,
whatever the granule. Nothing here knows words.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Literal

Granule = Literal[
    "day",
    "weekend",
    "week",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
]

MONTHS_OF = {
    "month": 1,
    "quarter": 3,
    "season": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
"""Length in months of the granules that months make up."""
_SEASON_START_MONTH = 3
"""Meteorological seasons: spring starts in March, so winter ends in the next year."""
_SEASONS = ("SP", "SU", "FA", "WI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """One granule of the calendar: the ``index``-th since the origin of its kind."""

    granule: Granule
    index: int

    def moved(self, count: int) -> "Period":
        """The period ``count`` granules later."""
        return Period(granule=self.granule, index=self.index + count)

    def begins_on(self) -> date | None:
        """First day; None outside the years 1 to 9999."""
        return _begins_on(self.granule, self.index)

    def ends_before(self) -> date | None:
        """The day after the last one; None outside the years 1 to 9999."""
        if self.granule == "weekend":
            start = self.begins_on()
            return _plus_days(start, 2)
        return _begins_on(self.granule, self.index + 1)

    def value(self) -> str:
        """The TIMEX3 value."""
        return _value(self.granule, self.index)


def period_of(granule: Granule, day: date) -> Period:
    """The period of that kind in which ``day`` lies; the week's for a weekend."""
    return Period(granule=granule, index=_index(granule, day))


def day_period(year: int, month: int, day: int) -> Period | None:
    """That day, None where the calendar has none."""
    try:
        return period_of("day", date(year, month, day))
    except ValueError:
        return None


def month_period(year: int, month: int) -> Period:
    """That month; ``month`` counts from 1."""
    return Period(granule="month", index=year * 12 + month - 1)


def part_period(granule: Granule, year: int, ordinal: int) -> Period:
    """The ``ordinal``-th quarter, half or season of ``year``, counted from 1."""
    per_year = 12 // MONTHS_OF[granule]
    return Period(granule=granule, index=year * per_year + ordinal - 1)


def year_period(year: int) -> Period:
    """That calendar year."""
    return Period(granule="year", index=year)


def recast(period: Period, granule: Granule) -> Period | None:
    """The ``granule`` in which ``period`` begins; None outside the years 1 to 9999."""
    start = period.begins_on()
    return None if start is None else period_of(granule, start)


def shifted(day: date, granule: Granule, count: int) -> date | None:
    """``day`` moved by ``count`` granules, at the month's end if it is shorter."""
    if granule in ("day", "week", "weekend"):
        return _plus_days(day, count * (1 if granule == "day" else 7))
    months = day.year * 12 + day.month - 1 + count * MONTHS_OF[granule]
    year, month = divmod(months, 12)
    if not 1 <= year <= MAXYEAR:
        return None
    last = _plus_days(_month_start(months + 1), -1)
    return date(year, month + 1, min(day.day, last.day if last else 31))


def shifted_period(period: Period, granule: Granule, count: int) -> Period | None:
    """``period`` moved by ``count`` granules of another kind, its own kind kept."""
    if granule == period.granule:
        return period.moved(count)
    start = period.begins_on()
    moved = shifted(start, granule, count) if start else None
    return period_of(period.granule, moved) if moved else None


def midnight(day: date | None) -> datetime | None:
    """The first instant of ``day``."""
    return None if day is None else datetime.combine(day, time())


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 8)."""
    century, rest = divmod(year, 100)
    leap = century // 4
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _plus_days(day: date | None, count: int) -> date | None:
    if day is None:
        return None
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def _index(granule: Granule, day: date) -> int:
    if granule == "day":
        return day.toordinal()
    if granule in ("week", "weekend"):
        return (day.toordinal() - 1) // 7
    months = day.year * 12 + day.month - 1
    if granule == "season":
        months -= _SEASON_START_MONTH - 1
    return months // MONTHS_OF[granule]


def _begins_on(granule: Granule, index: int) -> date | None:
    if granule in ("day", "week", "weekend"):
        ordinal = {"day": index, "week": index * 7 + 1}.get(granule, index * 7 + 6)
        return date.fromordinal(ordinal) if 0 < ordinal <= _LAST_ORDINAL else None
    months = index * MONTHS_OF[granule]
    if granule == "season":
        months += _SEASON_START_MONTH - 1
    return _month_start(months)


_LAST_ORDINAL = date.max.toordinal()


def _month_start(months: int) -> date | None:
    year, month = divmod(months, 12)
    return date(year, month + 1, 1) if 1 <= year <= MAXYEAR else None


def _value(granule: Granule, index: int) -> str:
    if granule == "day":
        start = _begins_on(granule, index)
        return start.isoformat() if start else "XXXX-XX-XX"
    if granule in ("week", "weekend"):
        return _week_value(granule, index)
    if granule == "decade":
        return f"{index:03d}"
    if granule == "century":
        return f"{index:02d}"
    per_year = 12 // MONTHS_OF[granule]
    year, part = divmod(index, per_year)
    suffix = {
        "month": f"-{part + 1:02d}",
        "quarter": f"-Q{part + 1}",
        "half": f"-H{part + 1}",
        "season": f"-{_SEASONS[part % 4]}",
        "year": "",
    }[granule]
    return f"{year:04d}{suffix}"


def _week_value(granule: Granule, index: int) -> str:
    start = _begins_on("week", index)
    if start is None:
        return "XXXX-WXX"
    year, week, _ = start.isocalendar()
    return f"{year:04d}-W{week:02d}" + ("-WE" if granule == "weekend" else "")
