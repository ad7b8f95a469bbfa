"""Which letter each word stands for in the grammar, and what it is worth.

Letters are explained in ``letters``; the value is what a builder needs: the month's
number, the granule's name, an offset in days.
"""

from collections.abc import Mapping
from types import MappingProxyType

from transforms.facts.timex.words import word_list, word_set

_MONTHS = word_list(
    """
    january february march april may june july august september october november
    december
    """
)
_SHORT_MONTHS = word_list("jan feb mar apr may jun jul aug sep oct nov dec")
_WEEKDAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
_SHORT_WEEKDAYS = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "weds": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}
AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar", "dec", "august", "jan", "apr"})
"""Lower-cased these are verbs, adjectives, names or typing; only numbers help."""
ABBREVIATED_MONTHS = frozenset([*_SHORT_MONTHS, "sept"])
_CLOCK_UNITS = {
    "sec": "S",
    "minute": "M",
    "min": "M",
    "hour": "H",
    "hr": "H",
}
_UNITS = word_list("day weekend week month quarter year decade century")
_PARTS = {
    "dawn": "DW",
    "daybreak": "DW",
    "sunrise": "DW",
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "dusk": "EV",
    "sunset": "EV",
    "nightfall": "EV",
    "night": "NI",
    "nighttime": "NI",
    "daytime": "DT",
    "lunchtime": "MI",
}
_SEASON_NUMBERS = {
    "spring": 1,
    "springtime": 1,
    "summer": 2,
    "summertime": 2,
    "fall": 3,
    "autumn": 3,
    "winter": 4,
    "wintertime": 4,
}
_FREQUENCIES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "semiannually": "P6M",
    "biannual": "P6M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
    "biennially": "P2Y",
}
_REFERENCES = {
    "now": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "presently": "PRESENT_REF",
    "recently": "PAST_REF",
    "lately": "PAST_REF",
    "formerly": "PAST_REF",
    "previously": "PAST_REF",
    "soon": "FUTURE_REF",
    "future": "FUTURE_REF",
    "present": "PRESENT_REF",
    "moment": "PRESENT_REF",
}
_DECADES = {
    word: (decade, None)
    for word, decade in zip(
        word_list(
            """
    twenties thirties forties fifties sixties seventies eighties nineties
    """
        ),
        range(20, 100, 10),
        strict=True,
    )
}
_WORDS: dict[str, tuple[str, object]] = {
    "a": ("a", 1),
    "an": ("a", 1),
    "half": ("h", 0.5),
    "few": ("q", None),
    "several": ("q", None),
    "some": ("q", None),
    "many": ("q", None),
    "couple": ("k", 2),
    "all": ("*", None),
    "whole": ("*", None),
    "entire": ("*", None),
    "recent": ("+", None),
    "every": ("v", None),
    "each": ("v", None),
    "fortnight": ("u", "fortnight"),
    "fortnights": ("U", "fortnight"),
    "centuries": ("U", "century"),
    "hrs": ("U", "H"),
    "mins": ("U", "M"),
    "secs": ("U", "S"),
    "seconds": ("U", "S"),
    "noon": ("H", "12:00"),
    "midday": ("H", "12:00"),
    "noontime": ("H", "12:00"),
    "noonish": ("H", "12:00"),
    "midnight": ("H", "00:00"),
    "am": ("A", "am"),
    "pm": ("A", "pm"),
    "today": ("R", 0),
    "yesterday": ("R", -1),
    "tomorrow": ("R", 1),
    "tonight": ("T", "NI"),
    "tonite": ("T", "NI"),
    "overnight": ("T", "overnight"),
    "this": ("i", 0),
    "last": ("l", -1),
    "past": ("l", -1),
    "previous": ("l", -1),
    "preceding": ("l", -1),
    "latest": ("l", 0),
    "prior": ("l", -1),
    "next": ("n", 1),
    "coming": ("n", 1),
    "upcoming": ("n", 1),
    "following": ("n", 1),
    "ensuing": ("n", 1),
    "current": ("z", 0),
    "that": ("Y", 0),
    "same": ("Y", 0),
    "ago": ("g", -1),
    "earlier": ("e", -1),
    "before": ("e", -1),
    "later": ("f", 1),
    "after": ("f", 1),
    "afterwards": ("f", 1),
    "afterward": ("f", 1),
    "hence": ("f", 1),
    "of": ("p", None),
    "to": (">", None),
    "through": (">", None),
    "thru": (">", None),
    "until": (">", None),
    "till": (">", None),
    "and": ("&", None),
    "or": ("&", None),
    "between": ("b", None),
    "from": ("r", None),
    "since": ("r", None),
    "in": ("O", None),
    "within": ("O", None),
    "on": ("G", None),
    "at": ("G", None),
    "by": ("G", None),
    "for": ("G", None),
    "during": ("G", None),
    "over": ("G", None),
    "around": ("G", None),
    "throughout": ("G", None),
    "about": ("~", None),
    "almost": ("~", None),
    "nearly": ("~", None),
    "approximately": ("~", None),
    "roughly": ("~", None),
    "early": ("B", "START"),
    "beginning": ("B", "START"),
    "start": ("B", "START"),
    "mid": ("B", "MID"),
    "middle": ("B", "MID"),
    "late": ("B", "END"),
    "end": ("B", "END"),
    "close": ("B", "END"),
    "fiscal": ("J", None),
    "financial": ("J", None),
    "calendar": ("J", None),
    "once": ("j", 1),
    "twice": ("j", 2),
    "times": ("j", None),
    "percent": ("%", None),
    "per": ("v", None),
    "gmt": ("I", None),
    "utc": ("I", None),
    "edt": ("I", None),
    "est": ("I", None),
    "cet": ("I", None),
    "cest": ("I", None),
    "bst": ("I", None),
    "pst": ("I", None),
    "pdt": ("I", None),
    "cst": ("I", None),
    "cdt": ("I", None),
    "ist": ("I", None),
}
_POSSESSIVES = word_list("the its their his her our my your")


