"""When an event is said to be: the time expression of its clause, if it has one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from transforms.facts.dates import Date
from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.sentences import nearby
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import REPORTING

DatePrecision = Literal["day", "week", "month", "year", "unknown"]
_FAR = 24
_LEFT_COST = 1.6
_CLAUSE_MARKS = frozenset((";", ":"))
_SINCE = frozenset(["since"])
_UNTIL = frozenset(["until", "by", "before", "till"])
_WITHIN_DAY = frozenset({"second", "minute", "hour", "part-of-day"})
"""What is "before dawn on Friday" is Friday's."""
_PRECISIONS: dict[str, DatePrecision] = {
    **dict.fromkeys(("second", "minute", "hour", "part-of-day", "day"), "day"),
    **dict.fromkeys(("weekend", "week"), "week"),
    **dict.fromkeys(("month", "quarter", "season", "half"), "month"),
    "year": "year",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """First and last day, both inclusive; None where open or unknown."""

    begins_on: date | None
    ends_on: date | None
    precision: DatePrecision


NEVER = Span(begins_on=None, ends_on=None, precision="unknown")


def span_of(
    reading: Reading, trigger: Trigger, times: Sequence[tuple[int, int, Date]]
) -> Span:
    """The days of the nearest time expression in the trigger's clause.

    ``times`` are the sentence's time expressions with their first and last token.
    """
    costs = [
        (cost, first, after, time)
        for first, after, time in nearby(
            times, trigger.first - _FAR, trigger.after + _FAR + 1
        )
        if time.timex_type in ("DATE", "TIME")
        and (cost := _cost(reading, trigger, first, after)) is not None
    ]
    if not costs:
        return NEVER
    _, first, after, time = min(costs, key=lambda each: each[0])
    if after < trigger.first and "when" in (
        reading.word(after),
        reading.word(after + 1),
    ):
        return _span("", time)  # "until September, when they freed it"
    before = reading.word(first - 1)
    found = _span(before, time)
    until = _until(reading, after, times) if before == "from" else None
    return found if until is None else replace(found, ends_on=until)


def _until(
    reading: Reading, after: int, times: Sequence[tuple[int, int, Date]]
) -> date | None:
    """The last day of "from February until September", of whose first time ``after``
    is the end."""
    if reading.word(after) not in ("until", "to", "till"):
        return None
    ends = (_span("until", time) for begin, _, time in times if begin == after + 1)
    return next((span.ends_on for span in ends), None)


def _cost(reading: Reading, trigger: Trigger, first: int, after: int) -> float | None:
    """How far the expression is in words; None where another clause holds it."""
    if first >= trigger.after:
        between = range(trigger.after, first)
        distance = float(first - trigger.after)
    else:
        between = range(after, trigger.first)
        distance = _LEFT_COST * (trigger.first - after)
    if distance > _FAR:
        return None
    if not _CLAUSE_MARKS.isdisjoint(reading.tokens.lower[between.start : between.stop]):
        return None
    # "said on Thursday": the day of saying, unless nothing else stands between.
    if reading.word(first - 2) in REPORTING or reading.word(first - 1) in REPORTING:
        return None
    others = sum(
        reading.verbs[place] and reading.word(place) != "to" for place in between
    )
    return distance + 6.0 * others


def _span(before: str, time: Date) -> Span:
    begins = time.begins_at.date() if time.begins_at else None
    ends = None
    if time.ends_at is not None:
        moment = time.ends_at
        is_midnight = moment.hour == moment.minute == moment.second == 0
        ends = moment.date() - timedelta(days=1 if is_midnight else 0)
        if begins is not None and ends < begins:
            ends = begins
    if str(time.granularity or "") == "part-of-day" and "overnight" not in (
        time.evidence.lower()
    ):
        ends = begins  # "Monday night" is Monday's
    precision = _PRECISIONS.get(str(time.granularity or ""), "unknown")
    if before in _SINCE:
        return Span(begins_on=begins, ends_on=None, precision=precision)
    if before in _UNTIL and str(time.granularity or "") not in _WITHIN_DAY:
        return Span(begins_on=None, ends_on=ends, precision=precision)
    return Span(begins_on=begins, ends_on=ends, precision=precision)
