"""Who does it and to whom: the sides of an event, from the words around its trigger."""

from typing import NamedTuple

from transforms.facts.happenings.phrases import (
    after_verb,
    list_from,
    slot,
    trim,
)
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.subjects import before_verb, subject_of
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.verbs import Group
from transforms.facts.happenings.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HELPING,
    POSSESSIVES,
    REPORTING,
)

_PREMODIFIERS_MAX = 6
_ANNOUNCED_MAX = 14
_SAID_MAX = 16
_SPEECH_ENDS = frozenset([".", ";", ":", "“", "”", '"', "but"])
_SLOTS: dict[str, tuple[str, ...]] = {
    "to": ("to", "for"),
    "with": ("with",),
    "on": ("on", "against", "at", "in"),
    "against": ("against", "on", "at", "over"),
    "of": ("of", "against"),
    "at": ("at", "on"),
    "from": ("from",),
    "for": ("for",),
    "into": ("into",),
}
"""Frame -> the words before the target, likeliest first."""
_RECEIVERS_TEXT = """
    civilians residents inhabitants people population villagers families children
    households locals citizens patients tourists"""
_RECEIVERS = frozenset(_RECEIVERS_TEXT.split())
_RECEIVERS_MAX = 30
_PARTICLES = frozenset(["out", "off", "up"])
_NEEDLESS = frozenset({"object", "none"})


class Sides(NamedTuple):
    """Phrases of the actors and the targets; the object that chose the sense."""

    actors: tuple[Phrase, ...]
    targets: tuple[Phrase, ...]


NOBODY = Sides(actors=(), targets=())


def sides_of_verb(
    reading: Reading, trigger: Trigger, group: Group, sense: Sense
) -> Sides:
    """The sides of a verb by its voice; an infinitive or a second verb has no subject
    of its own here."""
    if group.is_passive:
        actors = slot(reading, trigger.after, ("by",))
        targets = before_verb(reading, group.first) or _announced(reading, trigger)
        if sense.plover_type == "MOBILIZE" and not actors:
            return Sides(actors=targets, targets=())
        return Sides(actors=actors, targets=targets)
    actors = () if shares_subject(reading, group) else _subject(reading, trigger, group)
    if sense.frame == "must":
        return Sides(actors=_sayer(reading, trigger), targets=actors)
    if sense.frame == "none":
        is_told = sense.base.endswith(" that")
        return Sides(
            actors=actors, targets=_told_to(reading, trigger) if is_told else ()
        )
    if sense.frame in _NEEDLESS:
        return Sides(actors=actors, targets=_object(reading, trigger, sense))
    targets = slot(reading, trigger.after, _SLOTS[sense.frame])
    if not targets and sense.frame in ("with", "to"):
        targets = _direct(reading, trigger)
    return Sides(actors=actors, targets=targets)