def _entries() -> dict[str, tuple[str, object]]:
    entries: dict[str, tuple[str, object]] = {}
    for number, (long, short) in enumerate(zip(_MONTHS, _SHORT_MONTHS, strict=True), 1):
        entries[long] = entries[short] = ("M", number)
    entries["sept"] = ("M", 9)
    for number, word in enumerate(_WEEKDAYS, 1):
        entries[word] = ("W", number)
        entries[f"{word}s"] = ("v", ("weekdays", number))
    entries |= {word: ("w", number) for word, number in _SHORT_WEEKDAYS.items()}
    for unit in _UNITS:
        entries[unit] = ("u", unit)
        entries[f"{unit}s"] = ("U", unit)
    for word, name in _CLOCK_UNITS.items():
        entries[word] = ("u", name)
        entries[f"{word}s"] = ("U", name)
    entries |= {word: ("P", part) for word, part in _PARTS.items()}
    entries |= {f"{word}s": ("N", part) for word, part in _PARTS.items()}
    entries |= {word: ("S", number) for word, number in _SEASON_NUMBERS.items()}
    entries |= {word: ("F", value) for word, value in _FREQUENCIES.items()}
    entries |= {word: ("X", value) for word, value in _REFERENCES.items()}
    entries |= {word: ("E", value) for word, value in _DECADES.items()}
    entries |= dict.fromkeys(_POSSESSIVES, ("t", None))
    return entries | _WORDS


WORDS: Mapping[str, tuple[str, object]] = MappingProxyType(_entries())
"""Lower-case word -> letter and value. Numbers are not here: ``numerals`` has them."""


TELLING_LETTERS = frozenset("MmWwuUPNHSRTEFXzAI")
"""Letters of words without which, and without a figure, no rule fits."""
TELLING_WORDS = frozenset(
    word for word, (code, _) in WORDS.items() if code in TELLING_LETTERS
) | word_set("mondays tuesdays wednesdays thursdays fridays saturdays sundays")
"""The words with these letters, and the weekdays of "on Mondays"."""
