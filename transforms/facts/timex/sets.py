"""Frequencies: "every Monday", "twice a week", "daily"."""

from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.durations import duration_value
from transforms.facts.timex.readings import (
    Reading,
    of_value,
)


def _every(found: Candidate) -> Reading | None:
    if found.letters("each") == "v" and found.word("each") == "per":
        return None
    if found.has("weekday"):
        return of_value("SET", f"XXXX-WXX-{found.value('weekday')}", "set")
    if found.has("month"):
        return of_value("SET", f"XXXX-{found.number('month') or 0:02d}", "set")
    if found.has("part"):
        part = str(found.value("part"))
        return of_value("SET", "P1D" if part == "NI" else f"T{part}", "set")
    if found.has("season"):
        season = ("SP", "SU", "FA", "WI")[(found.number("season") or 1) - 1]
        return of_value("SET", f"XXXX-{season}", "set")
    name = found.value("unit")
    count = found.number("count") if found.has("count") else 1
    if found.word("count") == "other":
        count = 2
    if not isinstance(name, str) or count is None:
        return None
    value = duration_value(name, count)
    return of_value("SET", value, "set") if value else None


def _weekdays(found: Candidate) -> Reading | None:
    """ "on Mondays", "weekends"."""
    value = found.value("days")
    if not isinstance(value, tuple):
        return None
    return of_value("SET", f"XXXX-WXX-{value[1]}", "set")


def _weekday_parts(found: Candidate) -> Reading | None:
    """ "Tuesday nights"."""
    value = f"XXXX-WXX-{found.value('weekday')}T{found.value('part')}"
    return of_value("SET", value, "set")


def _parts_of_days(found: Candidate) -> Reading | None:
    """ "in the mornings"."""
    if found.before()[1] != "the" or found.value("part") == "NI":
        return None
    return of_value("SET", f"T{found.value('part')}", "set")


def _weekends(found: Candidate) -> Reading | None:
    if found.word("unit") != "weekends":
        return None
    return of_value("SET", "P1WE", "set")


def _per(found: Candidate) -> Reading | None:
    """ "twice a week", "per day"; not "$3 a year", which is a price."""
    name = found.value("unit")
    code, word = found.before()
    if not isinstance(name, str):
        return None
    if code != "j" and found.word("each") != "per" and word != "one":
        return None
    value = duration_value(name, 1)
    return of_value("SET", value, "rate") if value else None


def _frequency(found: Candidate) -> Reading | None:
    if found.before()[0] == "t" and found.after()[0] == "K":
        return None
    if found.word("frequency") == "quarterly" and found.after()[0] in ("x", "K"):
        return None
    value = str(found.value("frequency"))
    return of_value("SET", value, "frequency")


RULES = (
    Rule(pattern=r"(?P<part>N)", build=_parts_of_days),
    Rule(
        pattern=r"(?P<each>v)(?:(?P<count>[o12c])?(?P<unit>[uU])|(?P<weekday>W)"
        r"|(?P<month>M)|(?P<part>P)|(?P<season>S))",
        build=_every,
    ),
    Rule(pattern=r"(?P<days>v)(?![uUWMPS])", build=_weekdays),
    Rule(pattern=r"(?P<weekday>W)(?P<part>N)", build=_weekday_parts),
    Rule(pattern=r"(?P<unit>U)(?<=U)(?!p)", build=_weekends),
    Rule(pattern=r"(?P<each>[av])(?P<unit>u)(?![-gef'])", build=_per),
    Rule(pattern=r"(?P<each>a)(?P<unit>P)(?![-gef'])", build=_per),
    Rule(pattern=r"(?P<frequency>F)", build=_frequency),
)
