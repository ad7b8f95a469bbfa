"""Times of day by the clock: "5:30 p.m.", "0900 GMT", "9 to 11 a.m."."""

from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.readings import (
    Clock,
    Reading,
    of_clock,
)


def _clock(found: Candidate) -> Reading | None:
    clock = _read(found)
    if clock is None:
        return None
    return of_clock(clock, None, "clock", "publication")


def _read(found: Candidate) -> Clock | None:
    clock = _as_clock(found.value("time"))
    return (
        None if clock is None else _twelve_hours(clock, str(found.value("half") or ""))
    )


def _as_clock(value: object) -> Clock | None:
    """Figures as hour, minute, second; 8.30 is half past eight."""
    if isinstance(value, float):
        hour, minute = divmod(round(value * 100), 100)
        clock: Clock = (hour, minute)
    elif isinstance(value, tuple):
        clock = value
    elif isinstance(value, int):
        clock = (value,)
    else:
        return None
    minute = clock[1] if len(clock) > 1 else 0
    if not 0 <= clock[0] <= 24 or not 0 <= minute < 60:
        return None
    if len(clock) > 2 and not 0 <= clock[2] < 60:
        return None
    return clock


def _twelve_hours(clock: Clock, half_day: str) -> Clock | None:
    if half_day in ("am", "pm"):
        if not 1 <= clock[0] <= 12:
            return clock if half_day == "pm" and 12 < clock[0] < 24 else None
        return (clock[0] % 12 + (12 if half_day == "pm" else 0), *clock[1:])
    return clock


def _with_part(found: Candidate) -> Reading | None:
    """ "4 in the morning", "7:30 in the evening", "9 at night"."""
    clock = _read(found)
    part = str(found.value("part"))
    if clock is None or clock[0] > 12 or found.word("joint") not in ("in", "at", ""):
        return None
    return of_clock(_in_part(clock, part), None, "clock", "publication")


def _in_part(clock: Clock, part: str) -> Clock:
    """The hour on the half of the day in which the part of the day lies."""
    late = part in ("AF", "EV") or (part == "NI" and clock[0] >= 6)
    return _twelve_hours(clock, "pm" if late else "am") or clock


def _range_in_part(found: Candidate) -> Reading | None:
    """ "between 5 and 6 in the afternoon", "five to seven in the morning"."""
    if found.letters("join") == "&" and found.before()[0] != "b":
        return None
    part = str(found.value("part"))
    ends = [_as_clock(found.value(group)) for group in ("first", "second")]
    begin, end = (_in_part(each, part) if each else None for each in ends)
    if begin is None or end is None or begin >= end:
        return None
    return of_clock(begin, None, "clock-range", "publication", until=end)


def _spelled_clock(found: Candidate) -> Reading | None:
    """ "at nine thirty", "from three thirty to four forty-five"."""
    hour, minute = found.number("hour"), found.number("minute")
    before = found.before()[1]
    if hour is None or minute is None or not 1 <= hour <= 12 or not 10 <= minute < 60:
        return None
    if before not in ("at", "from", "to", "until", "till", "by", "around", "before"):
        return None
    return of_clock((hour, minute), None, "clock", "publication")


def _military(found: Candidate) -> Reading | None:
    """ "0900 GMT", "1430 hours"."""
    number = found.number("time")
    if number is None or number >= 2400 or number % 100 > 59:
        return None
    zone = found.word("zone")
    if zone in ("local",) or found.letters("zone") == "I" or zone in ("hours", "hrs"):
        return of_clock(divmod(number, 100), None, "clock", "publication")
    return None


def _past_hour(found: Candidate) -> Reading | None:
    """ "half past eight", "20 past seven", "ten minutes to three"."""
    hour = found.number("hour")
    if found.has("word") and found.value("word") != "M":
        return None  # "two quarters to one"
    if not found.has("to") and found.word("past") != "past":
        return None
    minutes = 30 if found.has("half") else found.number("minutes")
    if hour is None or minutes is None or not 1 <= hour <= 12 or not 0 < minutes < 60:
        return None
    if found.has("to"):
        if not found.has("word"):
            return None
        hour, minutes = (hour - 1) % 24, 60 - minutes
    clock: Clock = (hour, minutes)
    if found.has("part"):
        clock = _in_part(clock, str(found.value("part")))
    return of_clock(clock, None, "clock", "publication")


