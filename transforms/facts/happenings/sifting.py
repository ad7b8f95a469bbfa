"""Which sense of a word is meant, and which events are part of another."""

from collections.abc import Sequence
from dataclasses import replace

from transforms.facts.happenings.frames import Sides, sides_of_noun, sides_of_verb
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense, word_class
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.verbs import Group

_NEARBY = 14
_INNER_MAX = 8
_PLEDGED_MAX = 14
"""Words before an infinitive: "announced a package worth $250 million to aid"."""
_STOPS = frozenset([".", ";", ":", "“", "”", '"'])
_BARE_CLASSES = frozenset({"aid", "rates", "dealings", "weapons", "undertakings"})
"""Classes whose word may stand anywhere behind the verb, not only in its object."""
_PROMISED = frozenset({"SUPPORT", "CONCEDE", "COOPERATE"})
_PROMISES_TEXT = """
    ready prepared willing promised promises pledged pledges vowed vows offered
    offers agreed committed"""
_PROMISES = frozenset(_PROMISES_TEXT.split())
_SENTENCE_CLASSES = frozenset({"labour"})
"""Classes whose word may stand anywhere in the sentence."""
_SWALLOWING = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE"})


def choose_sense(
    reading: Reading, trigger: Trigger, group: Group | None
) -> tuple[Sense, Sides] | None:
    """The sense whose needs are met, one with needs before one without."""
    plain: tuple[Sense, Sides] | None = None
    for sense in trigger.senses:
        sides = (
            sides_of_verb(reading, trigger, group, sense)
            if group is not None
            else sides_of_noun(reading, trigger, sense)
        )
        if sense.needs is None:
            plain = plain or (sense, sides)
        elif _is_met(reading, trigger, sense.needs, sides, group):
            return sense, sides
    return plain


def as_undertaking(reading: Reading, group: Group | None, sense: Sense) -> Sense:
    """A promise to support, free or ease is an agreement (PLOVER's AGREE)."""
    if group is None or sense.plover_type not in _PROMISED:
        return sense
    is_promised = group.time == "future" and not group.is_infinitive
    if group.is_infinitive:
        is_promised = reading.word(group.first - 1) in _PROMISES
    if not is_promised or group.is_negated or group.is_passive:
        return sense
    return replace(sense, plover_type="AGREE", mode="promise")


def is_promised_aid(promise: Sense, inner: Sense) -> bool:
    """Whether what is promised is to be told and not the promise."""
    return promise.mode == "promise" and inner.plover_type == "AID"


def is_inner(
    reading: Reading, group: Group | None, governor: tuple[Trigger, Sense] | None
) -> bool:
    """Whether the event is only what another asks for, threatens or refuses."""
    if governor is None or group is None:
        return False
    trigger, sense = governor
    if sense.frame == "must" and group.first <= trigger.after:
        return True
    if not group.is_infinitive:
        return False
    distance = group.first - trigger.after
    is_near = distance <= (_PLEDGED_MAX if sense.mode == "pledge" else _INNER_MAX)
    is_pledge = sense.plover_type == "AID" and sense.mode == "pledge"
    return is_near and (sense.plover_type in _SWALLOWING or is_pledge)


def _is_met(
    reading: Reading,
    trigger: Trigger,
    needs: str,
    sides: Sides,
    group: Group | None,
) -> bool:
    words = word_class(needs)
    if needs in _SENTENCE_CLASSES:
        return any(word in words for word in reading.tokens.lower)
    if needs in _BARE_CLASSES:
        near = range(trigger.after, min(trigger.after + _NEARBY, len(reading.names)))
        if any(reading.word(place) in words for place in _until_verb(reading, near)):
            return True
        if group is None:
            before = range(max(0, trigger.first - 3), trigger.first)
            return any(reading.word(place) in words for place in before)
        if not group.is_passive:
            return False
    phrases = sides.targets or _objects(reading, trigger)
    return any(_fits(reading, phrase, needs, words) for phrase in phrases)


def _until_verb(reading: Reading, places: range) -> Sequence[int]:
    found: list[int] = []
    lower = reading.tokens.lower
    for place in places:
        if lower[place] in _STOPS and not reading.is_in_number(place):
            break
        if reading.verbs[place] and lower[place] != "to":
            break
        found.append(place)
    return found


def _objects(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    after = min(trigger.after + 6, len(reading.names))
    if trigger.after >= after:
        return ()
    return (Phrase(first=trigger.after, after=after),)


def _is_people(reading: Reading, place: int) -> bool:
    """ "Palestinians": a nationality in the plural."""
    name = reading.names[place]
    return (
        name is not None and name.kind == "other" and reading.word(place).endswith("s")
    )


def _fits(reading: Reading, phrase: Phrase, needs: str, words: frozenset[str]) -> bool:
    places = range(phrase.first, phrase.after)
    if any(reading.word(place) in words for place in places):
        return True
    kinds = {name.kind for place in places if (name := reading.names[place])}
    if needs == "people":
        is_number = any(reading.word(place).isdecimal() for place in places)
        is_people = any(_is_people(reading, place) for place in places)
        return "person" in kinds or is_people or (is_number and len(places) <= 3)
    if needs in ("ground", "harmed", "settled"):
        return "location" in kinds or (needs == "harmed" and "organisation" in kinds)
    return False
