"""Days that stand on the calendar by number: "20 March", "3/4/2024", "the 20th"."""

from transforms.facts.timex.calendar import (
    Period,
    day_period,
    recast,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import (
    nearest_day,
)
from transforms.facts.timex.holidays import holiday_in, nearest_holiday
from transforms.facts.timex.readings import (
    Reading,
    of_period,
    of_range,
    of_value,
)
from transforms.facts.timex.years import YEAR_OF, stated_year

_NOT_COUNTED = r"(?![%7uUNC]|[-][uU1234]|[.][123456])"


def _numeric_day(found: Candidate) -> Reading | None:
    value = found.value("date")
    if not isinstance(value, tuple):
        return None
    year, first, second, *mark = value
    is_month_first = not mark or (found.discourse.is_month_first and mark[0] != ".")
    pairs = [(first, second), (second, first)]
    for month, day in pairs if is_month_first else reversed(pairs):
        period = day_period(year, month, day)
        if period:
            return of_period(period, "day-numeric", "absolute")
        if not mark:
            return None
    return None


def _partial_day(found: Candidate) -> Reading | None:
    """ "9/11", "on 11/20": without a preposition or weekday it is a fraction."""
    value, published_on = found.value("date"), found.published_on
    if not isinstance(value, tuple) or published_on is None:
        return None
    if value == (9, 11) and found.before()[0] not in "Gr":
        period = day_period(2001, 9, 11)
        return of_period(period, "day-numeric", "absolute") if period else None
    year = found.number("year")
    if year is not None:
        return _numeric_in_year(found, value, year)
    code, word = found.before()
    is_dated = found.has("weekday") or word in ("on", "from", "since", "by", "until")
    is_listed = code != "" and code in ",&" and found.before(2)[0] == "d"
    is_dated = is_dated or is_listed or found.after()[0] == "b"
    is_range = found.after()[0] in ("-", ">") and found.after(2)[0] in ("d", "D")
    is_end = code in ("-", ">") and found.before(2)[0] == "d"
    if not is_dated and code not in ("b", "r") and not is_range and not is_end:
        return None
    pairs = [value, (value[1], value[0])]
    for month, day in pairs if found.discourse.is_month_first else reversed(pairs):
        if 1 <= month <= 12 and 1 <= day <= 31:
            period = nearest_day(month, day, published_on, found.outlook())
            if period:
                return of_period(period, "day-numeric", "publication", True)
    return None


def _numeric_in_year(
    found: Candidate, value: tuple[int, ...], year: int
) -> Reading | None:
    """ "5/7, 2020"."""
    pairs = [(value[0], value[1]), (value[1], value[0])]
    for month, day in pairs if found.discourse.is_month_first else reversed(pairs):
        period = day_period(year, month, day)
        if period:
            return of_period(period, "day-numeric", "absolute")
    return None


def _day_of_this_month(found: Candidate) -> Reading | None:
    """ "the 21st of this month", "the 3rd next month"."""
    day, published_on = found.number("day"), found.published_on
    step = {"l": -1, "n": 1}.get(found.letters("of"), 0)
    if day is None or published_on is None or found.value("unit") != "month":
        return None
    months = published_on.year * 12 + published_on.month - 1 + step
    period = day_period(months // 12, months % 12 + 1, day)
    return of_period(period, "day", "publication") if period else None


def _day(found: Candidate) -> Reading | None:
    month, day = found.number("month"), found.number("day")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    if found.has("day_word") and found.value("day_word") != "day":
        return None
    year = stated_year(found)
    if year is not None:
        period = day_period(year, month, day)
        return of_period(period, "day", "absolute") if period else None
    if found.published_on is None:
        return of_value("DATE", f"XXXX-{month:02d}-{day:02d}", "day")
    weekday = found.number("weekday")
    period = nearest_day(month, day, found.published_on, found.outlook(), weekday)
    return of_period(period, "day", "publication", True) if period else None


def _day_range(found: Candidate) -> Reading | None:
    """ "11–12 July", "between 3 and 5 March": one item over both ends."""
    if found.match["join"] == "&" and found.before()[0] != "b":
        return None
    month = found.number("month")
    first, second = found.number("first"), found.number("second")
    published_on = found.published_on
    if month is None or first is None or second is None or second <= first:
        return None
    year = stated_year(found)
    if year is None and published_on is None:
        value = f"XXXX-{month:02d}-{first:02d}/XXXX-{month:02d}-{second:02d}"
        return of_value("DATE", value, "range")
    if year is None and published_on:
        near = nearest_day(month, first, published_on, found.outlook())
        start = near.begins_on() if near else None
        year = start.year if start else None
    begin = day_period(year or 0, month, first)
    end = day_period(year or 0, month, second)
    return of_range(begin, end) if begin and end else None


def _dashed_day(found: Candidate) -> Reading | None:
    year, month, day = (found.number(name) or 0 for name in ("year", "month", "day"))
    period = day_period(year, month, day)
    return of_period(period, "day-numeric", "absolute") if period else None


def _day_of_month(found: Candidate) -> Reading | None:
    """ "on the 20th": the nearest one that the clause allows."""
    number, published_on = found.number("day"), found.published_on
    is_figure = found.word("day")[:1].isdigit()
    if number is None or published_on is None or not is_figure:
        return None
    if found.before()[1] not in (
        "on",
        "until",
        "by",
        "since",
        "from",
        "before",
        "after",
        "of",
    ):
        return None
    if found.before()[1] == "of" and found.before(2)[1] != "week":
        return None
    this_month = published_on.year * 12 + published_on.month - 1
    months = [divmod(this_month + step, 12) for step in (-2, -1, 0, 1, 2)]
    days = [day_period(year, month + 1, number) for year, month in months]
    direction = found.direction() or -1
    today = published_on.toordinal()
    fitting = [p for p in days if p and (p.index - today) * direction >= 0]
    nearest = min(fitting, key=lambda p: abs(p.index - today), default=None)
    return of_period(nearest, "month", "publication", True) if nearest else None


def _holiday_weekend(found: Candidate) -> Reading | None:
    """ "Labor Day weekend", "the weekend of Thanksgiving": the nearest to the day."""
    holiday = _holiday(found) if found.value("unit") == "weekend" else None
    day = holiday.period.begins_on() if holiday and holiday.period else None
    if holiday is None or day is None:
        return None
    shift = 3 if day.isoweekday() > 3 else -3
    near = Period(
        granule="day", index=day.toordinal() + (0 if day.isoweekday() > 5 else shift)
    )
    weekend = recast(near, "weekend")
    return (
        of_period(weekend, "holiday", holiday.anchor or "publication")
        if weekend
        else None
    )


def _holiday(found: Candidate) -> Reading | None:
    name, year = str(found.value("name")), found.number("year")
    published_on = found.published_on
    if year is not None:
        period = holiday_in(name, year)
        return of_period(period, "holiday", "absolute") if period else None
    if published_on is None:
        return None
    relative = found.word("relative")
    ahead = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(relative)
    direction = found.direction() if ahead is None else ahead
    period = nearest_holiday(name, published_on, direction)
    return of_period(period, "holiday", "publication", True) if period else None


RULES = (
    Rule(
        pattern=r"(?P<day>[12])[-/](?P<month>[Mm])[-/](?P<year>4)"
        r"|(?P<month1>[Mm])[-/](?P<day1>[12])[-/](?P<year1>4)"
        r"|(?P<year2>4)[-/](?P<month2>[Mm])[-/](?P<day2>[12])",
        build=_dashed_day,
    ),
    Rule(pattern=r"(?:[Ww],?)?(?P<date>D)", build=_numeric_day),
    Rule(
        pattern=r"(?P<weekday>i?[Ww],?)?(?P<date>d)(?:,(?P<year>4))?",
        build=_partial_day,
    ),
    Rule(
        pattern=r"(?:[Ww],?)?t?(?P<first>[12o])(?P<join>[->&])t?(?P<second>[12o])p?"
        r"(?P<month>[Mm])(?:,?p?(?P<year>4))?",
        build=_day_range,
    ),
    Rule(
        pattern=r"(?P<month>[Mm])t?(?P<first>[12o])(?P<join>[->&])t?(?P<second>[12o])"
        r"(?![Mm])(?:,?(?P<year>4))?" + _NOT_COUNTED,
        build=_day_range,
    ),
    Rule(
        pattern=r"(?:(?:i?[lni])?(?P<weekday>[Ww])[,(]?t?)?(?P<month>[Mm])[,-]?t?(?P<day>[12o])"
        + _NOT_COUNTED
        + r"(?:(?:,?[pO]?(?P<year>4))(?![-][uU])|"
        + YEAR_OF
        + ")?",
        build=_day,
    ),
    Rule(
        pattern=r"(?:(?:i?[lni])?(?P<weekday>[Ww])[,(]?)?t?(?P<day>[12o])(?P<day_word>u)?[p-]?(?P<month>[Mm])"
        r"(?:,?[pO]?(?P<year>4)|" + YEAR_OF + ")?",
        build=_day,
    ),
    Rule(pattern=r"(?P<month>M)/(?P<day>[12])(?!/)", build=_day),
    Rule(
        pattern=r"t(?P<day>o)(?:u[pO]|[pO])?(?P<of>[lniz])(?P<unit>u)",
        build=_day_of_this_month,
    ),
    Rule(pattern=r"t(?P<day>o)(?![xKuUhPSMmWc&-])", build=_day_of_month),
    Rule(
        pattern=r"(?P<relative>[lnit])?(?P<name>L)(?:(?P<year>4)(?P<unit>u)"
        r"|(?P<unit1>u)(?P<year1>4)?)|t?(?P<unit2>u)p(?P<name1>L)(?:,?(?P<year2>4))?",
        build=_holiday_weekend,
    ),
    Rule(pattern=r"(?P<relative>[lnit])?(?P<name>L)(?:,?(?P<year>4))?", build=_holiday),
)
