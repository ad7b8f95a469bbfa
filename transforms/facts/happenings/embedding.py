"""Words that name no event of their own beside another in their sentence.

"rejected a call", "agreed to a ceasefire", "lifted the curfew": what is asked for,
refused or lifted belongs to the act. "The strike killed two and wounded five" is one
event, and so is "met for talks".
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import SUBORDINATORS

Place = Literal["own", "inside", "instead"]
"""Of a trigger beside the event before: one of its own, a part of that, or the better
name for it."""
_ACTS = frozenset({"REQUEST", "THREATEN", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})
"""Types whose verbs have another event as their content."""
_HARM = frozenset({"killing", "wounding"})
_WHEN = frozenset({"when", "after", "as"})
_WHEN_MAX = 16
_THROWN_MAX = 3
_ADJUNCT_MAX = 12
_CONTENT_MAX = 7
"""Words between such a verb and the noun that names its content."""
_SAME_MAX = 12
_AGENT_MAX = 4
_TOLD_MAX = 12
_APART_TEXT = """
    . ; : “ ” " during amid following despite response after before since until over
    by"""
_CLAUSE_ENDS = frozenset([".", ";", ":", "“", "”", '"', ","])
_APART = frozenset(_APART_TEXT.split()) | SUBORDINATORS


class Told(NamedTuple):
    """An event that the sentence tells."""

    trigger: Trigger
    sense: Sense
    sides: Sides


def place_beside(reading: Reading, told: Sequence[Told], here: Told) -> Place:
    """How the event stands to the last one told before it in the sentence."""
    if not told:
        return "own"
    before = told[-1]
    is_attack = here.sense.plover_type == "ASSAULT"
    if is_attack and here.sense.mode in _HARM and _told_attack(told):
        return "inside"
    between = range(before.trigger.after, here.trigger.first)
    if is_attack and before.sense.plover_type == "ASSAULT":
        place = _beside_attack(reading, before, here, between)
        if place is not None:
            return place
    if _is_purpose(reading, before, here, between) or _is_issued(before, here):
        return "inside"
    if here.trigger.part == "verb" or _is_apart(reading, between):
        return "own"
    is_act = before.trigger.part == "verb" and before.sense.plover_type in _ACTS
    if is_act and len(between) <= _CONTENT_MAX:
        return "inside"
    is_same = before.sense.plover_type == here.sense.plover_type is not None
    if not is_same or len(between) > _SAME_MAX:
        return "own"
    return "instead" if before.sense.mode in _HARM else "inside"


def _beside_attack(
    reading: Reading, before: Told, here: Told, between: range
) -> Place | None:
    """How one word for an attack stands to the one before it."""
    if len(between) > _WHEN_MAX:
        return None
    if _is_agent(reading, between):
        return "inside"
    words = [reading.word(place) for place in between]
    if _CLAUSE_ENDS.difference([","]).intersection(words):
        return None
    if here.trigger.part == "noun":
        return None
    is_harm = before.sense.mode in _HARM and before.trigger.part == "verb"
    if is_harm and not _WHEN.isdisjoint(words):
        return "instead"  # "were killed when gunmen opened fire on"
    if before.trigger.part == "noun" and len(words) <= _THROWN_MAX:
        is_thrown = here.sense.mode == "thrown" and here.trigger.form == "participle"
        if is_thrown or _is_subject(before, here):
            return "inside"  # "airstrikes launched by", "strikes hit a hospital"
    if here.trigger.form != "gerund" or len(words) > _ADJUNCT_MAX:
        return None
    return None if SUBORDINATORS.intersection(words) else "inside"


def _is_subject(before: Told, here: Told) -> bool:
    """Whether the noun of the one is who does the other."""
    place = before.trigger.first
    return any(each.first <= place < each.after for each in here.sides.actors)


def joined(before: Told, here: Told) -> Told:
    """The better name of an event, with the sides that its other words give."""
    return Told(
        trigger=here.trigger,
        sense=here.sense,
        sides=Sides(
            actors=here.sides.actors or before.sides.actors,
            targets=before.sides.targets or here.sides.targets,
        ),
    )


def completed(before: Told, inside: Told) -> Told:
    """The event with the targets that its content names: "pledged aid to Mali"."""
    if before.sense.plover_type != inside.sense.plover_type:
        return before
    if _is_issued(before, inside):
        return before
    actors = before.sides.actors
    if inside.sense.mode == "thrown" and not actors:
        actors = inside.sides.actors  # "airstrikes launched by warplanes"
    targets = before.sides.targets or inside.sides.targets
    sides = Sides(actors=actors, targets=targets)
    return Told(trigger=before.trigger, sense=before.sense, sides=sides)


def _is_issued(before: Told, here: Told) -> bool:
    """ "an evacuation order was issued"."""
    is_order = before.sense.mode == here.sense.mode == "order"
    return is_order and before.trigger.part == "noun" and here.trigger.part == "verb"


def _is_agent(reading: Reading, between: range) -> bool:
    """ "was hit by shelling"."""
    words = [reading.word(place) for place in between]
    return len(words) <= _AGENT_MAX and "by" in words


def _is_purpose(reading: Reading, before: Told, here: Told, between: range) -> bool:
    """ "met to discuss", "marched to demand"."""
    if here.trigger.part != "verb" or reading.word(here.trigger.first - 1) != "to":
        return False
    kinds = (before.sense.plover_type, here.sense.plover_type)
    return (
        (kinds[0] == kinds[1] == "CONSULT" or kinds == ("PROTEST", "REQUEST"))
        and len(between) <= _SAME_MAX
        and not any(reading.word(place) in _CLAUSE_ENDS for place in between)
    )


def received(before: Told, inner: Sides) -> Told:
    """A pledge with the receivers of what is pledged: "a package to aid Mali"."""
    if before.sides.targets or before.sense.mode != "pledge":
        return before
    sides = Sides(actors=before.sides.actors, targets=inner.targets)
    return Told(trigger=before.trigger, sense=before.sense, sides=sides)


def _told_attack(told: Sequence[Told]) -> bool:
    """Deaths and wounds are what an attack of the same sentence did."""
    return any(each.sense.plover_type == "ASSAULT" for each in told[-_TOLD_MAX:])


def _is_apart(reading: Reading, places: range) -> bool:
    return any(
        reading.word(place) in _APART and not reading.is_in_number(place)
        for place in places
    )
