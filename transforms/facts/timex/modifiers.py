"""What stands before a period and cuts it: "early", "mid-", "the end of", "week of"."""

from datetime import timedelta

from transforms.facts.timex.calendar import Period, recast
from transforms.facts.timex.grammar import Finding
from transforms.facts.timex.readings import Reading, of_part, of_period
from transforms.facts.timex.tokens import Tokens
from transforms.facts.timex.words import word_set

_NOUNS = word_set("end beginning start middle close")
"""These need an "of"; "early" and "mid" do not."""
_WEEK_STARTS = word_set("of starting beginning")


def modified(tokens: Tokens, finding: Finding) -> Finding:
    """``finding`` with its modifier taken in and its bounds cut to it."""
    if finding.reading.timex_type in ("SET", "DURATION"):
        return finding
    week = _week_of(tokens, finding)
    if week is not None:
        return week
    position = _modifier(tokens, finding.first)
    if position < 0:
        return finding
    is_noun = tokens.words[position] in _NOUNS
    if is_noun and "p" not in tokens.codes[position + 1 : finding.first]:
        return finding
    has_article = is_noun and position > 0 and tokens.codes[position - 1] == "t"
    reading = _cut(finding.reading, str(tokens.values[position]))
    return finding._replace(first=position - has_article, reading=reading)


def _modifier(tokens: Tokens, first: int) -> int:
    """Position of the modifier at most three small words before, else -1."""
    position = first - 1
    for _ in range(3):
        if position < 0:
            return -1
        if tokens.codes[position] not in "-pt" and tokens.words[position] not in (
            "in",
            "on",
        ):
            break
        position -= 1
    return position if position >= 0 and tokens.codes[position] == "B" else -1


def _week_of(tokens: Tokens, finding: Finding) -> Finding | None:
    """ "the week of 10 April", "the week beginning on 4 February"."""
    period = finding.reading.period
    if period is None or period.granule != "day" or finding.reading.clock:
        return None
    head = [finding.first - 1]
    while head[-1] > 0 and tokens.words[head[-1]] in ("on", "the"):
        head.append(head[-1] - 1)
    position = head[-1]
    if position < 1 or tokens.words[position] not in _WEEK_STARTS:
        return None
    if tokens.words[position - 1] != "week":
        return None
    week = recast(period, "week")
    if week is None:
        return None
    has_article = position > 1 and tokens.codes[position - 2] == "t"
    anchor = finding.reading.anchor or "publication"
    reading = of_period(week, "unit-relative", anchor)
    return finding._replace(first=position - 1 - has_article, reading=reading)


def _cut(reading: Reading, part: str) -> Reading:
    """The first, middle or last third of the stretch; a day gets a part of the day."""
    if reading.clock or reading.part:
        return reading
    period = reading.period
    if period is not None and period.granule == "day":
        return _part_of_day(reading, period, part)
    begin, end = reading.begins_at, reading.ends_at
    if begin is None or end is None:
        return reading
    third = timedelta(days=(end - begin).days // 3)
    bounds = {
        "START": (begin, begin + third),
        "MID": (begin + third, end - third),
        "END": (end - third, end),
    }[part]
    return reading._replace(begins_at=bounds[0], ends_at=bounds[1], pattern="modified")


def _part_of_day(reading: Reading, period: Period, part: str) -> Reading:
    day = period.begins_on()
    if day is None or part == "MID":
        return reading
    letters = "MO" if part == "START" else "EV"
    made = of_part(letters, day, "day-time", reading.anchor or "publication")
    return made._replace(period=period)
