"""Weekdays: by name alone, "last Friday", "Monday of next week"."""

from datetime import date

from transforms.facts.timex.calendar import (
    Period,
    month_period,
    period_of,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.confidence import Pattern
from transforms.facts.timex.discourse import (
    nearest_month,
    nearest_weekday,
)
from transforms.facts.timex.readings import (
    Anchor,
    Reading,
    of_period,
    of_value,
)

_TOO_NEAR = 1


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
    pattern: Pattern = "weekday-relative" if relative else "weekday"
    return of_period(period_of("day", day), pattern, "publication", not relative)


def _is_dated(found: Candidate) -> bool:
    """Whether "Sun" or "Sat" is a weekday: behind a preposition or before a date."""
    word = found.before()[1]
    return word in ("on", "by", "until", "since") or found.letters("relative") in (
        "l",
        "n",
    )


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


def _relative_weekday(relative: str, weekday: int, day: date, found: Candidate) -> date:
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


def _nth_of_month(found: Candidate) -> Reading | None:
    """ "the first Tuesday in November", "the last Friday of next month"."""
    weekday, published_on = found.number("day"), found.published_on
    ordinal = -1 if found.letters("ordinal") == "l" else found.number("ordinal")
    month = _month_of(found, published_on) if published_on else None
    if weekday is None or ordinal is None or month is None:
        return None
    start, end = month.begins_on(), month.ends_before()
    if start is None or end is None or not -1 <= ordinal <= 5:
        return None
    first = start.toordinal() + (weekday - start.isoweekday()) % 7
    last = end.toordinal() - 1 - (end.toordinal() - 1 - first) % 7
    index = last if ordinal < 0 else first + 7 * (ordinal - 1)
    if index > last:
        return None
    period = Period(granule="day", index=index)
    anchor: Anchor = "absolute" if found.has("year") else "publication"
    return of_period(period, "weekday-relative", anchor)


def _month_of(found: Candidate, day: date) -> Period | None:
    month, year = found.number("month"), found.number("year")
    if month is not None:
        if year is not None:
            return month_period(year, month)
        return nearest_month(month, day, found.outlook())
    if found.value("unit") != "month":
        return None
    step = {"l": -1, "n": 1}.get(found.letters("of"), 0)
    return month_period(day.year, day.month).moved(step)


RULES = (
    Rule(
        pattern=r"t?(?P<ordinal>[ol])(?P<day>W)(?:[pO](?P<month>[Mm])(?:,?[pO]?(?P<year>4))?"
        r"|[pO]t?(?P<of>[lniz])(?P<unit>u))",
        build=_nth_of_month,
    ),
    Rule(
        pattern=r"(?P<relative>i[ln]|[lniY])?(?P<day>[Ww]),?[pO]?(?P<of>[lnizY])(?P<unit>u)",
        build=_weekday,
    ),
    Rule(pattern=r"(?P<of>[lniz])(?P<unit>u)[-,]?G?(?P<day>[Ww])", build=_weekday),
    Rule(
        pattern=r"(?P<weekday>[Ww]),?t?(?P<day>o)(?![-uUhMm])"
        r"|(?P<weekday1>[Ww]),?t(?P<day1>[12])(?![-%7uUMmAC])",
        build=_weekday_ordinal,
    ),
    Rule(pattern=r"(?P<relative>i[ln]|tn|[lniY])?(?P<day>[Ww])(?!N)", build=_weekday),
)
