"""Months and seasons, with a year or by the tense of their clause."""

from datetime import date

from transforms.facts.timex.calendar import (
    Period,
    month_period,
    part_period,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import (
    nearest_month,
)
from transforms.facts.timex.readings import (
    Anchor,
    Reading,
    of_period,
    of_value,
)
from transforms.facts.timex.words import word_set
from transforms.facts.timex.years import YEAR_OF, stated_year

_NAMES_BEFORE_MONTHS = word_set("theresa brian robert elaine saint st ms mrs mr")


def _month(found: Candidate) -> Reading | None:
    month, published_on = found.number("month"), found.published_on
    if month is None:
        return None
    year = stated_year(found)
    if year is not None:
        anchor: Anchor = "absolute" if found.has("year") else "publication"
        return of_period(month_period(year, month), "month-year", anchor)
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


def _is_month(found: Candidate) -> bool:
    """Whether a capitalised month name is one, not Theresa May or April Jones."""
    code, word = found.before()
    next_code, next_word = found.after()
    if word in _NAMES_BEFORE_MONTHS or (code == "K" and not found.has("relative")):
        return False
    if next_code in (">", "-", "&") and found.after(2)[0] == "M":
        return True  # "May to March", "May and June were dry"
    name = found.word("month").rstrip(".")
    if name in ("may", "march", "april", "june", "august", "mar", "jan", "dec"):
        is_settled = bool(code) and code in "OGrpblniB>&-(zt,x"
        if name in ("may", "march", "mar") and code not in (
            "O",
            "G",
            "r",
            "p",
            "b",
            "B",
        ):
            is_settled = code in ("l", "n", "i", ">", "&", "-", "e", "f", "t")
        if name == "march" and code == "t":
            return next_code == "x" and next_word not in (
                "on",
                "to",
                "by",
                "was",
                "for",
            )
        if not is_settled and next_code not in ("", ",", ".", "4"):
            return False
        if next_code == "K" and code not in ("O", "l", "i", "n", "r"):
            return False
    return True


def _numeric_month(found: Candidate) -> Reading | None:
    value = found.value("numeric")
    if not isinstance(value, tuple):
        return None
    return of_period(month_period(*value), "month-year", "absolute")


def _season(found: Candidate) -> Reading | None:
    season, published_on = found.number("season"), found.published_on
    word = found.word("season")
    if season is None:
        return None
    year = stated_year(found)
    if year is not None:
        return of_period(part_period("season", year, season), "season", "absolute")
    relative = found.word("relative")
    if word == "fall" and not found.has("relative"):
        return None
    if not relative and not found.has("article") and found.before()[0] not in "OGrB":
        return None
    if published_on is None:
        return of_value(
            "DATE", f"XXXX-{('SP', 'SU', 'FA', 'WI')[season - 1]}", "season"
        )
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


RULES = (
    Rule(pattern=r"(?P<month>[Mm])(?:[,p]|[-/])?(?P<year>4)", build=_month),
    Rule(pattern=r"(?P<year>4)[-/]?(?P<month>M)(?![12o])", build=_month),
    Rule(pattern=r"(?P<month>[Mm])'?" + YEAR_OF, build=_month),
    Rule(pattern=r"(?P<relative>i[ln]|[lnizY])?(?P<month>M)(?![12o])", build=_month),
    Rule(pattern=r"(?P<numeric>y)", build=_numeric_month),
    Rule(
        pattern=r"(?P<article>t)?(?P<relative>i[ln]|[lniz])?(?P<season>S)"
        r"(?:[p,]?(?P<year>4)|" + YEAR_OF + ")?",
        build=_season,
    ),
)
