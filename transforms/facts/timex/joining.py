"""Neighbours that state one time: a day and an hour, a range, "the end of" a month."""

import re
from dataclasses import replace
from datetime import date, timedelta

from transforms.facts.timex import tense
from transforms.facts.timex.calendar import (
    Granule,
    Period,
    period_of,
    shifted,
    shifted_period,
)
from transforms.facts.timex.discourse import Discourse
from transforms.facts.timex.grammar import Finding
from transforms.facts.timex.points import of_range
from transforms.facts.timex.readings import (
    Reading,
    of_clock,
    of_part,
    of_period,
)
from transforms.facts.timex.tokens import Tokens

_DAY_LINKS = frozenset(["", "r", "b", ",r", ",b", "~", "G~", "OG", "Or", ",", "G", "Gt", "O", "Ot", "t", ",G", "p", "pt", "G,", "GG", "-"])
_RANGE_LINKS = frozenset([">", "-", ">t", "&", "&t"])
_APPROXIMATE = frozenset("about around almost nearly roughly some".split())


def join(
    tokens: Tokens, findings: list[Finding], discourse: Discourse
) -> list[Finding]:
    """The findings of one sentence with neighbours made one."""
    joined: list[Finding] = []
    for finding in findings:
        merged = (
            _merged(tokens, joined[-1], finding) or _offset(tokens, joined[-1], finding)
            if joined
            else None
        )
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(finding)
    joined = [_widened(tokens, finding) for finding in joined]
    joined = [finding for finding in joined if not finding.reading.is_weak]
    joined = _ranges(tokens, joined)
    return [_settled(tokens, finding, discourse) for finding in joined]


def _between(tokens: Tokens, left: Finding, right: Finding) -> str:
    return tokens.codes[left.last + 1 : right.first]


