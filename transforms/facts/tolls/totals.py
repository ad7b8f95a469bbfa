"""Whether a toll sums up a time: "21,000 in the 12-year-old conflict", "a year".

A sentence and a claim of its arrive, the verdict leaves. Such a number stands in a
report as its background; it is no toll of what the report tells.
"""

import re

from transforms.facts.tolls.frames import Claim
from transforms.facts.tolls.words import Words

_UNIT = r"(?:years?|months?|decades?|century|centuries)"
_NUMBER = (
    r"(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"several|many|few|couple[ ]of|recent|past|last|first|previous)"
)
_STRIFE = (
    r"(?:war|wars|conflict|insurgency|rebellion|uprising|unrest|violence|fighting|"
    r"troubles|campaign|crackdown|intifada|feuds?)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)"
)
_START = (
    rf"(?:\d{{4}}|{_MONTH}|(?:early|late|mid)[ -]|last[ ]|independence|"
    rf"the[ ](?:\w{{1,15}}[ ]){{0,2}}(?:start|beginning|outbreak|end|fall|{_STRIFE})|"
    rf"(?:{_STRIFE}|protests|clashes|it|they)[ ](?:began|broke|erupted|started|first))"
)
_TIME = re.compile(
    rf"""(?<![^\W_])(?:
      since[ ]{_START}
    | (?:over|in|during|for|within)[ ](?:more[ ]than[ ]|nearly[ ]|almost[ ]|about[ ])?
      (?:the[ ])?{_NUMBER}[ ](?:{_NUMBER}[ ])?{_UNIT}(?![ ](?:ago|earlier|later|after))
    | during[ ](?:the[ ]month[ ]of[ ])?{_MONTH}
    | so[ -]far[ ]this[ ]year
    | (?:in|during|over|throughout)[ ](?:more[ ]than[ ])?(?:the|its|a|an|\w{{1,12}})[ ]
      (?:(?:\d{{1,3}}|\w{{1,12}})-(?:year|month|decade)(?:-(?:old|long))?[ ]
        | (?:years|months|decades)(?:[ ]of|-long)[ ])
      (?:\w{{1,15}}[ ]){{0,2}}{_STRIFE}
    | (?:an?|per|each|every)[ ](?:year|month|week|day)(?![ ](?:ago|earlier|later|after))
    | annually | nationwide | worldwide | globally
    )(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_HINTS = (
    *("year", "since", "month", "decade", "centur", "during", "wide", "annual"),
    *(" day", " week", "globally"),
)
"""One of them stands in every such time; looking for a word costs less."""
_THIS_YEAR = re.compile(r"(?<![^\W_])this[ ]year(?![^\W_])", re.IGNORECASE)
_PERFECT = frozenset(["have", "has"])
_RECORD = re.compile(
    r"(?:worst|deadliest|bloodiest|biggest|largest|highest|heaviest|first|only)"
    r"[ ](?:[\w’']{1,15}[ ]){0,5}\Z",
    re.IGNORECASE,
)
"""Before a time it only says how rare this is: "the worst outbreak in two decades"."""
_BEFORE_CHARACTERS = 120
_BEHIND_CHARACTERS = 110
_OPENING_CHARACTERS = 3
_OTHER_CLAUSE = re.compile(
    r";|[.!?:][ ]|”|“|\"|,[ ](?:who|which|where|when|while|but|after|as|it)[ ]|"
    r"[ ](?:after|when|while|who|which|whose|because|said|says)[ ]",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(rf"{_OTHER_CLAUSE.pattern}|,[ ]and[ ]", re.IGNORECASE)


def is_total(words: Words, claim: Claim) -> bool:
    """Whether its words, or those that open the sentence, name the time it sums up."""
    group = claim.victims
    if group.form not in ("counted", "bare", "vague") or group.low < 2:
        return False
    if group.is_definite:
        return False
    anchor = words.items[claim.anchor]
    start = min(group.start_char, anchor.start_char)
    end = max(group.end_char, anchor.end_char)
    floor = max(words.start_char, start - _BEFORE_CHARACTERS)
    stop = min(words.end_char, end + _BEHIND_CHARACTERS)
    around = words.text[floor:stop].lower()
    if not any(hint in around for hint in _HINTS):
        return False
    behind = _clause(words.text[start:stop])
    if _times(behind):
        return True
    if _THIS_YEAR.search(behind) and _is_perfect(words, claim):
        return True
    return _is_led(words.text[floor:start], is_opening=floor == words.start_char)


def _is_perfect(words: Words, claim: Claim) -> bool:
    """ "900 people have died this year"; one who died this year died once."""
    first, last = sorted((claim.victims.first, claim.anchor))
    return any(words.lower(at) in _PERFECT for at in range(first, last + 1))


def _clause(behind: str) -> str:
    stop = _NEXT_CLAUSE.search(behind)
    return behind[: stop.start()] if stop else behind


def _times(part: str) -> list[re.Match[str]]:
    return [
        time
        for time in _TIME.finditer(part)
        if _RECORD.search(part, 0, time.start()) is None
    ]


def _is_led(before: str, *, is_opening: bool) -> bool:
    """ "Since 1985, nearly 200 soldiers", "during November the rebels killed 43"."""
    times = _times(before)
    if not times:
        return False
    if is_opening and times[0].start() < _OPENING_CHARACTERS:
        return True
    between = before[times[-1].end() :]
    return not (_OTHER_CLAUSE.search(between) or between.rstrip().endswith(" and"))
