"""Days, months, seasons, quarters and years that stand on the calendar by name."""

from datetime import date

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    day_period,
    month_period,
    part_period,
    recast,
    year_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import (
    nearest_day,
    nearest_month,
    year_of,
)
from transforms.facts.timex.readings import Reading, bounded, of_period, of_value
from transforms.facts.timex.years import is_year


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
    """ "9/11", "on 11/20": only behind a preposition or weekday, or it is a fraction."""
    value, published_on = found.value("date"), found.published_on
    if not isinstance(value, tuple) or published_on is None:
        return None
    if value == (9, 11) and found.before()[0] not in "Gr":
        period = day_period(2001, 9, 11)
        return of_period(period, "day-numeric", "absolute") if period else None
    code, word = found.before()
    is_dated = found.has("weekday") or word in ("on", "from", "since", "by", "until")
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


def _day(found: Candidate) -> Reading | None:
    month, day = found.number("month"), found.number("day")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    if found.has("day_word") and found.value("day_word") != "day":
        return None
    year = _stated_year(found)
    if year is not None:
        period = day_period(year, month, day)
        return of_period(period, "day", "absolute") if period else None
    if found.published_on is None:
        return of_value("DATE", f"XXXX-{month:02d}-{day:02d}", "day")
    period = nearest_day(month, day, found.published_on, found.direction())
    return of_period(period, "day", "publication", True) if period else None


def _stated_year(found: Candidate) -> int | None:
    """The year in figures, or the one of "last year" and "that year"."""
    if found.has("year"):
        return found.number("year")
    if found.has("of") and found.published_on and found.value("unit") == "year":
        return year_of(found.word("of"), found.published_on, found.discourse.focus)
    return None


def _day_range(found: Candidate) -> Reading | None:
    """ "11–12 July", "between 3 and 5 March": one item over both ends."""
    if found.match["join"] == "&" and found.before()[0] != "b":
        return None
    month = found.number("month")
    first, second = found.number("first"), found.number("second")
    published_on = found.published_on
    if month is None or first is None or second is None or second <= first:
        return None
    year = _stated_year(found)
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


def of_range(begin: Period, end: Period) -> Reading:
    """From the first instant of ``begin`` to the last one of ``end``."""
    reading = Reading(
        timex_type="DATE",
        value=f"{begin.value()}/{end.value()}",
        pattern="range",
        granularity=begin.granule,
        anchor="absolute",
    )
    return bounded(reading, begin.begins_on(), end.ends_before())


def _month(found: Candidate) -> Reading | None:
    month, published_on = found.number("month"), found.published_on
    if month is None:
        return None
    year = _stated_year(found)
    if year is not None:
        anchor = "absolute" if found.has("year") else "publication"
        return of_period(month_period(year, month), "month-year", anchor)  # type: ignore[arg-type]
    if not _is_month(found):
        return None
    if published_on is None:
        return of_value("DATE", f"XXXX-{month:02d}", "month")
    relative = found.word("relative")
    period = _relative_month(relative, month, published_on, found)
    return of_period(period, "month", "publication", not relative)


def _relative_month(
    relative: str, month: int, published_on: date, found: Candidate
) -> Period:
    if relative in ("last", "past", "previous"):
        back = (published_on.month - month) % 12
        return nearest_month(month, published_on, -1).moved(-12 if back < 2 else 0)
    if relative in ("next", "coming", "upcoming"):
        same = month == published_on.month
        return nearest_month(month, published_on, 1).moved(12 if same else 0)
    if relative == "this":
        return month_period(published_on.year, month)
    return nearest_month(month, published_on, found.outlook())


_NAMES_BEFORE_MONTHS = frozenset("theresa brian robert elaine saint st ms mrs mr".split())


