"""Ranges: two findings and the word or dash between them as one item."""

from transforms.facts.timex.calendar import Period, shifted_period
from transforms.facts.timex.grammar import Finding, between
from transforms.facts.timex.readings import Reading, bounded, of_clock, of_range
from transforms.facts.timex.tokens import Tokens

_LINKS = frozenset([">", "-", ">t", "&", "&t"])
_MIXABLE = frozenset(["day", "month", "year"])


def joined_range(tokens: Tokens, left: Finding, right: Finding) -> Finding | None:
    """The range from ``left`` to ``right``, None where the words state none."""
    if not _is_linked(tokens, left, right):
        return None
    begin, end = left.reading, right.reading
    if begin.clock and end.clock:
        reading = _hours(begin, end)
    elif begin.clock or end.clock or begin.part or end.part:
        return None
    elif begin.period is not None and end.value == "PRESENT_REF":
        reading = _until_now(begin, end)
    elif begin.period is not None and end.period is not None:
        reading = _periods(begin, end, begin.period, end.period)
    else:
        return None
    if reading is None:
        return None
    return Finding(first=left.first, last=right.last, reading=reading)


def _is_linked(tokens: Tokens, left: Finding, right: Finding) -> bool:
    """ "between A and B", "A to B", "A-B", "from A until B", no "until that year"."""
    link = between(tokens, left, right)
    if link not in _LINKS:
        return False
    before = tokens.codes[left.first - 1] if left.first else ""
    word = tokens.words[left.last + 1]
    if link.startswith("&"):
        return word == "and" and (before == "b" or _are_neighbours(left, right))
    if word in ("until", "till"):
        is_anaphoric = "Y" in tokens.codes[right.first : right.last + 1]
        return before == "r" and not is_anaphoric
    return True


def _are_neighbours(left: Finding, right: Finding) -> bool:
    """ "on Wednesday and Thursday": the second is the day after the first."""
    first, second = left.reading, right.reading
    if first.pattern != "weekday" or second.pattern != "weekday":
        return False
    return first.period is not None and first.period.moved(1) == second.period


def _hours(begin: Reading, end: Reading) -> Reading | None:
    """ "9 a.m. to 5 p.m. on Monday": both ends on the day of either."""
    if begin.period and end.period and begin.period != end.period:
        return None
    settled = end if end.period else begin
    day = settled.period.begins_on() if settled.period else None
    anchor = settled.anchor or "publication"
    reading = of_clock(begin.clock or (0,), day, "clock-range", anchor, end.clock)
    return reading._replace(period=settled.period)


def _until_now(begin: Reading, end: Reading) -> Reading:
    value = f"{begin.value}/{end.value}"
    return begin._replace(value=value, ends_at=None, pattern="range", period=None)


def _periods(
    begin: Reading, end: Reading, first: Period, last: Period
) -> Reading | None:
    is_mixed = first.granule != last.granule
    if is_mixed and not (begin.anchor == "absolute" and _mixable(first, last)):
        return None  # "this year through August"
    if end.pattern == "weekday" and end.is_assumed and "weekday" in begin.pattern:
        last = last.moved(7 * -((last.index - first.index - 1) // 7))
    first = _corrected(begin, first, last)
    start, stop = first.begins_on(), last.ends_before()
    last_start = last.begins_on()
    if start is None or stop is None or last_start is None or start >= last_start:
        return None
    reading = bounded(of_range(first, last), start, stop)
    if begin.pattern == "modified" and first == begin.period:
        reading = reading._replace(begins_at=begin.begins_at)
    if end.pattern == "modified":
        reading = reading._replace(ends_at=end.ends_at)
    return reading


def _mixable(first: Period, last: Period) -> bool:
    return first.granule in _MIXABLE and last.granule in _MIXABLE


def _corrected(begin: Reading, first: Period, last: Period) -> Period:
    """The first end in the year of the second, where only the second has a year."""
    start, stop = first.begins_on(), last.begins_on()
    if begin.is_assumed and first.granule in ("day", "month") and start and stop:
        for years in (stop.year - start.year, stop.year - start.year - 1):
            moved = shifted_period(first, "year", years)
            if moved and moved.index < last.index:
                return moved
    return first
