"""Parts of a longer period: quarters, halves, "the second week of June"."""

from datetime import date

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    month_period,
    part_period,
    recast,
    year_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import (
    nearest_month,
    year_of,
)
from transforms.facts.timex.readings import (
    Reading,
    of_period,
    of_range,
    of_value,
)


def _within(found: Candidate) -> Reading | None:
    """ "the second week of June", "the third month of 2021", "the last day of May"."""
    whole = _whole(found)
    granule = found.value("part")
    ordinal = -1 if found.match["ordinal"] == "l" else found.number("ordinal")
    if whole is None or ordinal is None or not isinstance(granule, str):
        return None
    if granule not in ("day", "week", "month", "weekend"):
        return None
    start, end = whole.begins_on(), whole.ends_before()
    if start is None or end is None:
        return None
    if granule == "day":
        index = start.toordinal() + ordinal - 1 if ordinal > 0 else end.toordinal() - 1
        period = Period(granule="day", index=index)
    elif granule == "month":
        first = start.year * 12 + start.month - 1
        index = first + ordinal - 1 if ordinal > 0 else first + 11
        period = Period(granule="month", index=index)
    else:
        period = _nth_week(whole, granule, ordinal)
    return of_period(period, "within", "absolute")


def _nth_week(whole: Period, granule: str, ordinal: int) -> Period:
    """Weeks count from the first Monday: the week with most days in the month."""
    start, end = whole.begins_on(), whole.ends_before()
    first = ((start.toordinal() if start else 1) + 2) // 7
    last = ((end.toordinal() if end else 1) - 5) // 7
    index = first + ordinal - 1 if ordinal > 0 else last
    return Period(granule="weekend" if granule == "weekend" else "week", index=index)


def _span_within(found: Candidate) -> Reading | None:
    """ "the last two weeks of June", "the first 10 days of 2021"."""
    whole, count = _whole(found), found.number("count")
    granule = found.value("part")
    if whole is None or count is None or granule not in ("day", "week", "month"):
        return None
    start, end = whole.begins_on(), whole.ends_before()
    if start is None or end is None or not 1 <= count <= 60:
        return None
    length = {"day": count, "week": 7 * count, "month": 30 * count}[str(granule)]
    if found.match["ordinal"] == "l":
        begin = date.fromordinal(max(end.toordinal() - length, 1))
    else:
        begin, end = start, date.fromordinal(start.toordinal() + length)
    if granule == "month":
        begin, end = _months(start, end, count, found.match["ordinal"] == "l", whole)
    first = Period(granule="day", index=begin.toordinal())
    last = Period(granule="day", index=end.toordinal() - 1)
    return of_range(first, last)


def _months(
    start: date, end: date, count: int, is_last: bool, whole: Period
) -> tuple[date, date]:
    first = start.year * 12 + start.month - 1
    final = whole.ends_before() or end
    stop = final.year * 12 + final.month - 1
    if is_last:
        begin = Period(granule="month", index=stop - count).begins_on()
        return begin or start, final
    return start, Period(granule="month", index=first + count).begins_on() or end


def _whole(found: Candidate) -> Period | None:
    month, year = found.number("month"), found.number("year")
    published_on = found.published_on
    if month is not None and year is not None:
        return month_period(year, month)
    if month is not None and published_on:
        return nearest_month(month, published_on, found.outlook())
    if year is not None:
        return year_period(year)
    if found.has("of") and published_on and found.value("unit") in ("month", "year"):
        unit = recast(
            Period(granule="day", index=published_on.toordinal()),
            "month" if found.value("unit") == "month" else "year",
        )
        offset = {"last": -1, "next": 1}.get(found.word("of"), 0)
        return unit.moved(offset) if unit else None
    return None


def _part_of_year(found: Candidate) -> Reading | None:
    """Quarters and halves: "the third quarter of 2013", "Q3 2023", "H1"."""
    granule: Granule
    if found.has("name"):
        name = str(found.value("name"))
        granule = "quarter" if name[0] == "Q" else "half"
        ordinal: int | None = int(name[1])
    else:
        granule = "half" if found.has("half") else "quarter"
        ordinal = found.number("ordinal")
        if granule == "quarter" and found.value("part") != "quarter":
            return None
    if ordinal is None or not 1 <= ordinal <= (4 if granule == "quarter" else 2):
        return None
    if granule == "half" and not (found.has("year") or found.has("of")):
        return None
    return _part_in_year(found, granule, ordinal)


def _part_in_year(found: Candidate, granule: Granule, ordinal: int) -> Reading | None:
    year = found.number("year")
    if year is not None:
        return of_period(part_period(granule, year, ordinal), "quarter", "absolute")
    published_on = found.published_on
    if published_on is None:
        return of_value("DATE", f"XXXX-{granule[0].upper()}{ordinal}", "quarter")
    for group in ("of", "owner"):
        if found.has(group):
            year = year_of(found.word(group), published_on, found.discourse.focus)
            year = year if year is not None else published_on.year
            period = part_period(granule, year, ordinal)
            return of_period(period, "quarter", "publication")
    period = part_period(granule, published_on.year, ordinal)
    period = _part_by_tense(period, published_on, found.direction())
    return of_period(period, "quarter", "publication", True)


def _part_by_tense(period: Period, day: date, direction: int) -> Period:
    """Results are reported for the last such quarter begun; plans for the next."""
    start, end = period.begins_on(), period.ends_before()
    per_year = 4 if period.granule == "quarter" else 2
    if direction > 0 and end and day >= end and (day - end).days > 100:
        return period.moved(per_year)
    if direction <= 0 and start and day < start and (start - day).days > 100:
        return period.moved(-per_year)
    return period


RULES = (
    Rule(
        pattern=r"t?(?P<ordinal>[ol])(?P<part>u)[pO](?:(?P<month>M)(?:p?,?(?P<year>4))?"
        r"|(?P<year1>4)|t?(?P<of>[lniz])?(?P<unit>u))",
        build=_within,
    ),
    Rule(
        pattern=r"t?(?P<ordinal>[ol])(?P<count>[c123])(?P<part>U)[pO]"
        r"(?:(?P<month>M)(?:p?,?(?P<year>4))?|(?P<year1>4)|t?(?P<of>[lniz])(?P<unit>u))",
        build=_span_within,
    ),
    Rule(
        pattern=r"t?(?:(?P<owner>[lnizt])u')?[J]?-?(?P<ordinal>o)-?J?-?"
        r"(?:(?P<part>u)|(?P<half>h))"
        r"(?:[p,]?J?u?(?P<year>4)|[pO,]?t?(?P<of>[lnizYt])J?(?P<unit>u))?",
        build=_part_of_year,
    ),
    Rule(
        pattern=r"(?P<name>Q)(?:[p,]?-?(?P<year>4)|p?(?P<of>[lnizt])u)?",
        build=_part_of_year,
    ),
    Rule(pattern=r"(?P<year>4)-?(?P<name>Q)", build=_part_of_year),
)
