"""Lengths of time: "three weeks", "a two-day visit", "the past three months"."""

from datetime import date

from transforms.facts.timex.calendar import (
    Granule,
    shifted,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.readings import (
    Reading,
    bounded,
    of_value,
)
from transforms.facts.timex.words import word_set

_LETTERS = {
    "day": ("P", "D", 1),
    "weekend": ("P", "WE", 1),
    "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1),
    "quarter": ("P", "M", 3),
    "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100),
    "H": ("PT", "H", 1),
    "M": ("PT", "M", 1),
    "S": ("PT", "S", 1),
    "NI": ("P", "D", 1),
}
_SHIFTS: dict[str, tuple[Granule, int]] = {
    "day": ("day", 1),
    "week": ("week", 1),
    "fortnight": ("week", 2),
    "month": ("month", 1),
    "quarter": ("month", 3),
    "year": ("year", 1),
    "decade": ("decade", 1),
    "century": ("century", 1),
}
_PART_OF = {"Y": ("M", 12), "D": ("H", 24), "H": ("M", 60), "M": ("S", 60)}
_AGES = word_set("old olds")
_WAITING = word_set("waited lasted took take spent last takes wait")
_NUMBER = r"(?P<count>[123456c])"


def duration_value(name: str, count: float | None) -> str | None:
    """The TIMEX3 value of ``count`` units; X where the count is vague."""
    if name not in _LETTERS:
        return None
    prefix, letter, size = _LETTERS[name]
    if count is None:
        letter = {"decade": "E", "century": "C", "quarter": "Q"}.get(name, letter)
        return f"{prefix}X{letter}"
    total = count * size
    if total == int(total):
        return f"{prefix}{int(total)}{letter}"
    return _with_fraction(prefix, letter, total)


def _with_fraction(prefix: str, letter: str, total: float) -> str:
    """Two and a half years are P2Y6M; what does not come out even stays decimal."""
    if prefix == "PT" or letter == "Y":
        small, factor = _PART_OF[letter] if letter != "S" else ("S", 1)
        rest = (total - int(total)) * factor
        if abs(rest - round(rest)) < 1e-9:
            whole = f"{int(total)}{letter}" if total >= 1 else ""
            return f"{prefix}{whole}{round(rest)}{small}"
    return f"{prefix}{total:g}{letter}"


def _duration(found: Candidate) -> Reading | None:
    name, count = found.value("unit"), _count(found)
    if not isinstance(name, str) or count is None or _is_age(found):
        return None
    is_exact = found.has("half") or found.letters("count") != "a"
    if not is_exact and not _is_length(found):
        return None
    if name == "quarter" and found.after()[0] in ("p", "v"):
        return None  # "three quarters of all houses"
    if name == "day" and found.word("count") == "one" and found.after()[0] == "x":
        return None  # "would one day follow"
    value = duration_value(name, count) if 0 < count < 1e7 else None
    return of_value("DURATION", value, "duration") if value else None


def _count(found: Candidate) -> float | None:
    value = found.value("count")
    if not isinstance(value, int | float):
        return None
    total = float(value)
    if found.has("half"):
        total += 0.5
    if found.has("quarter"):
        total += 0.25 if found.word("quarter") == "quarter" else float("nan")
    return total


def _is_age(found: Candidate) -> bool:
    """ "12-year-old", "34 years old", "aged 5 years"."""
    words = [found.after(distance)[1] for distance in (1, 2)]
    if words[0] in _AGES or (words[0] == "-" and words[1] in _AGES):
        return True
    return words[0] == "of" and words[1] == "age"


def _is_length(found: Candidate) -> bool:
    """Whether "a year" is a length: "for a year", not "$3 a year" or "a day of"."""
    code, word = found.before()
    if code in ("7", "$", "%", "j") or (
        code in "123456cxUu"
        and word
        not in (
            "than",
            "just",
            "only",
            "nearly",
            "lasted",
            "take",
            "takes",
            "spent",
            "barely",
        )
    ):
        return False
    return code in ("O", "G", "r", "~", "e", "f", "x") or word == "as"


def _half(found: Candidate) -> Reading | None:
    name = found.value("unit")
    if not isinstance(name, str) or name == "weekend" or _is_age(found):
        return None
    value = duration_value(name, 0.5)
    if name in ("year", "decade", "century") and found.letters("article") == "t":
        return None
    return of_value("DURATION", value, "duration") if value else None


def _two_part(found: Candidate) -> Reading | None:
    """ "one hour and thirty minutes"."""
    values = []
    for group in ("", "_b"):
        name, count = found.value(f"unit{group}"), found.value(f"count{group}")
        if not isinstance(name, str) or not isinstance(count, int | float):
            return None
        values.append(duration_value(name, count))
    first, second = values
    if first is None or second is None:
        return None
    for prefix in ("PT", "P"):
        if first.startswith(prefix) and second.startswith(prefix):
            return of_value("DURATION", first + second[len(prefix) :], "duration")
    return None


def _vague(found: Candidate) -> Reading | None:
    name = found.value("unit")
    if not isinstance(name, str) or _is_age(found):
        return None
    count = found.value("count") if found.has("count") else None
    value = duration_value(name, 2 if count == 2 else None)
    if found.word("quantity") in ("some", "many") and found.has("quantity"):
        code, _ = found.before()
        if found.word("quantity") == "some" and code not in ("G", "O", "~"):
            return None
    return of_value("DURATION", value, "duration-vague") if value else None


def _nights(found: Candidate) -> Reading | None:
    """ "three nights" count as days, as hotels count them."""
    count = found.number("count")
    if found.value("unit") != "NI" or not count or count > 1000:
        return None
    return of_value("DURATION", f"P{count}D", "duration")


def _long(found: Candidate) -> Reading | None:
    """ "week-long", "decades-long"."""
    name = found.value("unit")
    if found.word("long") != "long" or not isinstance(name, str):
        return None
    count = None if found.letters("unit") == "U" else 1
    value = duration_value(name, count)
    return of_value("DURATION", value, "duration") if value else None


def _whole_unit(found: Candidate) -> Reading | None:
    """ "all week", "the whole month"."""
    name = found.value("unit")
    value = duration_value(name, 1) if isinstance(name, str) else None
    return of_value("DURATION", value, "duration-vague") if value else None


def _year_ended(found: Candidate) -> Reading | None:
    """ "the year ended March 31" in company results."""
    if found.word("ended") not in ("ended", "ending") or found.value("unit") != "year":
        return None
    return of_value("DURATION", "P1Y", "duration-vague")


def _bare_plural(found: Candidate) -> Reading | None:
    """ "waited years", "for months", "within weeks"."""
    name = found.value("unit")
    code, word = found.before()
    if not isinstance(name, str) or (code not in "OG" and word not in _WAITING):
        return None
    if code == "" or word in ("on", "at", "by") or _is_age(found):
        return None
    value = duration_value(name, None)
    return of_value("DURATION", value, "duration-vague") if value else None


def _stretch(found: Candidate) -> Reading | None:
    """ "the past three months", "the next few weeks": a length with its bounds."""
    name = found.value("unit")
    if not isinstance(name, str):
        return None
    count = found.value("count") if found.has("count") else 1
    number = float(count) if isinstance(count, int | float) else None
    value = duration_value(name, number)
    if value is None:
        return None
    reading = of_value("DURATION", value, "stretch", "publication")
    published_on = found.published_on
    if number is None or published_on is None or name not in _SHIFTS or number % 1:
        return reading
    granule, size = _SHIFTS[name]
    is_past = found.letters("relative").endswith("l")
    steps = int(min(number, 10_000)) * size * (-1 if is_past else 1)
    other = shifted(published_on, granule, steps)
    if is_past:
        return bounded(reading, other, published_on)
    return bounded(reading, shifted(published_on, "day", 1), _next_day(other))


def _last_stretch(found: Candidate) -> Reading | None:
    """ "the past year": a year long and just over, unlike "last year"."""
    if found.word("relative") not in ("last", "past"):
        return None
    if found.value("unit") in ("day", "quarter", "weekend"):
        return None
    return _stretch(found)


def _next_day(day: date | None) -> date | None:
    return None if day is None else shifted(day, "day", 1)


RULES = (
    Rule(
        pattern=r"(?:t|a)?(?P<relative>i?[ln])(?P<count>[123456ckqa])p?(?P<unit>[uU])",
        build=_stretch,
    ),
    Rule(pattern=r"t?(?P<count>[123c])(?P<relative>[ln])(?P<unit>U)", build=_stretch),
    Rule(pattern=r"t(?P<relative>l)(?P<unit>u)(?!-)", build=_last_stretch),
    Rule(
        pattern=_NUMBER + r"(?P<unit>[uU])&?(?P<count_b>[123456c])(?P<unit_b>[uU])",
        build=_two_part,
    ),
    Rule(
        pattern=r"(?P<count>[123ca])-?(?P<unit>[uU])&a(?:(?P<half>h)|(?P<quarter>u))"
        r"|(?P<count1>[123c])(?P<half1>&ah)-?(?P<unit1>[uU])",
        build=_duration,
    ),
    Rule(pattern=_NUMBER + r"-?(?P<unit>[uU])", build=_duration),
    Rule(pattern=r"(?P<count>[123c])(?P<unit>[PN])", build=_nights),
    Rule(pattern=r"(?P<unit>[uU])-(?P<long>x)", build=_long),
    Rule(pattern=r"[*]t?(?P<unit>u)", build=_whole_unit),
    Rule(pattern=r"(?P<article>t)(?P<unit>u)(?P<ended>x)", build=_year_ended),
    Rule(pattern=r"(?P<article>[at])?h-?(?:a-?)?(?P<unit>[uU])", build=_half),
    Rule(pattern=r"a?(?P<quantity>q)-?(?P<unit>[uU])", build=_vague),
    Rule(pattern=r"a?(?P<count>k)p?(?P<unit>[uU])", build=_vague),
    Rule(pattern=r"t?[+](?P<unit>U)", build=_vague),
    Rule(pattern=r"t?n(?P<unit>U)", build=_vague),
    Rule(pattern=r"(?P<count>a)(?P<unit>u)(?![-g'])", build=_duration),
    Rule(pattern=r"(?P<unit>U)(?![-gef'p])", build=_bare_plural),
)
