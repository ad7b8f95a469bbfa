"""Days and periods counted from the day of publication or from an earlier date."""

from dataclasses import replace
from datetime import date

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    part_period,
    period_of,
    recast,
    shifted,
    shifted_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import nearest_weekday
from transforms.facts.timex.readings import Reading, of_period, of_value

_GRANULES: dict[str, tuple[Granule, int]] = {
    "day": ("day", 1),
    "weekend": ("weekend", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("quarter", 1),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "century": ("century", 1),
}
_COUNT_MAX = 100_000
_DISCOURSE_WORDS = frozenset("following ensuing preceding previous prior same that".split())
_TOO_NEAR = 1
_NEAR, _FAR = 1, 6
"""Sentences within which an anchor still counts: for "a day later", for "that year"."""


def _weekday(found: Candidate) -> Reading | None:
    weekday, published_on = found.number("day"), found.published_on
    relative = found.word("relative")
    if weekday is None:
        return None
    if "w" in found.letters("day") and not _is_dated(found):
        return None
    if published_on is None:
        return of_value("DATE", f"XXXX-WXX-{weekday}", "weekday")
    if found.has("of"):
        return _weekday_of(found, weekday, published_on)
    day = _relative_weekday(relative, weekday, published_on, found)
    pattern = "weekday-relative" if relative else "weekday"
    return of_period(period_of("day", day), pattern, "publication", not relative)


def _is_dated(found: Candidate) -> bool:
    """Whether "Sun" or "Sat" is a weekday: behind a preposition or before a date."""
    code, word = found.before()
    return word in ("on", "by", "until", "since") or found.has("relative")


def _weekday_of(found: Candidate, weekday: int, day: date) -> Reading | None:
    """ "Monday of next week", "next week on Tuesday"."""
    unit = found.value("unit")
    if unit != "week":
        return None
    offset = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0}
    week = period_of("week", day).moved(offset.get(found.word("of"), 1))
    start = week.begins_on()
    period = Period(granule="day", index=(start or day).toordinal() + weekday - 1)
    return of_period(period, "weekday-relative", "publication")


def _relative_weekday(
    relative: str, weekday: int, day: date, found: Candidate
) -> date:
    """ "last Friday" is the one before today, "next Friday" the one in the days ahead.

    Nobody calls yesterday or tomorrow by such a name: then a week is skipped.
    """
    today = day.isoweekday()
    if relative in ("last", "past", "previous", "preceding"):
        back = (today - weekday) % 7 or 7
        back += 7 if back <= _TOO_NEAR and today != 7 and relative != "past" else 0
        return date.fromordinal(max(day.toordinal() - back, 1))
    if relative in ("next", "coming", "upcoming", "following"):
        ahead = (weekday - today) % 7 or 7
        ahead += 7 if ahead <= _TOO_NEAR and relative == "next" else 0
        return date.fromordinal(min(day.toordinal() + ahead, date.max.toordinal()))
    if relative in ("this",):
        return date.fromordinal(max(day.toordinal() + weekday - today, 1))
    ahead = found.direction(has_weak_cues=True)
    if ahead == 0 and found.outlook() == 2:
        ahead = 1
    return nearest_weekday(weekday, day, ahead)


def _weekday_ordinal(found: Candidate) -> Reading | None:
    """ "Friday the 31st": the nearest such day on which names and numbers agree."""
    weekday, number = found.number("weekday"), found.number("day")
    published_on = found.published_on
    if weekday is None or number is None or published_on is None or number > 31:
        return None
    today = published_on.toordinal()
    for distance in range(400):
        for ordinal in (today + distance, today - distance):
            if 0 < ordinal <= date.max.toordinal():
                day = date.fromordinal(ordinal)
                if day.day == number and day.isoweekday() == weekday:
                    period = Period(granule="day", index=ordinal)
                    return of_period(period, "weekday-relative", "publication")
    return None


def _deictic(found: Candidate) -> Reading | None:
    offset, published_on = found.number("day"), found.published_on
    if offset is None:
        return None
    if found.has("shift"):
        offset += (found.number("count") or 1) * (1 if found.letters("shift") == "f" else -1)
        if found.has("unit") and found.value("unit") != "day":
            return None
    if published_on is None:
        return of_value("DATE", "XXXX-XX-XX", "deictic")
    return of_period(period_of("day", published_on).moved(offset), "deictic", "publication")


def _unit(found: Candidate) -> Reading | None:
    """ "last week", "this month", "the following year", "that day"."""
    name = found.value("unit")
    relative = found.word("relative")
    if not isinstance(name, str) or name not in _GRANULES:
        return None
    granule, size = _GRANULES[name]
    if found.published_on is None:
        return None
    if relative in _DISCOURSE_WORDS or _is_narrative(found, granule, relative):
        return _from_focus(found, granule, relative)
    offset = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "latest": 0}
    steps = offset.get(relative, 1) * size
    period = period_of(granule, found.published_on)
    if granule == "quarter" and relative in ("latest", "last"):
        steps = -1
    if granule == "day":
        return None if relative in ("past", "coming", "last") else _day_reading(period, steps)
    return of_period(period.moved(steps), "unit-relative", "publication")


