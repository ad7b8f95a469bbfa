"""What a builder leaves: a TIMEX3 reading and the stretch of time it means."""

from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Literal, NamedTuple

from transforms.facts.timex.calendar import Period, midnight
from transforms.facts.timex.confidence import Pattern

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Anchor = Literal["publication", "text", "absolute"]
Granularity = Literal[
    "second",
    "minute",
    "hour",
    "part-of-day",
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
Clock = tuple[int, ...]
"""Hour, minute, second; as many as the text gives."""
PARTS_OF_DAY = {
    "DW": (4, 7),
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 22),
    "NI": (20, 30),
    "DT": (6, 18),
}
"""Hours after midnight between which each part of the day lies, by convention."""


class Reading(NamedTuple):
    """One expression's meaning. ``begins_at`` and ``ends_at`` bound it half-open."""

    timex_type: TimexType
    value: str
    pattern: Pattern
    """Name of the pattern class whose measured share right is the confidence."""
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    granularity: Granularity | None = None
    anchor: Anchor | None = None
    period: Period | None = None
    """The calendar period, where it is exactly one."""
    clock: Clock | None = None
    """A time of day whose day is not settled yet."""
    part: str | None = None
    """A part of the day whose day is not settled yet."""
    until: Clock | None = None
    """The end of a range of hours, on the same day."""
    is_weak: bool = False
    """Worth keeping only if a neighbour confirms it."""
    is_assumed: bool = False
    """A day or year that only tense decided, so a neighbour may correct it."""


def of_period(
    period: Period, pattern: Pattern, anchor: Anchor, is_assumed: bool = False
) -> Reading:
    """The reading of exactly one calendar period."""
    return Reading(
        timex_type="DATE",
        value=period.value(),
        pattern=pattern,
        begins_at=midnight(period.begins_on()),
        ends_at=midnight(period.ends_before()),
        granularity=period.granule,
        anchor=anchor,
        period=period,
        is_assumed=is_assumed,
    )


def of_range(begin: Period, end: Period) -> Reading:
    """From the first instant of ``begin`` to the last one of ``end``."""
    reading = Reading(
        timex_type="DATE",
        value=f"{begin.value()}/{end.value()}",
        pattern="range",
        granularity=begin.granule,
        anchor="absolute",
    )
    return bounded(reading, begin.begins_on(), end.ends_before())


def of_clock(
    clock: Clock,
    day: date | None,
    pattern: Pattern,
    anchor: Anchor,
    until: Clock | None = None,
) -> Reading:
    """A time of day or a range of hours, on ``day`` where it is known."""
    reading = Reading(
        timex_type="TIME",
        value="/".join(_clock_value(each, day) for each in (clock, until) if each),
        pattern=pattern,
        granularity=_CLOCK_GRANULARITIES[len(clock) - 1],
        clock=clock,
        until=until,
    )
    if day is None:
        return reading
    begins_at = _at_clock(day, clock)
    length = timedelta(seconds=(3600, 60, 1)[len(clock) - 1])
    ends_at = begins_at + length if begins_at and begins_at.year < MAXYEAR else None
    if until is not None:
        night = timedelta(days=1 if until <= clock else 0)
        end = _at_clock(day, until)
        ends_at = end + night if end and end.year < MAXYEAR else None
    return reading._replace(begins_at=begins_at, ends_at=ends_at, anchor=anchor)


_CLOCK_GRANULARITIES: tuple[Granularity, ...] = ("hour", "minute", "second")


def _clock_value(clock: Clock, day: date | None) -> str:
    hour, *rest = clock
    figures = ":".join(f"{part:02d}" for part in (hour, *(rest or [0])))
    return f"{day.isoformat() if day else ''}T{figures}"


def _at_clock(day: date, clock: Clock) -> datetime | None:
    hour, minute, second = (*clock, 0, 0)[:3]
    return _instant(day, timedelta(hours=hour, minutes=minute, seconds=second))


def of_part(part: str, day: date | None, pattern: Pattern, anchor: Anchor) -> Reading:
    """A part of the day (TIMEX3 letters MO, AF, ...), on ``day`` where it is known."""
    if day is None:
        return Reading(
            timex_type="TIME",
            value=f"T{part}",
            pattern=pattern,
            granularity="part-of-day",
            part=part,
        )
    begin, end = PARTS_OF_DAY[part]
    return Reading(
        timex_type="TIME",
        value=f"{day.isoformat()}T{part}",
        pattern=pattern,
        begins_at=_instant(day, timedelta(hours=begin)),
        ends_at=_instant(day, timedelta(hours=end)),
        granularity="part-of-day",
        anchor=anchor,
        part=part,
    )


def of_value(
    timex_type: TimexType, value: str, pattern: Pattern, anchor: Anchor | None = None
) -> Reading:
    """A reading without a place on the calendar: a length, a frequency, a reference."""
    return Reading(timex_type=timex_type, value=value, pattern=pattern, anchor=anchor)


def bounded(reading: Reading, begin: date | None, end: date | None) -> Reading:
    """``reading`` with its bounds at the midnights of two days."""
    return reading._replace(begins_at=midnight(begin), ends_at=midnight(end))


def _instant(day: date, since_midnight: timedelta) -> datetime | None:
    try:
        return datetime.combine(day, time()) + since_midnight
    except OverflowError:
        return None