def _told_to(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """ "demanded that the mayor resign": the nouns without the verb at their end."""
    found = list_from(reading, trigger.after)[:1]
    for first, after in [(each.first, each.after) for each in found]:
        is_verb = reading.name(after - 1) is None and reading.word(after) not in HELPING
        if is_verb and after - first > 1:
            return (Phrase(first=first, after=after - 1),)
    return found


def aimed(
    reading: Reading, trigger: Trigger, group: Group | None, sense: Sense, sides: Sides
) -> Sides:
    """The sides of "stones were thrown at the patrol": what is thrown is no target."""
    if group is None or not group.is_passive or sense.mode != "thrown":
        return sides
    targets = slot(reading, trigger.after, _SLOTS["at"])
    return Sides(actors=sides.actors, targets=targets)


def shares_subject(reading: Reading, group: Group) -> bool:
    """Whether the verb takes its subject from a verb before: "blamed X and ordered",
    "threatened to strike"."""
    return group.is_infinitive or reading.word(group.first - 1) in CONJUNCTIONS


def _sayer(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """Who demands with "said that Sudan must": the subject of the speech before."""
    for place in range(trigger.first - 1, max(0, trigger.first - _SAID_MAX), -1):
        if reading.word(place) in REPORTING:
            return subject_of(reading, place)
        if reading.word(place) in _SPEECH_ENDS:
            break
    return ()


def _announced(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """ "Occupied by troops, the city is": the subject that follows the comma."""
    for place in range(trigger.after, trigger.after + _ANNOUNCED_MAX):
        if reading.word(place) == ",":
            return list_from(reading, place + 1)
    return ()


def _subject(reading: Reading, trigger: Trigger, group: Group) -> tuple[Phrase, ...]:
    if group.is_bare and trigger.form == "participle":
        return ()
    if group.is_bare and reading.word(group.first - 1) in _PARTICLES:
        return ()  # "ruled out easing the curfew"
    return before_verb(reading, group.first)


def _object(reading: Reading, trigger: Trigger, sense: Sense) -> tuple[Phrase, ...]:
    """The object; of "threatened to impound the ship" that of the second verb."""
    place = trigger.after
    if sense.plover_type in ("THREATEN", "REJECT"):
        if reading.word(place - 1) == "to":
            return after_verb(reading, place + 1)
        if reading.word(place) == "to":
            return after_verb(reading, place + 2)
    return after_verb(reading, place)


def _direct(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """ "offered Greece two helicopters", "met the governor": a name right behind."""
    found = after_verb(reading, trigger.after)
    return tuple(
        phrase for phrase in found if reading.name(phrase.after - 1) is not None
    )


def sides_of_noun(reading: Reading, trigger: Trigger, sense: Sense) -> Sides:
    """The sides of a noun: "Russia's invasion of Ukraine", "attack by X on Y"."""
    first = before_noun(reading, trigger.first)
    actors = slot(reading, trigger.after, ("by",))
    if reading.word(trigger.after) == "between":
        return Sides(actors=list_from(reading, trigger.after + 1), targets=())
    premodifier = trim(reading, first, trigger.first) if first < trigger.first else None
    if premodifier is not None and not actors and _acts(reading, premodifier):
        actors = (_name_in(reading, premodifier),)
    if not actors and reading.word(trigger.after) == "from":
        actors = slot(reading, trigger.after, ("from",))
    targets: tuple[Phrase, ...] = ()
    for preposition in (*_SLOTS.get(sense.frame, ()), "of"):
        if reading.word(trigger.after) == preposition:
            targets = list_from(reading, trigger.after + 1)
            break
    else:
        if sense.frame != "none":
            targets = slot(reading, trigger.after, _SLOTS.get(sense.frame, ("on",))[:2])
    targets = targets or _exposed(reading, first, sense) or _ordered(reading, trigger)
    return Sides(actors=actors, targets=targets)


def _exposed(reading: Reading, first: int, sense: Sense) -> tuple[Phrase, ...]:
    """Who "is under attack", "came under heavy fire": the subject."""
    if sense.plover_type != "ASSAULT" or reading.word(first - 1) != "under":
        return ()
    place = first - 2
    if reading.word(place) in ("itself", "themselves", "himself", "herself"):
        place -= 1
    return subject_of(reading, place)


def _ordered(reading: Reading, trigger: Trigger) -> tuple[Phrase, ...]:
    """Whom an order without a receiver is for: the people of the same sentence.

    "An evacuation order has been issued, residents of the district said."
    """
    if all(sense.mode != "order" for sense in trigger.senses):
        return ()
    last = min(trigger.after + _RECEIVERS_MAX, len(reading.tokens.lower))
    for place in range(trigger.after, last):
        if reading.word(place) in _RECEIVERS and not reading.verbs[place]:
            is_described = reading.word(place - 1).endswith(("al", "an", "ed"))
            return list_from(reading, place - is_described)
    return ()


def before_noun(reading: Reading, place: int) -> int:
    """Where the words that describe a noun begin: "Russia's full-scale" invasion."""
    first = place
    while place - first < _PREMODIFIERS_MAX and first > 0:
        word = reading.word(first - 1)
        if not (
            reading.is_noun_like(first - 1)
            or word in DETERMINERS
            or word in ADVERBS
            or word in POSSESSIVES
        ):
            break
        first -= 1
    return first


def _acts(reading: Reading, phrase: Phrase) -> bool:
    """Only names and their possessives before a noun act: not "military" attack."""
    return any(
        reading.names[place] is not None for place in range(phrase.first, phrase.after)
    ) or any(
        reading.word(place) in POSSESSIVES
        for place in range(phrase.first, phrase.after)
    )


def _name_in(reading: Reading, phrase: Phrase) -> Phrase:
    """The named part: "Russia" of "Russia's full-scale", with nouns before the 's."""
    for place in range(phrase.first, phrase.after):
        if reading.word(place) in ("'s", "’s") and place > phrase.first:
            return Phrase(first=phrase.first, after=place)
    named = [
        place
        for place in range(phrase.first, phrase.after)
        if reading.names[place] is not None
    ]
    if named:
        return Phrase(first=named[0], after=named[-1] + 1)
    return phrase