def _day_reading(period: Period, steps: int) -> Reading:
    return of_period(period.moved(steps), "unit-relative", "publication")


def _is_narrative(found: Candidate, granule: Granule, relative: str) -> bool:
    """ "the next day" follows a day of the text, "the next year" hardly ever does."""
    return granule == "day" and relative == "next"


def _from_focus(found: Candidate, granule: Granule, relative: str) -> Reading | None:
    steps = {"following": 1, "ensuing": 1, "next": 1, "preceding": -1, "previous": -1}
    step = {**steps, "prior": -1}.get(relative, 0)
    anchor = _anchor(found, granule, _FAR)
    if anchor is None:
        if found.published_on is None or (granule == "day" and relative == "that"):
            return None
        period = period_of(granule, found.published_on)
        return of_period(period.moved(step), "unit-anaphoric", "publication")
    return of_period(anchor.moved(step), "unit-anaphoric", "text")


def _anchor(found: Candidate, granule: Granule, reach: int) -> Period | None:
    if granule == "day":
        day = found.discourse.anchor_day(reach)
        return None if day is None else period_of("day", day)
    focus = found.discourse.anchor_period(reach)
    return None if focus is None else recast(focus, granule)


def _counted(found: Candidate) -> Reading | None:
    """ "two days ago", "a year earlier", "three weeks later", "in two months"."""
    name, count = found.value("unit"), found.number("count")
    letter = found.letters("shift")
    if not isinstance(name, str) or count is None or not 0 < count < _COUNT_MAX:
        return None
    if name not in _GRANULES or found.published_on is None:
        return None
    granule, size = _GRANULES[name]
    steps = count * size * (-1 if letter in "ge" else 1)
    if letter == "g":
        return _shift_from_publication(found, granule, steps)
    if found.tokens.codes[found.match.end() - 1] in "ef" and _has_complement(found):
        return None
    return _shift_from_text(found, granule, steps)


def _has_complement(found: Candidate) -> bool:
    """ "two days after the vote" is a length; "two days later" and ", after" are not."""
    word = found.tokens.words[found.match.end() - 1]
    code, following = found.after()
    return word in ("before", "after") and code not in ("", ".", ",", ")", "-", "&")


def _shift_from_publication(
    found: Candidate, granule: Granule, steps: int
) -> Reading | None:
    day = found.published_on
    if day is None:
        return None
    quarter = found.discourse.quarter
    if granule == "year" and steps == -1 and quarter:
        return _unfocused(of_period(quarter.moved(-4), "ago", "text"))
    target = shifted(day, granule, steps)
    if target is None:
        return None
    if granule == "week":
        granule = "day"
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(period_of(granule, target), "ago", "publication")


def _shift_from_text(found: Candidate, granule: Granule, steps: int) -> Reading | None:
    if granule in ("day", "week"):
        anchor = found.discourse.anchor_day(_reach(found, steps))
        base = anchor or found.published_on
        target = shifted(base, granule, steps) if base else None
        if target is None:
            return None
        kind = "text" if anchor else "publication"
        return of_period(period_of("day", target), "counted", kind)  # type: ignore[arg-type]
    focus = found.discourse.anchor_period(_NEAR)
    quarter = found.discourse.quarter
    if granule == "year" and quarter and (focus is None or focus.granule != "month"):
        return _unfocused(of_period(quarter.moved(4 * steps), "counted", "text"))
    if focus is not None and granule == "year" and focus.granule != "day":
        moved = shifted_period(focus, granule, steps)
        return _unfocused(of_period(moved, "counted", "text")) if moved else None
    day = focus.begins_on() if focus else found.published_on
    target = shifted(day, granule, steps) if day else None
    if target is None:
        return None
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(period_of(granule, target), "counted", "text" if focus else "publication")


def _unfocused(reading: Reading) -> Reading:
    """The comparison year of results leaves the quarter told of in focus."""
    return replace(reading, period=None)


def _reach(found: Candidate, steps: int) -> int:
    """Sentences back within which the anchor lies: none for "did so two days earlier".

    At the head of a sentence the phrase takes up the story; "later" always does.
    """
    if found.match.start() == 0:
        return 2 * _FAR
    return _FAR if steps > 0 else 0


def _bare_unit(found: Candidate) -> Reading | None:
    """ "the quarter" in results is the one in focus; "the day" the one told of."""
    name, published_on = found.value("unit"), found.published_on
    is_definite = found.word("article") == "the" or not found.has("article")
    if published_on is None or not is_definite:
        return None
    if name == "quarter":
        if found.discourse.quarter:
            return of_period(found.discourse.quarter, "unit-anaphoric", "text")
        index = period_of("quarter", published_on).index - 1
        return of_period(Period(granule="quarter", index=index), "unit-anaphoric", "publication")
    if name in ("year", "month", "week") and _is_part_of(found):
        granule, _ = _GRANULES[str(name)]
        return of_period(period_of(granule, published_on), "unit-relative", "publication")
    return None