def _is_month(found: Candidate) -> bool:
    """Whether a capitalised month name is one, not Theresa May or April Jones."""
    code, word = found.before()
    next_code, next_word = found.after()
    if word in _NAMES_BEFORE_MONTHS or (code == "K" and not found.has("relative")):
        return False
    name = found.word("month").rstrip(".")
    if name in ("may", "march", "april", "june", "august", "mar", "jan", "dec"):
        is_settled = bool(code) and code in "OGrpblniB>&-(zt,x"
        if name in ("may", "march", "mar") and code not in ("O", "G", "r", "p", "b", "B"):
            is_settled = code in ("l", "n", "i", ">", "&", "-", "e", "f", "t")
        if name == "march" and code == "t":
            return next_code == "x" and next_word not in ("on", "to", "by", "was", "for")
        if not is_settled and next_code not in ("", ",", ".", "4"):
            return False
        if next_code == "K" and code not in ("O", "l", "i", "n", "r"):
            return False
    return True


def _season(found: Candidate) -> Reading | None:
    season, published_on = found.number("season"), found.published_on
    word = found.word("season")
    if season is None:
        return None
    year = _stated_year(found)
    if year is not None:
        return of_period(part_period("season", year, season), "season", "absolute")
    relative = found.word("relative")
    if word == "fall" and not found.has("relative"):
        return None
    if not relative and not found.has("article") and found.before()[0] not in "OGrB":
        return None
    if published_on is None:
        return of_value("DATE", f"XXXX-{('SP', 'SU', 'FA', 'WI')[season - 1]}", "season")
    current = part_period("season", published_on.year, season)
    start, end = current.begins_on(), current.ends_before()
    if start is None or end is None:
        return None
    if relative in ("last", "past", "previous"):
        back = -1 if published_on < end else 0
        return of_period(current.moved(4 * back), "season", "publication")
    if relative in ("next", "coming", "upcoming", "following"):
        return of_period(
            current.moved(4 if published_on >= start else 0), "season", "publication"
        )
    if season == 4 and published_on.month < 3 and relative == "this":
        return of_period(current.moved(-4), "season", "publication")
    if not relative:
        current = _season_by_tense(current, published_on, found.direction())
    return of_period(current, "season", "publication", not relative)


def _season_by_tense(current: Period, day: date, direction: int) -> Period:
    start, end = current.begins_on(), current.ends_before()
    if direction > 0 and end and day >= end:
        return current.moved(4)
    if direction < 0 and start and day < start:
        return current.moved(-4)
    return current


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
    last = ((end.toordinal() if end else 1) - 2) // 7
    index = first + ordinal - 1 if ordinal > 0 else last
    return Period(granule="weekend" if granule == "weekend" else "week", index=index)


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


def _year(found: Candidate) -> Reading | None:
    year = found.number("year")
    if year is None or not 1000 <= year < 2200 or not is_year(found):
        return None
    return of_period(year_period(year), "year", "absolute")


def _year_range(found: Candidate) -> Reading | None:
    first, second = found.number("first"), found.number("second")
    join = found.match["join"]
    if first is None or second is None or (join == "&" and found.before()[0] != "b"):
        return None
    if second < 100:
        second += first // 100 * 100
    if not 1000 <= first < second < 2200 or not is_year(found):
        return None
    if join == ">" and found.before()[0] not in ("r", "O", "G", "(", "p", ",", ""):
        return None
    return of_range(year_period(first), year_period(second))


