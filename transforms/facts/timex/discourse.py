"""What the text has said so far: the day of publication and the period in focus."""

from datetime import date
from typing import NamedTuple

from transforms.facts.timex.calendar import (
    Period,
    day_period,
)

MONTH_FIRST_COUNTRIES = frozenset({"US", "PH", "FM", "MH", "PW", "GU", "PR", "AS"})
"""Where 3/4/2024 is the fourth of March (CLDR short date patterns of English)."""
_DAYS_BACK = 4
"""How far back a weekday without a tense is looked for before the next one counts."""
_AGAINST_FUTURE, _AGAINST_PAST = 250, 280
"""Days by which a date against the tense must be nearer: tense is misread at times."""
_FOCUS_ORDER = ("day", "week", "weekend", "month", "quarter", "season", "half", "year")


class Discourse(NamedTuple):
    """The anchors that an expression can lean on; replaced as the text goes on."""

    published_on: date | None
    is_month_first: bool
    focus: Period | None = None
    """The last calendar period that the text named, or None."""
    focus_day: date | None = None
    """The last single day that the text named."""
    focus_sentence: int = -9
    """Number of the sentence that named the focus."""
    focus_day_sentence: int = -9
    quarter: Period | None = None
    """The last quarter named that had begun: the one whose results are told."""
    sentence: int = 0

    def noting(self, period: Period | None) -> "Discourse":
        """This discourse after the text named ``period``."""
        if period is None or period.granule not in _FOCUS_ORDER:
            return self
        if period.granule == "quarter":
            start = period.begins_on()
            if start and self.published_on and start <= self.published_on:
                return self._replace(
                    focus=period, focus_sentence=self.sentence, quarter=period
                )
        if period.granule != "day":
            return self._replace(focus=period, focus_sentence=self.sentence)
        return self._replace(
            focus=period,
            focus_sentence=self.sentence,
            focus_day=period.begins_on(),
            focus_day_sentence=self.sentence,
        )

    def anchor_day(self, reach: int) -> date | None:
        """The last day named within ``reach`` sentences."""
        if self.sentence - self.focus_day_sentence > reach:
            return None
        return self.focus_day

    def anchor_period(self, reach: int) -> Period | None:
        """The focus, if it was named within ``reach`` sentences."""
        if self.sentence - self.focus_sentence > reach:
            return None
        return self.focus


def nearest_month(month: int, reference: date, direction: int) -> Period:
    """The month of that name that the clause means, seen from ``reference``.

    Past clauses mean the last such month, this one included; clauses that look ahead
    the next. Without a tense the nearer one counts, the past preferred.
    """
    back = (reference.month - month) % 12
    ahead = (month - reference.month) % 12
    reach = {0: 3, 1: 12, 2: 8}.get(direction, -1)
    goes_ahead = back > 0 and ahead <= reach
    offset = ahead if goes_ahead else -back
    index = reference.year * 12 + reference.month - 1 + offset
    return Period(granule="month", index=index)


def nearest_day(
    month: int,
    day: int,
    reference: date,
    direction: int,
    weekday: int | None = None,
) -> Period | None:
    """The day of that month that the clause means, seen from ``reference``.

    A weekday that the text names with it settles the year, if it fits one of the
    three years in question.
    """
    years = range(reference.year - 1, reference.year + 2)
    found = [day_period(year, month, day) for year in years]
    days = [period for period in found if period is not None]
    if weekday is not None:
        days = [each for each in days if _falls_on(each, weekday)] or days
    today = reference.toordinal()

    def cost(period: Period) -> float:
        distance = period.index - today
        if direction == 2:
            return abs(distance) * (1 if distance > 0 else 2)
        if direction == -2 and distance > 0:
            return abs(distance) + 400
        if direction and distance * direction < 0:
            return abs(distance) + (_AGAINST_FUTURE if direction > 0 else _AGAINST_PAST)
        return abs(distance) * (1.2 if distance > 0 and not direction else 1)

    return min(days, key=cost, default=None)


def _falls_on(day: Period, weekday: int) -> bool:
    return (day.index - 1) % 7 == weekday - 1


def nearest_weekday(weekday: int, reference: date, direction: int) -> date:
    """The day of that name (1 Monday to 7 Sunday) that the clause means.

    The day of publication itself counts both ways; without a tense the last three
    days come before the next three.
    """
    today = reference.isoweekday()
    offset = (weekday - today) % 7 if direction > 0 else -((today - weekday) % 7)
    if direction == 0 and offset < -_DAYS_BACK:
        offset += 7
    return date.fromordinal(max(reference.toordinal() + offset, 1))


def year_of(word: object, published_on: date, focus: Period | None) -> int | None:
    """The year meant by this, last, next or that year."""
    offset = {"this": 0, "current": 0, "last": -1, "past": -1, "next": 1}.get(str(word))
    if offset is not None:
        return published_on.year + offset
    if focus is None:
        return None
    start = focus.begins_on()
    if start is None:
        return None
    steps = {"following": 1, "previous": -1, "preceding": -1}
    return start.year + steps.get(str(word), 0)