def _week_number(found: Candidate) -> Reading | None:
    """ "in week 31": the ISO week of that year; "Week 3" in capitals is of a season."""
    number, published_on = found.number("number"), found.published_on
    if found.value("unit") != "week" or number is None or published_on is None:
        return None
    if not 1 <= number <= 52 or found.before()[0] == "a":
        return None
    start = date.fromisocalendar(published_on.isocalendar().year, number, 1)
    return of_period(period_of("week", start), "unit-relative", "publication")


def _is_part_of(found: Candidate) -> bool:
    """ "the end of the year", "earlier in the month"."""
    code, outer = found.before()[0], found.before(2)[0]
    return (code == "p" and outer == "B") or (code == "O" and outer in "Bef" and outer != "")


def _earlier_period(found: Candidate) -> Reading | None:
    """ "the year-earlier quarter", "a year-ago period"."""
    published_on = found.published_on
    if published_on is None or found.value("unit") != "year":
        return None
    focus = found.discourse.quarter
    if focus is None:
        last = period_of("quarter", published_on).index - 1
        focus = Period(granule="quarter", index=last)
    return _unfocused(of_period(focus.moved(-4), "counted", "text"))


def _year_end(found: Candidate) -> Reading | None:
    """ "by year-end", "at month end"."""
    published_on, name = found.published_on, found.value("unit")
    if found.word("end") != "end" or published_on is None:
        return None
    if name not in ("year", "month"):
        return None
    period = period_of("year" if name == "year" else "month", published_on)
    return of_period(period, "unit-relative", "publication")


def _in_time(found: Candidate) -> Reading | None:
    """ "in two weeks' time", "three days from now", and "in two weeks" of plans."""
    name, count = found.value("unit"), found.number("count")
    if not isinstance(name, str) or name not in _GRANULES or count is None:
        return None
    published_on = found.published_on
    if published_on is None or count >= _COUNT_MAX:
        return None
    if not found.has("sure") and not (
        found.before()[1] == "in" and found.direction() > 0
    ):
        return None
    granule, size = _GRANULES[name]
    target = shifted(published_on, granule, count * size)
    if target is None:
        return None
    granule = "day" if granule == "week" else granule
    if granule in ("decade", "century"):
        granule = "year"
    return of_period(period_of(granule, target), "counted", "publication")


def _year_to_date(found: Candidate) -> Reading | None:
    return None if found.published_on is None else of_period(
        part_period("half", found.published_on.year, 1), "unit-relative", "publication"
    )


_COUNT = r"(?P<count>[123456ac])"
RULES = (
    Rule(
        pattern=r"(?P<relative>i[ln]|[lniY])?(?P<day>[Ww]),?[pO]?(?P<of>[lnizY])(?P<unit>u)",
        build=_weekday,
    ),
    Rule(pattern=r"(?P<of>[lniz])(?P<unit>u)[-,]?G?(?P<day>W)", build=_weekday),
    Rule(
        pattern=r"(?P<weekday>[Ww]),?t?(?P<day>o)(?![-uUhMm])"
        r"|(?P<weekday1>[Ww]),?t(?P<day1>[12])(?![-:%7uUMmAC])",
        build=_weekday_ordinal,
    ),
    Rule(pattern=r"(?P<relative>i[ln]|tn|[lniY])?(?P<day>[Ww])", build=_weekday),
    Rule(
        pattern=r"t?(?:(?P<count>[12ac])(?=U))?(?P<unit>[uU])(?P<shift>[ef])(?P<day>R)",
        build=_deictic,
    ),
    Rule(pattern=r"(?P<day>R)", build=_deictic),
    Rule(pattern=_COUNT + r"-?(?P<unit>[uU])'?-?(?P<shift>[gef])(?!-u)", build=_counted),
    Rule(
        pattern=_COUNT + r"(?P<unit>[uU])(?P<sure>r[X])", build=_in_time
    ),
    Rule(pattern=_COUNT + r"(?P<unit>[uU])(?P<sure>')", build=_in_time),
    Rule(pattern=r"(?<=O)" + _COUNT + r"(?P<unit>[uU])(?![-'efg])", build=_in_time),
    Rule(pattern=r"[ta]?(?P<unit>u)-[eg](?P<what>u)?", build=_earlier_period),
    Rule(pattern=r"(?P<unit>u)-?(?P<end>B)", build=_year_end),
    Rule(
        pattern=r"t?(?P<relative>i[ln]|YY|[lnizY])J?-?(?P<unit>u)(?!-)", build=_unit
    ),
    Rule(pattern=r"(?P<article>t)J?(?P<unit>u)(?![-gef'])", build=_bare_unit),
    Rule(pattern=r"(?<=Bp)(?P<unit>u)(?![-gef'])", build=_bare_unit),
    Rule(pattern=r"(?P<unit>u)(?P<number>[123])(?![-:%7uUMmAC])", build=_week_number),
)
