"""Places of events that stand beside no "in": "the city", "the occupation", the focus.

A description ("the district", "this railway hub") is the town named last before it; an
event that was told with its place keeps it when it comes back ("the siege"); and a
deed in a sentence that names no place is where the article is about, if it is about
one town. How the place was found is told with it, since the last one is a guess.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.facts.documents import Document
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.words import DETERMINERS, PREPOSITIONS
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate

PlaceOrigin = Literal["stated", "described", "recalled", "focus"]
"""Named beside the event; meant by words like "the city"; told when the event was
named first; only what the article is about."""

_TOWNS_TEXT = """
    city town village settlement district hub port suburb enclave municipality
    stronghold neighbourhood neighborhood township hamlet outpost"""
_TOWNS = frozenset(_TOWNS_TEXT.split())
_DIVISIONS = frozenset(["region", "province", "oblast", "governorate", "prefecture"])
_POINTING = frozenset(["the", "this", "that"])
_TOWN_LEVELS = frozenset({"town", "near", "area"})
_REACH_CHARS = 1_500
"""How far before a description the town may be named: some three paragraphs."""
_LOOKED_AT = 40
"""Places before a description that are looked at; bounds the work."""
_HEAD_MAX = 4
"""Words of "this strategic railway hub"."""
_INTO = frozenset(["in", "at", "near", "outside", "around", "across", "throughout"])
_AHEAD = 14
_OPENING_CHARS = 700
"""An article says in its opening what town it is about."""
_DATELINE_MAX = 90
_DASHES = (" -- ", " – ", " — ", ") - ")
_FOCUS_SHARE = 0.6
"""Of the mentions of towns, those that one must have to be the focus."""
_FOCUS_TYPES = frozenset({"ASSAULT", "PROTEST"})
_FOCUS_MODES = frozenset({"order", "dispersal"})
_FOCUS_SUBTYPES = frozenset(
    {"earthquake", "flood", "storm", "wildfire", "landslide", "accident", "crime"}
    | {"eruption"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The place of an event and how it is known."""

    located: Located
    origin: PlaceOrigin


def described(
    document: Document, reading: Reading, phrases: Sequence[Phrase]
) -> Located | None:
    """The place that the first of the phrases which describes one stands for."""
    for phrase in phrases:
        head = _head(reading, phrase)
        found = head and _before(document, reading, head)
        if found:
            return found
    return None


def described_scene(document: Document, reading: Reading, after: int) -> Located | None:
    """The place of "in the city" behind an event whose words end at ``after``."""
    last = min(after + _AHEAD, len(reading.tokens.lower))
    if _INTO.isdisjoint(reading.tokens.lower[after:last]):
        return None
    for place in range(after, last):
        word = reading.word(place)
        if word in (";", ":") or (reading.verbs[place] and word != "to"):
            return None
        if word in _INTO and reading.word(place + 1) in _POINTING:
            end = min(place + 2 + _HEAD_MAX, len(reading.tokens.lower))
            found = described(document, reading, [Phrase(first=place + 2, after=end)])
            if found:
                return found
    return None


def focus(document: Document) -> Located | None:
    """The one town that the article is about; None where it is about several."""
    return document.once(_read_focus)


def may_be_in_focus(sense: Sense) -> bool:
    """Whether the event is done on the ground, so that the focus may be its place."""
    return (
        sense.plover_type in _FOCUS_TYPES
        or sense.subtype in _FOCUS_SUBTYPES
        or (sense.plover_type == "COERCE" and sense.mode in _FOCUS_MODES)
    )


def _head(reading: Reading, phrase: Phrase) -> int | None:
    """Where the noun of "the city" stands; None where the phrase names the place."""
    if reading.word(phrase.first - 1) not in _POINTING:
        return None
    for place in range(phrase.first, min(phrase.after, phrase.first + _HEAD_MAX)):
        word = reading.word(place)
        if reading.names[place] is not None or word in DETERMINERS | PREPOSITIONS:
            return None
        if word in _TOWNS or word in _DIVISIONS:
            following = place + 1
            is_named = reading.word(following) == "of" or reading.name(following)
            if is_named or reading.word(following) in ("'s", "’s"):
                return None
            if not reading.is_noun_like(following):
                return place
    return None


def _before(document: Document, reading: Reading, head: int) -> Located | None:
    """The place of the noun's level that was named last before it."""
    found = locate(document)
    start = reading.tokens.starts[head]
    levels = _TOWN_LEVELS
    if reading.word(head) in _DIVISIONS:
        levels = frozenset({"admin1"})
    at = bisect_left(found, start, key=lambda each: each.start_char)
    for each in reversed(found[max(0, at - _LOOKED_AT) : at]):
        if each.start_char < start - _REACH_CHARS:
            return None
        if each.place.level in levels:
            return each
    return None


def _read_focus(document: Document) -> Located | None:
    if not document.sentences:
        return None
    begins = _dateline_end(document)
    towns = [
        each
        for each in locate(document)
        if each.place.level in _TOWN_LEVELS and each.start_char >= begins
    ]
    counts = Counter(_identity(each) for each in towns)
    if not counts:
        return None
    opening = begins + _OPENING_CHARS
    named, count = counts.most_common(1)[0]
    first = next(each for each in towns if _identity(each) == named)
    if first.start_char > opening or count < 2 or count < _FOCUS_SHARE * len(towns):
        return None
    return first


def _dateline_end(document: Document) -> int:
    """Where the text begins behind "Santiago, 18 July (Reuters) --": the report was
    written there, and what it tells need not be there."""
    first = document.sentences[0].start_char
    opening = document.text[first : first + _DATELINE_MAX]
    ends = [opening.find(mark) for mark in _DASHES]
    return first + min((end for end in ends if end > 0), default=0)


def _identity(located: Located) -> tuple[int | None, str]:
    return located.place.geonames_id, located.place.name