def _clock_range(found: Candidate) -> Reading | None:
    """ "9 to 11 a.m.", "10:30-12:00", "between 7 and 9.30pm"."""
    joint = found.letters("join")
    if joint == "&" and found.before()[0] != "b":
        return None
    halves = [str(found.value(group) or "") for group in ("half", "half_b")]
    is_full = found.letters("first") == "C" and found.letters("second") == "C"
    is_framed = found.before()[0] in ("r", "b") and "C" in (
        found.letters("first") + found.letters("second")
    )
    if (
        not any(half in ("am", "pm") for half in halves)
        and not is_full
        and not is_framed
    ):
        return None
    first, last = _as_clock(found.value("first")), _as_clock(found.value("second"))
    if first is None or last is None:
        return None
    begin, end = _paired(first, last, *halves)
    if begin is None or end is None:
        return None
    return of_clock(begin, None, "clock-range", "publication", until=end)


def _framed_hours(found: Candidate) -> Reading | None:
    """ "between 3 and 5", "from 7 to 9": weak, hours only beside a day."""
    joint, before = found.letters("join"), found.before()[0]
    if (joint, before) not in (("&", "b"), (">", "r"), ("-", "b")):
        return None
    first, last = _as_clock(found.value("first")), _as_clock(found.value("second"))
    if first is None or last is None or first >= last:
        return None
    reading = of_clock(first, None, "clock-range", "publication", until=last)
    return reading._replace(is_weak=True)


def _paired(
    first: Clock, last: Clock, half: str, last_half: str
) -> tuple[Clock | None, Clock | None]:
    """Both ends on 24 hours; an end without a.m. or p.m. borrows the other's."""
    end = _twelve_hours(last, last_half)
    if half not in ("am", "pm") and last_half in ("am", "pm") and end is not None:
        begin = _twelve_hours(first, last_half)
        if begin is not None and begin >= end:
            begin = _twelve_hours(first, "am")
        return begin, end
    begin = _twelve_hours(first, half)
    if begin is not None and end is not None and not last_half and end < begin:
        end = _twelve_hours(last, "pm") if last[0] <= 12 else end
    return begin, end


def _bare_hour(found: Candidate) -> Reading | None:
    """ "at 8": weak, it counts only beside a day or part of the day."""
    if found.before()[1] not in ("at", "around", "by"):
        return None
    code, _ = found.after()
    if code not in ("", ".", ",", ")", "G", "R", "W", "O", "&", "l", "i"):
        return None
    clock = _read(found)
    if clock is None or clock[0] > 12:
        return None
    return of_clock(clock, None, "clock", "publication")._replace(is_weak=True)


def _noon(found: Candidate) -> Reading | None:
    if found.before()[1] == "high":
        return None
    hour, minute = str(found.value("time")).split(":")
    return of_clock((int(hour), int(minute)), None, "clock-named", "publication")


RULES = (
    Rule(
        pattern=r"(?P<first>[C16c])(?P<half>A)?(?P<join>[->&])(?P<second>[C16c])"
        r"(?P<half_b>A)?I?",
        build=_clock_range,
    ),
    Rule(
        pattern=r"(?P<first>[C1c])(?P<join>[->&])(?P<second>[C1c])[OG]t?(?P<part>P)",
        build=_range_in_part,
    ),
    Rule(pattern=r"(?P<time>[C16c])(?P<half>A)I?", build=_clock),
    Rule(
        pattern=r"(?<=[Gr>ef])(?P<hour>c)(?P<minute>c)(?![-xKuU$%7])",
        build=_spelled_clock,
    ),
    Rule(pattern=r"(?P<time>[C1c])(?P<joint>[OG])t?(?P<part>P)", build=_with_part),
    Rule(pattern=r"(?P<time>C)(?:I|xx)?", build=_clock),
    Rule(pattern=r"(?P<time>4)(?P<zone>I|xx|U)", build=_military),
    Rule(
        pattern=r"(?:(?P<half>h)|(?P<minutes>[123c])(?P<word>[uU])?)(?:(?P<past>l)|(?P<to>>))"
        r"(?P<hour>[1c])(?:(?P<joint>[OG])t?(?P<part>P))?",
        build=_past_hour,
    ),
)

LATE_RULES = (
    Rule(
        pattern=r"(?<=[br])(?P<first>[1c])(?P<join>[->&])(?P<second>[1c])"
        r"(?![^GRWOlni.,])",
        build=_framed_hours,
    ),
    Rule(pattern=r"(?<=[G~])(?P<time>[16c])(?!-)", build=_bare_hour),
    Rule(pattern=r"(?P<time>H)", build=_noon),
)
