"""Whole units beside now or beside an earlier date: "last week", "that year"."""

from datetime import date

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    period_of,
    recast,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import year_of
from transforms.facts.timex.readings import (
    Reading,
    of_period,
)
from transforms.facts.timex.words import word_set

GRANULES: dict[str, tuple[Granule, int]] = {
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
_REACH = 6
"""Sentences within which "that year" still finds its year."""
_DISCOURSE_WORDS = word_set("following ensuing preceding previous prior same that")


def _unit(found: Candidate) -> Reading | None:
    """ "last week", "this month", "the following year", "that day"."""
    name = found.value("unit")
    relative = found.word("relative")
    if not isinstance(name, str) or name not in GRANULES:
        return None
    granule, size = GRANULES[name]
    if found.published_on is None or (found.has("article") and _is_stretch(relative)):
        return None
    if relative in _DISCOURSE_WORDS or _is_narrative(found, granule, relative):
        return _from_focus(found, granule, relative)
    offset = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "this": 0,
        "current": 0,
        "latest": 0,
    }
    steps = offset.get(relative, 1) * size
    period = period_of(granule, found.published_on)
    if granule == "quarter" and relative in ("latest", "last"):
        steps = -1
    if granule == "day":
        return (
            None
            if relative in ("past", "coming", "last")
            else _day_reading(period, steps)
        )
    return of_period(period.moved(steps), "unit-relative", "publication")


def _is_stretch(relative: str) -> bool:
    """ "the last year" ends now; "last year" ended in December."""
    return relative in ("last", "past")


def _after_next(found: Candidate) -> Reading | None:
    """ "the week after next", "the month before last"."""
    name, published_on = found.value("unit"), found.published_on
    if not isinstance(name, str) or name not in GRANULES or published_on is None:
        return None
    shift, side = found.letters("shift"), found.letters("side")
    if (shift, side) not in (("f", "n"), ("e", "l")):
        return None
    granule, size = GRANULES[name]
    steps = 2 * size * (1 if shift == "f" else -1)
    return of_period(
        period_of(granule, published_on).moved(steps), "unit-relative", "publication"
    )


def _day_reading(period: Period, steps: int) -> Reading:
    return of_period(period.moved(steps), "unit-relative", "publication")


def _is_narrative(found: Candidate, granule: Granule, relative: str) -> bool:
    """ "the next day" follows a day of the text, "the next year" hardly ever does."""
    return granule == "day" and relative == "next"


def _from_focus(found: Candidate, granule: Granule, relative: str) -> Reading | None:
    steps = {"following": 1, "ensuing": 1, "next": 1, "preceding": -1, "previous": -1}
    step = {**steps, "prior": -1}.get(relative, 0)
    anchor = _anchor(found, granule, _REACH)
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
        return of_period(
            Period(granule="quarter", index=index), "unit-anaphoric", "publication"
        )
    if name == "weekend":
        return _weekend(found, published_on)
    if name in ("year", "month", "week") and _is_part_of(found):
        granule, _ = GRANULES[str(name)]
        return of_period(
            period_of(granule, published_on), "unit-relative", "publication"
        )
    return None


def _weekend(found: Candidate, day: date) -> Reading:
    """ "over the weekend": the last one begun, or the next in what lies ahead."""
    weekend = period_of("weekend", day)
    has_begun = day.isoweekday() > 5
    if found.direction(has_weak_cues=True) <= 0 and not has_begun:
        weekend = weekend.moved(-1)
    return of_period(weekend, "unit-relative", "publication")


def _is_part_of(found: Candidate) -> bool:
    """ "the end of the year", "earlier in the month"."""
    code, outer = found.before()[0], found.before(2)[0]
    return (code == "p" and outer == "B") or (
        code == "O" and outer in "Bef" and outer != ""
    )


def _week_number(found: Candidate) -> Reading | None:
    """ "in week 31": the ISO week of that year; "Week 3" in capitals is of a season."""
    number, published_on = found.number("number"), found.published_on
    if found.value("unit") != "week" or number is None or published_on is None:
        return None
    if not 1 <= number <= 52 or found.before()[0] == "a":
        return None
    year = published_on.isocalendar().year
    if found.has("of") and found.value("whole") == "year":
        year = year_of(found.word("of"), published_on, found.discourse.focus) or year
    if found.has("year"):
        year = found.number("year") or year
    start = date.fromisocalendar(year, number, 1)
    return of_period(period_of("week", start), "unit-relative", "publication")


def _year_end(found: Candidate) -> Reading | None:
    """ "by year-end", "at month end"."""
    published_on, name = found.published_on, found.value("unit")
    if found.word("end") != "end" or published_on is None:
        return None
    if name not in ("year", "month"):
        return None
    period = period_of("year" if name == "year" else "month", published_on)
    return of_period(period, "unit-relative", "publication")


RULES = (
    Rule(
        pattern=r"t?(?P<unit>u)(?P<shift>[ef])(?P<side>[ln])(?![uUcW123])",
        build=_after_next,
    ),
    Rule(
        pattern=r"(?P<article>t)?(?P<relative>i[ln]|YY|[lnizY])J?-?(?P<unit>u)(?!-)",
        build=_unit,
    ),
    Rule(pattern=r"(?P<article>t)J?(?P<unit>u)(?![-gef'])", build=_bare_unit),
    Rule(pattern=r"(?<=Bp)(?P<unit>u)(?![-gef'])", build=_bare_unit),
    Rule(
        pattern=r"(?P<unit>u)(?P<number>[123])(?:[pO,]?t?(?P<of>[lniz])(?P<whole>u)"
        r"|[pO,]?(?P<year>4)|(?![-%7uUMmAC]))",
        build=_week_number,
    ),
    Rule(pattern=r"(?P<unit>u)-?(?P<end>B)", build=_year_end),
)
