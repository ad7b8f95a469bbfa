"""Parts of the day, and words that refer to a time without dating it."""

from datetime import date

from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.readings import (
    Reading,
    of_part,
    of_value,
)
from transforms.facts.timex.words import word_set

_ALONE = word_set("now nowadays currently presently recently lately soon")
_ABOUT = word_set("about into for of")


def _part(found: Candidate) -> Reading | None:
    """A part of the day by itself: "this morning", "in the evening", "last night"."""
    part = str(found.value("part"))
    relative = found.word("relative")
    published_on = found.published_on
    if published_on is not None and relative in (
        "this",
        "last",
        "next",
        "that",
        "same",
        "following",
        "previous",
    ):
        return _relative_part(found, part, relative, published_on)
    if found.has("shift") and (
        not found.has("article") or found.after()[0] not in ("", ".", ",")
    ):
        return None
    if found.has("shift") and published_on is not None:
        base = found.discourse.anchor_day(1) or published_on
        step = 1 if found.letters("shift") == "f" else -1
        return of_part(part, _plus(base, step), "part-of-day", "text")
    code, word = found.before()
    is_half = code == "-" and found.before(2)[0] == "B"
    is_set = (
        is_half
        or found.has("article")
        or code in tuple("OGBrWwRMo124D")
        or part == "DW"
    )
    if not is_set or word in ("for",) or found.after()[0] == "K":
        return None
    reading = of_part(part, None, "part-of-day", "publication")
    return reading._replace(is_weak=found.after()[0] == "p")  # "the night of the fire"


def _relative_part(found: Candidate, part: str, relative: str, day: date) -> Reading:
    if relative in ("this", "last"):
        offset = -1 if relative == "last" else 0
        return of_part(part, _plus(day, offset), "part-of-day", "publication")
    base = found.discourse.anchor_day(4)
    step = {"next": 1, "following": 1, "previous": -1}.get(relative, 0)
    return of_part(
        part, _plus(base or day, step), "part-of-day", "text" if base else "publication"
    )


def _plus(day: date, count: int) -> date:
    ordinal = min(max(day.toordinal() + count, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def _tonight(found: Candidate) -> Reading | None:
    published_on, kind = found.published_on, found.value("night")
    if kind == "overnight" and published_on is not None:
        code, _ = found.before()
        if found.after()[0] in ("x", "K") and code in ("t", "a"):
            return None
        ahead = found.direction() > 0
        day = published_on if ahead else _plus(published_on, -1)
        return of_part("NI", day, "part-of-day", "publication")
    return of_part("NI", published_on, "part-of-day", "publication")


def _to_date(found: Candidate) -> Reading | None:
    """ "the largest to date": until now, unlike "to date back to"."""
    if found.word("date") != "date" or found.word("until") not in (
        "to",
        "till",
        "until",
    ):
        return None
    if found.after()[0] not in ("", ".", ",", ")", "&"):
        return None
    return of_value("DATE", "PRESENT_REF", "reference")


def _reference(found: Candidate) -> Reading | None:
    word = found.word("word")
    if word == "current":
        return of_value("DATE", "PRESENT_REF", "reference-weak")
    if word == "soon" and (found.before()[1] == "as" or found.direction() < 0):
        return None
    before = found.before()[1]
    is_phrase = before in ("near", "foreseeable", "immediate") or (
        before == "the" and (found.before(2)[0] in "OG" or found.before(2)[1] in _ABOUT)
    )
    if word == "present" and before in ("at", "the") and found.after()[0] in "x":
        return None
    if (
        word in _ALONE
        or (word == "present" and before == "at")
        or (word in ("future", "moment", "present") and is_phrase)
    ):
        return of_value("DATE", str(found.value("word")), "reference")
    return None


def _half_of_day(found: Candidate) -> Reading | None:
    """ "tomorrow am", "today pm"."""
    published_on, offset = found.published_on, found.number("day")
    part = {"am": "MO", "pm": "AF"}.get(str(found.value("half")))
    if published_on is None or offset is None or part is None:
        return None
    return of_part(part, _plus(published_on, offset), "part-of-day", "publication")


HALF_DAY_RULES = (Rule(pattern=r"(?P<day>R)(?P<half>A)", build=_half_of_day),)
RULES = (
    Rule(pattern=r"(?P<until>>)(?P<date>x)", build=_to_date),
    Rule(pattern=r"(?P<article>t)(?P<part>P)(?P<shift>[ef])", build=_part),
    Rule(pattern=r"(?:(?P<article>t)|(?P<relative>[lniY]))?(?P<part>P)", build=_part),
    Rule(pattern=r"(?P<night>T)", build=_tonight),
    Rule(pattern=r"(?P<word>[Xz])(?!u)", build=_reference),
)