def _merged(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    """Day and time of day in either order."""
    link = _between(tokens, left, right)
    if link not in _DAY_LINKS:
        return None
    day, time = left.reading, right.reading
    if _is_part(day) and time.clock is not None and time.begins_at is None:
        return _hour_of_part(left, right)
    if _is_day(time) and _has_time(day):
        day, time = time, day
    if not (_is_day(day) and _has_time(time)) or day.period is None:
        return None
    if link and link[0] in "p," and time is right.reading and link != ",":
        return None
    reading = _at(day, time)
    if reading is None:
        return None
    return Finding(first=left.first, last=right.last, reading=reading)


_WEEK_OF = re.compile(r"t?up$")


def _offset(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    """ "two days after Christmas", "three weeks from 5 May", "a week before 1 June"."""
    link = _between(tokens, left, right)
    period, lengths = right.reading.period, _LENGTH.fullmatch(left.reading.value)
    if link not in ("e", "f", "r") or period is None or period.granule != "day":
        return None
    if link == "r" and tokens.words[right.first - 1] != "from":
        return None
    start = period.begins_on()
    if left.reading.timex_type != "DURATION" or lengths is None or start is None:
        return None
    granule = _GRANULES[lengths[2]]
    count = int(lengths[1]) * (-1 if link == "e" else 1)
    day = shifted(start, granule, count)
    if day is None:
        return None
    reading = of_period(period_of("day", day), "offset", right.reading.anchor or "text")
    return Finding(first=left.first, last=right.last, reading=reading)


_LENGTH = re.compile(r"P([0-9]{1,4})([DWMY])")
_GRANULES: dict[str, Granule] = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def _is_part(reading: Reading) -> bool:
    return reading.part is not None


def _hour_of_part(left: Finding, right: Finding) -> Finding | None:
    """ "this morning at 9", "last night around 8": the part of the day settles it."""
    part, time = left.reading, right.reading
    clock, until = time.clock, time.until
    if clock is None or part.part is None:
        return None
    if part.part in ("AF", "EV", "NI") and 1 <= clock[0] < 12 and (
        part.part != "NI" or clock[0] > 5
    ):
        clock = (clock[0] + 12, *clock[1:])
        until = (until[0] + 12, *until[1:]) if until and until[0] < 12 else until
    day = part.begins_at.date() if part.begins_at else None
    reading = of_clock(clock, day, "day-time", part.anchor or "publication", until)
    reading = replace(reading, period=part.period)
    return Finding(first=left.first, last=right.last, reading=reading)


def _is_day(reading: Reading) -> bool:
    return reading.period is not None and reading.period.granule == "day"


def _has_time(reading: Reading) -> bool:
    return reading.begins_at is None and (
        reading.clock is not None or reading.part is not None
    )


def _at(day: Reading, time: Reading) -> Reading | None:
    start = day.period.begins_on() if day.period else None
    anchor = day.anchor or "publication"
    if start is None:
        return None
    if time.clock is not None:
        made = of_clock(time.clock, start, "day-time", anchor, time.until)
    else:
        made = of_part(time.part or "DT", start, "day-time", anchor)
    return replace(made, period=day.period)


def _ranges(tokens: Tokens, findings: list[Finding]) -> list[Finding]:
    joined: list[Finding] = []
    for finding in findings:
        merged = _range(tokens, joined[-1], finding) if joined else None
        if merged is not None:
            joined[-1] = merged
        else:
            joined.append(finding)
    return joined


def _range(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    link = _between(tokens, left, right)
    if link not in _RANGE_LINKS:
        return None
    before = tokens.codes[left.first - 1] if left.first else ""
    word = tokens.words[left.last + 1]
    if link.startswith("&") and (before != "b" or word != "and"):
        return None
    if word in ("until", "till"):
        is_anaphoric = "Y" in tokens.codes[right.first : right.last + 1]
        if before != "r" or is_anaphoric:
            return None
    begin, end = left.reading, right.reading
    if begin.clock and end.clock:
        return _clock_range(left, right)
    if begin.period is None or end.period is None or begin.part or end.part:
        return None
    if begin.clock or end.clock:
        return None
    if begin.period.granule != end.period.granule:
        return None
    start = _corrected(begin, end)
    if start.index >= end.period.index:
        return None
    reading = of_range(start, end.period)
    if begin.pattern == "modified" and start == begin.period:
        reading = replace(reading, begins_at=begin.begins_at)
    if end.pattern == "modified":
        reading = replace(reading, ends_at=end.ends_at)
    return Finding(first=left.first, last=right.last, reading=reading)


def _clock_range(left: Finding, right: Finding) -> Finding | None:
    """ "9 a.m. to 5 p.m. on Monday": both ends on the day of either."""
    begin, end = left.reading, right.reading
    if begin.clock is None or end.clock is None:
        return None
    period = end.period or begin.period
    if begin.period and end.period and begin.period != end.period:
        return None
    day = period.begins_on() if period else None
    anchor = (end if end.period else begin).anchor or "publication"
    reading = of_clock(begin.clock, day, "clock-range", anchor, end.clock)
    reading = replace(reading, period=period)
    return Finding(first=left.first, last=right.last, reading=reading)


def _corrected(begin: Reading, end: Reading) -> Period:
    """The first end in the year of the second, where only the second has a year."""
    first, last = begin.period, end.period
    if first is None or last is None:
        raise AssertionError  # checked by the caller
    start, stop = first.begins_on(), last.begins_on()
    if begin.is_assumed and first.granule in ("day", "month") and start and stop:
        for years in (stop.year - start.year, stop.year - start.year - 1):
            moved = shifted_period(first, "year", years)
            if moved and moved.index < last.index:
                return moved
    return first


def _widened(tokens: Tokens, finding: Finding) -> Finding:
    """The finding with "early", "mid-", "the end of" taken in and its bounds cut."""
    codes, first = tokens.codes, finding.first
    position = first - 1
    for _ in range(3):
        if position >= 0 and codes[position] in "-pt" or (
            position >= 0 and tokens.words[position] in ("in", "on")
        ):
            position -= 1
    if position < 0 or codes[position] != "B" or finding.reading.timex_type == "SET":
        return finding
    if finding.reading.timex_type == "DURATION":
        return finding
    is_noun = tokens.words[position] in ("end", "beginning", "start", "middle", "close")
    gap = codes[position + 1 : first]
    if is_noun and "p" not in gap:
        return finding
    if position and codes[position - 1] == "t" and is_noun:
        start = position - 1
    else:
        start = position
    reading = _narrowed(finding.reading, str(tokens.values[position]))
    return replace(finding, first=start, reading=reading)


def _narrowed(reading: Reading, part: str) -> Reading:
    """The first, middle or last third of the stretch; a day gets a part of the day."""
    begin, end = reading.begins_at, reading.ends_at
    period = reading.period
    if period is not None and period.granule == "day" and not reading.clock:
        day = period.begins_on()
        if day is not None and part != "MID" and reading.part is None:
            letters = "MO" if part == "START" else "EV"
            made = of_part(letters, day, "day-time", reading.anchor or "publication")
            return replace(made, period=period)
    if begin is None or end is None or reading.clock or reading.part:
        return reading
    third = timedelta(days=(end - begin).days // 3)
    if part == "START":
        return replace(reading, ends_at=begin + third, pattern="modified")
    if part == "MID":
        return replace(reading, begins_at=begin + third, ends_at=end - third,
                       pattern="modified")
    return replace(reading, begins_at=end - third, pattern="modified")


def _settled(tokens: Tokens, finding: Finding, discourse: Discourse) -> Finding:
    """A time of day without a day gets the one that the text or its tense gives."""
    reading = finding.reading
    if not _has_time(reading):
        return finding
    day = _day_of(tokens, finding, discourse)
    if day is None:
        return finding
    if reading.clock is not None:
        made = of_clock(reading.clock, day, reading.pattern, "text", reading.until)
    else:
        made = of_part(reading.part or "DT", day, reading.pattern, "text")
    return replace(finding, reading=made)


def _day_of(tokens: Tokens, finding: Finding, discourse: Discourse) -> date | None:
    published_on = discourse.published_on
    ahead = tense.direction(tokens, finding.first, finding.last)
    day = discourse.anchor_day(4)
    if day is not None and not (ahead < 0 and published_on and day > published_on):
        return day
    return published_on if ahead < 0 else None
