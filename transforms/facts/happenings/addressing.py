"""Whom an act of words is aimed at, where only what it is about names the party.

"rejected an offer from Kenya", "threatened to break off relations with Chad", "a strike
to demand reforms by the government of Mali". A trigger without a target arrives; the
first party behind it in its clause leaves, if there is one.
"""

from collections.abc import Sequence

from transforms.facts.documents import Document
from transforms.facts.happenings.embedding import Told
from transforms.facts.happenings.parties import Party, party_of
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.words import DETERMINERS, REPORTING
from transforms.facts.names.mention import Mention
from transforms.facts.names.nationalities import country_of

_TYPES = frozenset({"REJECT", "THREATEN", "REQUEST", "SANCTION", "PROTEST", "CONCEDE"})
"""Types of acts against somebody or towards somebody; who meets or agrees is seldom
with whom the rest of the sentence names."""
_REACH = 18
_EXTENT = 4
_ENDS_TEXT = """
    . ; : “ ” " , unless if after when while before because since although despite
    until following amid as where who which that and or"""
_ENDS = frozenset(_ENDS_TEXT.split()) | REPORTING
_WHERE = frozenset(
    ["in", "at", "near", "outside", "into", "across", "around", "inside", "through"]
)
"""Before a name they say where and not whom."""


def addressed(
    document: Document,
    reading: Reading,
    told: Told,
    actors: Sequence[Party],
) -> tuple[Party, ...]:
    """The first party that the clause names behind the trigger, but for the actors."""
    trigger = told.trigger
    is_aimed = told.sense.plover_type in _TYPES or told.sense.mode == "promise"
    if trigger.part == "noun" or not is_aimed:
        return ()
    stop = min(trigger.after + _REACH, len(reading.names))
    place = trigger.after
    while place < stop:
        name = reading.names[place]
        if reading.word(place) in _ENDS and name is None:
            break
        if name is None or reading.times[place]:
            place += 1
            continue
        after = _after(reading, place, name)
        if _may_be_party(name) and not _is_where(reading, place):
            last = _longer(reading, place, after)
            party = party_of(document, reading, Phrase(first=place, after=last))
            if not _is_actor(party, actors):
                return (party,)
        place = after
    return ()


def _after(reading: Reading, place: int, name: Mention) -> int:
    while place < len(reading.names) and reading.names[place] is name:
        place += 1
    return place


def _may_be_party(name: Mention) -> bool:
    if name.kind in ("person", "organisation"):
        return name.form != "pronoun"
    return country_of(name) is not None


def _is_where(reading: Reading, place: int) -> bool:
    before = place - 1
    while reading.word(before) in DETERMINERS or reading.word(before) in (
        "northern",
        "southern",
        "eastern",
        "western",
    ):
        before -= 1
    return reading.word(before) in _WHERE


def _longer(reading: Reading, place: int, after: int) -> int:
    """With the person or body behind: "Palestinian leader Yasser Arafat"."""
    for at in range(after, min(after + _EXTENT, len(reading.names))):
        name = reading.names[at]
        if name is not None and name.kind in ("person", "organisation"):
            return _after(reading, at, name)
        if not reading.is_noun_like(at):
            break
    return after


def _is_actor(party: Party, actors: Sequence[Party]) -> bool:
    return any(
        party.text == actor.text
        or (party.country_iso3 is not None and party.country_iso3 == actor.country_iso3)
        for actor in actors
    )
