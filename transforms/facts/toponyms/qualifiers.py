"""What a text puts beside a name to say where it is: "Paris, Texas", "the Libyan port".

Candidates arrive in reading order; for each the larger places that hold it leave.
"""

import re
from collections.abc import Sequence

from transforms.facts.gazetteer import Place, country, demonym, division, find, postal
from transforms.facts.toponyms import senses
from transforms.facts.toponyms.scanning import Candidate

_LARGER = frozenset({"country", "admin1", "area", "region", "continent"})
_GAP = re.compile(
    r"""(?:,[ ](?:an?|the)[ ][a-z -]{3,40}?)?
    (?:,?[ ](?:in|of)[ ](?:the[ ])?(?:[a-z]{4,}(?:ern|al)[ ](?:part[ ]of[ ])?)?
      |,[ ]|[ ]\()
    (?:[a-z]{4,7}ern[ ])?""",
    re.VERBOSE,
)
_GAP_MAX = 70
_POSTAL = re.compile(r",[ ]([A-Z]{2})(?![\w.])")
_KINDS = (
    r"(?:capital|city|town|village|port|state|province|region|district|resort|island|"
    r"suburb|border[ ]town|coast)"
)
_BEHIND = re.compile(
    r",[ ](?:the[ ]|an?[ ])?([A-Z][\w.]+)(?:['’]s)?(?:[ ][a-z-]+){0,2}?[ ]"
    rf"{_KINDS}(?!\w)"
)
_BEFORE = re.compile(
    rf"([A-Z][\w.]+)(?:['’]s)?(?:[ ][a-z-]+){{0,2}}?[ ]{_KINDS}(?:[ ](?:city|town))?"
    r"(?:[ ]of|,)?[ ]\Z"
)
_OWNED = re.compile(r"([A-Z][\w.]+)['’]s(?:[ ][a-z-]+){0,2}[ ]\Z")
_BACK = 60


def qualify(text: str, candidates: Sequence[Candidate]) -> list[tuple[Place, ...]]:
    """For each candidate the larger places that the text puts it in."""
    found: list[tuple[Place, ...]] = [()] * len(candidates)
    for number in range(len(candidates) - 1, -1, -1):
        each = candidates[number]
        following = candidates[number + 1] if number + 1 < len(candidates) else None
        larger = _named(text, each)
        if following and following.start_char - each.class_end_char <= _GAP_MAX:
            gap = text[each.class_end_char : following.start_char]
            if _GAP.fullmatch(gap):
                larger += _as_larger(following) + list(found[number + 1])
        found[number] = tuple(
            place
            for place in larger
            if any(senses.lies_in(smaller, place) for smaller in each.places)
        )
    return found


def _named(text: str, candidate: Candidate) -> list[Place]:
    """The state of ", TX" and the countries of "the Libyan capital" on either side."""
    end = candidate.class_end_char
    if text.startswith(", ", end):
        code = _POSTAL.match(text, end)
        state = postal(code[1]) if code else None
        if state:
            return [state]
        behind = _BEHIND.match(text, end, end + _BACK)
        if behind:
            return _countries(behind[1])
    floor = max(candidate.sentence.start_char, candidate.start_char - _BACK)
    window = text[floor : candidate.start_char]
    before = _BEFORE.search(window) or _OWNED.search(window)
    return _countries(before[1]) if before else []


def _countries(word: str) -> list[Place]:
    code = demonym(word)
    named = country(code) if code else None
    if named:
        return [named]
    return [place for place in find(word)[:1] if place.level in ("country", "admin1")]


def _as_larger(candidate: Candidate) -> list[Place]:
    """What may hold other places: states, countries, "Kharkiv region", a county."""
    larger = [place for place in candidate.places if place.level in _LARGER]
    if candidate.class_word or candidate.text == "New York":
        larger += [
            around
            for town in candidate.places[:3]
            if town.level == "town" and town.admin1
            for around in [division(town.admin1)]
            if around
        ]
    return larger