def _decade(found: Candidate) -> Reading | None:
    value = found.value("decade")
    if not isinstance(value, tuple):
        return None
    decade, century = value
    if found.tokens.words[found.match.end() - 1].isalpha():
        if found.match["article"] != "t" or found.word("article") != "the":
            return None
    if decade % 10:
        return None
    century = 19 if century is None else century
    period = Period(granule="decade", index=century * 10 + decade // 10)
    return of_period(period, "decade", "absolute")


def _century(found: Candidate) -> Reading | None:
    ordinal = found.number("ordinal")
    if found.value("unit") != "century" or ordinal is None or not 1 <= ordinal <= 30:
        return None
    return of_period(
        Period(granule="century", index=ordinal - 1), "decade", "absolute"
    )


def _day_of_month(found: Candidate) -> Reading | None:
    """ "on the 20th": the nearest one that the clause allows."""
    number, published_on = found.number("day"), found.published_on
    is_figure = found.word("day")[:1].isdigit()
    if number is None or published_on is None or not is_figure:
        return None
    if found.before()[1] not in ("on", "until", "by", "since", "from", "before", "after"):
        return None
    this_month = published_on.year * 12 + published_on.month - 1
    months = [divmod(this_month + step, 12) for step in (-2, -1, 0, 1, 2)]
    days = [day_period(year, month + 1, number) for year, month in months]
    direction = found.direction() or -1
    today = published_on.toordinal()
    fitting = [p for p in days if p and (p.index - today) * direction >= 0]
    nearest = min(fitting, key=lambda p: abs(p.index - today), default=None)
    return of_period(nearest, "month", "publication", True) if nearest else None


def _dashed_day(found: Candidate) -> Reading | None:
    year, month, day = (found.number(name) or 0 for name in ("year", "month", "day"))
    period = day_period(year, month, day)
    return of_period(period, "day-numeric", "absolute") if period else None


def _numeric_month(found: Candidate) -> Reading | None:
    value = found.value("numeric")
    if not isinstance(value, tuple):
        return None
    return of_period(month_period(*value), "month-year", "absolute")


_OF = r"(?:[p,]?(?P<of>[lnizY])J?(?P<unit>u))"
_NOT_COUNTED = r"(?![%7uUNC]|[-][uU1234]|[.][123456])"
RULES = (
    Rule(pattern=r"(?:[Ww],?)?(?P<date>D)", build=_numeric_day),
    Rule(pattern=r"(?P<weekday>i?[Ww],?)?(?P<date>d)", build=_partial_day),
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
        pattern=r"(?:[Ww],?t?)?(?P<month>[Mm]),?t?(?P<day>[12o])" + _NOT_COUNTED
        + r"(?:(?:,?[pO]?(?P<year>4))(?![-][uU])|" + _OF + ")?",
        build=_day,
    ),
    Rule(
        pattern=r"(?:[Ww],?)?t?(?P<day>[12o])(?P<day_word>u)?p?(?P<month>[Mm])"
        r"(?:,?[pO]?(?P<year>4)|" + _OF + ")?",
        build=_day,
    ),
    Rule(
        pattern=r"(?P<day>[12])[-/](?P<month>[Mm])[-/](?P<year>4)"
        r"|(?P<month1>[Mm])[-/](?P<day1>[12])[-/](?P<year1>4)"
        r"|(?P<year2>4)[-/](?P<month2>[Mm])[-/](?P<day2>[12])",
        build=_dashed_day,
    ),
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
    Rule(pattern=r"(?P<month>[Mm])(?:[,p]|[-/])?(?P<year>4)", build=_month),
    Rule(pattern=r"(?P<year>4)[-/]?(?P<month>M)(?![12o])", build=_month),
    Rule(pattern=r"(?P<month>[Mm])'?" + _OF, build=_month),
    Rule(
        pattern=r"(?P<relative>i[ln]|[lnizY])?(?P<month>M)(?![12o])", build=_month
    ),
    Rule(pattern=r"(?P<numeric>y)", build=_numeric_month),
    Rule(
        pattern=r"(?P<article>t)?(?P<relative>i[ln]|[lniz])?(?P<season>S)"
        r"(?:[p,]?(?P<year>4)|" + _OF + ")?",
        build=_season,
    ),
    Rule(
        pattern=r"(?P<first>4)(?P<join>[->&])(?P<second>4|[123](?![MmA%7uU]))",
        build=_year_range,
    ),
    Rule(pattern=r"(?:t?J?up?|J|t)?(?P<year>4)", build=_year),
    Rule(pattern=r"tu(?P<year>c)", build=_year),
    Rule(pattern=r"(?P<article>t)?(?P<decade>E)", build=_decade),
    Rule(pattern=r"t?(?P<ordinal>o)-?(?P<unit>u)", build=_century),
    Rule(pattern=r"(?P<month>M)/(?P<day>[12])(?!/)", build=_day),
    Rule(pattern=r"t(?P<day>o)(?![xKuUhPSMmWc&-])", build=_day_of_month),
)
