"""Neighbours that state one time: a day and an hour, a length and a day.

The findings of one sentence arrive, the ones of the record leave.
"""

import re
from collections.abc import Callable
from datetime import date

from transforms.facts.timex import tense
from transforms.facts.timex.calendar import Granule, period_of, shifted
from transforms.facts.timex.discourse import Discourse
from transforms.facts.timex.grammar import Finding, between
from transforms.facts.timex.modifiers import modified
from transforms.facts.timex.ranges import joined_range
from transforms.facts.timex.readings import (
    Anchor,
    Reading,
    of_clock,
    of_part,
    of_period,
)
from transforms.facts.timex.spans import length_and_start
from transforms.facts.timex.tokens import Tokens

_DAY_TIME = re.compile(r"|,?[rb]|,?G?[,G]?t?|Ot?|~|G~|O[Gr]|-|G?[ef]~?|,G")
"""Letters between a day and its time of day, as in "Monday, at", "5 May from"."""
_TIME_DAY = re.compile(r"|,?[GO]t?|t|pt?|,|-")
"""The same where the time comes first, as in "9 a.m. on Monday", "the night of"."""
_WEEKDAYS = re.compile(r"XXXX-WXX-[1-7]")
_LENGTH = re.compile(r"P([0-9]{1,4})([DWMY])")
_GRANULES: dict[str, Granule] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_ANCHOR_SENTENCES = 4
"""How far back the day of a bare time of day may have been named."""

_Join = Callable[[Tokens, Finding, Finding], Finding | None]


def join(
    tokens: Tokens, findings: list[Finding], discourse: Discourse
) -> list[Finding]:
    """The findings of one sentence with neighbours made one, open times settled."""
    joined = _fold(tokens, findings, length_and_start)
    joined = _fold(tokens, joined, _day_and_time)
    joined = _fold(tokens, joined, _length_and_day)
    joined = [modified(tokens, finding) for finding in joined]
    joined = [finding for finding in joined if not finding.reading.is_weak]
    joined = _fold(tokens, joined, joined_range)
    return [_settled(tokens, finding, discourse) for finding in joined]


def _fold(tokens: Tokens, findings: list[Finding], pair: _Join) -> list[Finding]:
    joined: list[Finding] = []
    for finding in findings:
        merged = pair(tokens, joined[-1], finding) if joined else None
        if merged is None:
            joined.append(finding)
        else:
            joined[-1] = merged
    return joined


def _day_and_time(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    link = between(tokens, left, right)
    if len(link) > 3:
        return None
    first, second = left.reading, right.reading
    if first.part is not None and _is_open(second) and second.clock is not None:
        reading = _hour_of_part(first, second) if _DAY_TIME.fullmatch(link) else None
    elif _is_open(first) and first.clock and _is_told_part(second):
        reading = _hour_of_part(second, first) if _TIME_DAY.fullmatch(link) else None
    elif first.timex_type == "SET" and _is_open(second) and second.clock:
        reading = _on_days(first, second) if _DAY_TIME.fullmatch(link) else None
    elif _is_day(first) and _is_open(second) and _DAY_TIME.fullmatch(link):
        reading = _on_day(first, second)
    elif _is_open(first) and _is_day(second) and _TIME_DAY.fullmatch(link):
        reading = _on_day(second, first)
    else:
        return None
    if reading is None:
        return None
    return Finding(first=left.first, last=right.last, reading=reading)


def _is_day(reading: Reading) -> bool:
    is_day = reading.period is not None and reading.period.granule == "day"
    return is_day and reading.clock is None and reading.part is None


def _is_open(reading: Reading) -> bool:
    """Whether it is a time of day without its day."""
    has_time = reading.clock is not None or reading.part is not None
    return has_time and reading.begins_at is None


def _is_told_part(reading: Reading) -> bool:
    """Whether it is a part of a known day: "last night"."""
    return reading.part is not None and reading.begins_at is not None


def _on_days(days: Reading, time: Reading) -> Reading | None:
    """ "Tuesdays at 9", "every day at noon"."""
    if days.value == "P1D":
        return days._replace(value=time.value)
    if not _WEEKDAYS.fullmatch(days.value):
        return None
    return days._replace(value=f"{days.value}{time.value}")


def _hour_of_part(part: Reading, time: Reading) -> Reading | None:
    """ "this morning at 9", "last night around 8": the part of the day settles it."""
    clock, until = time.clock, time.until
    if clock is None:
        return None
    is_late = part.part in ("AF", "EV") or (part.part == "NI" and clock[0] > 5)
    if is_late and 1 <= clock[0] < 12:
        clock = (clock[0] + 12, *clock[1:])
        until = (until[0] + 12, *until[1:]) if until and until[0] < 12 else until
    day = part.begins_at.date() if part.begins_at else None
    reading = of_clock(clock, day, "day-time", part.anchor or "publication", until)
    return reading._replace(period=part.period)


def _on_day(day: Reading, time: Reading) -> Reading | None:
    start = day.period.begins_on() if day.period else None
    if start is None:
        return None
    made = _dated(time, start, day.anchor or "publication")
    return made._replace(period=day.period, pattern="day-time")


def _dated(time: Reading, day: date, anchor: Anchor) -> Reading:
    if time.clock is not None:
        return of_clock(time.clock, day, time.pattern, anchor, time.until)
    return of_part(time.part or "DT", day, time.pattern, anchor)


def _length_and_day(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    """ "two days after Christmas", "three weeks from 5 May", "a week before 1 June"."""
    link, lengths = between(tokens, left, right), _LENGTH.fullmatch(left.reading.value)
    if link not in ("e", "f", "r") or lengths is None or not _is_day(right.reading):
        return None
    if link == "r" and tokens.words[right.first - 1] != "from":
        return None
    start = right.reading.period.begins_on() if right.reading.period else None
    if left.reading.timex_type != "DURATION" or start is None:
        return None
    count = int(lengths[1]) * (-1 if link == "e" else 1)
    day = shifted(start, _GRANULES[lengths[2]], count)
    if day is None:
        return None
    anchor = right.reading.anchor or "text"
    reading = of_period(period_of("day", day), "counted", anchor)
    return Finding(first=left.first, last=right.last, reading=reading)


def _settled(tokens: Tokens, finding: Finding, discourse: Discourse) -> Finding:
    """A time of day without a day gets the one that the text or its tense gives.

    What lies ahead without a day stays open: "will open at 9 a.m." is any day.
    """
    if not _is_open(finding.reading):
        return finding
    published_on = discourse.published_on
    ahead = tense.direction(tokens, finding.first, finding.last)
    day, anchor = discourse.anchor_day(_ANCHOR_SENTENCES), "text"
    if day is None or (ahead < 0 and published_on is not None and day > published_on):
        day, anchor = (published_on if ahead < 0 else None), "publication"
    if day is None:
        return finding
    reading = _dated(
        finding.reading, day, "text" if anchor == "text" else "publication"
    )
    return finding._replace(reading=reading)
