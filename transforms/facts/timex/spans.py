"""Stretches told by their length and one end: "for two weeks from 20 May".

Part of ``joining``: neighbours arrive, one finding over both leaves.
"""

import re
from datetime import date, timedelta

from transforms.facts.timex.calendar import Granule, period_of, shifted
from transforms.facts.timex.grammar import Finding
from transforms.facts.timex.readings import Clock, Reading, of_clock, of_range
from transforms.facts.timex.tokens import Tokens

_LENGTH = re.compile(r"P([0-9]{1,4})([DWMY])")
_HOURS = re.compile(r"PT(?:([0-9]{1,2})H)?(?:([0-9]{1,4})M)?")
_GRANULES: dict[str, Granule] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_STARTS = frozenset({"from", "starting", "beginning"})
_LINK_MAX = 3


def length_and_start(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    """ "for 7 hours from 9:30", "two weeks starting 20 May", "from 2pm for 2 hours"."""
    words = tuple(w for w in tokens.words[left.last + 1 : right.first] if w != ",")
    if right.first - left.last > _LINK_MAX + 1 or not words:
        return None
    if words == ("for",) and left.reading.clock is not None:
        reading = _hours_from(left.reading, right.reading)
    elif words[0] in _STARTS and words[1:] in ((), ("on",), ("from",), ("at",)):
        before = tokens.words[left.first - 1] if left.first else ""
        is_stretch = before == "for" or words[0] != "from"
        reading = _hours_from(right.reading, left.reading)
        if reading is None and is_stretch:
            reading = _days_from(right.reading, left.reading)
    else:
        return None
    if reading is None:
        return None
    return Finding(first=left.first, last=right.last, reading=reading)


def _hours_from(start: Reading, length: Reading) -> Reading | None:
    """A range of hours within one day; what runs past midnight stays two findings."""
    match = _HOURS.fullmatch(length.value)
    if match is None or length.timex_type != "DURATION" or start.clock is None:
        return None
    if start.until is not None:
        return None
    minutes = 60 * int(match[1] or 0) + int(match[2] or 0)
    until = _later(start.clock, minutes)
    if until is None:
        return None
    day = start.period.begins_on() if start.period else None
    anchor = start.anchor or "publication"
    reading = of_clock(start.clock, day, "clock-range", anchor, until)
    return reading._replace(period=start.period)


def _later(clock: Clock, minutes: int) -> Clock | None:
    hour, minute = (*clock, 0)[:2]
    end = timedelta(minutes=60 * hour + minute + minutes)
    if end >= timedelta(days=1):
        return None
    total = int(end.total_seconds()) // 60
    return (total // 60, total % 60)


def _days_from(start: Reading, length: Reading) -> Reading | None:
    match = _LENGTH.fullmatch(length.value)
    first = _whole_day(start)
    if match is None or first is None or length.timex_type != "DURATION":
        return None
    after = shifted(first, _GRANULES[match[2]], int(match[1]))
    last = shifted(after, "day", -1) if after else None
    if last is None or last <= first:
        return None
    reading = of_range(period_of("day", first), period_of("day", last))
    return reading._replace(anchor=start.anchor)


def _whole_day(reading: Reading) -> date | None:
    period = reading.period
    if period is None or period.granule != "day" or reading.clock or reading.part:
        return None
    return period.begins_on()
