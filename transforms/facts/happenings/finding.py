"""Events of a document: every trigger with its sense, sides, status, days and place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.facts.dates import Date
from transforms.facts.documents import Document, Sentence
from transforms.facts.happenings.addressing import addressed
from transforms.facts.happenings.controlling import (
    Earlier,
    control,
    light_verb,
    shared_passive,
)
from transforms.facts.happenings.doubting import is_doubtful
from transforms.facts.happenings.embedding import (
    Told,
    completed,
    joined,
    place_beside,
    received,
)
from transforms.facts.happenings.frames import Sides, aimed, before_noun
from transforms.facts.happenings.grounds import Ground
from transforms.facts.happenings.memory import Memory
from transforms.facts.happenings.parties import Party
from transforms.facts.happenings.placing import DEFINITE, Grounds, in_focus
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Part, Sense
from transforms.facts.happenings.sentences import places_in, reading_of, times_in
from transforms.facts.happenings.sifting import (
    as_undertaking,
    choose_sense,
    is_inner,
    is_promised_aid,
)
from transforms.facts.happenings.standing import Status, status_of_noun, status_of_verb
from transforms.facts.happenings.subjects import subject_of
from transforms.facts.happenings.times import Span, span_of
from transforms.facts.happenings.triggers import Trigger, find_triggers
from transforms.facts.happenings.verbs import Group, read_group
from transforms.facts.toponyms.located import Located

_REAL = frozenset({"happened", "ongoing", "ordered"})
"""What the town that an article is about may be the place of."""
_OTHER_TEXT = """
    other another second third new fresh further similar separate earlier previous
    last next subsequent several two three first"""
_OTHER = frozenset(_OTHER_TEXT.split())


class Happening(NamedTuple):
    """One event as the text tells it."""

    start_char: int
    end_char: int
    """Of the trigger."""
    sentence: Sentence
    part: Part
    """Whether a verb or a noun names it."""
    sense: Sense
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    is_indirect: bool
    """Whether only what the act is about names the targets."""
    ground: Ground | None
    span: Span
    status: Status
    is_definite: bool
    """Whether its words point back: "the attack"."""
    is_other: bool
    """Whether they say that it is one more: "another attack"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scene:
    """A sentence with its times and places and their first and following token."""

    sentence: Sentence
    times: Sequence[tuple[int, int, Date]]
    places: Sequence[tuple[int, int, Located]]


def find_happenings(document: Document) -> tuple[Happening, ...]:
    """The events of ``document`` in reading order; read once a document."""
    return document.once(_read)


def _read(document: Document) -> tuple[Happening, ...]:
    memory, grounds = Memory(), Grounds()
    return tuple(
        happening
        for sentence in document.sentences
        for happening in _of_sentence(document, sentence, memory, grounds)
    )


def _of_sentence(
    document: Document, sentence: Sentence, memory: Memory, grounds: Grounds
) -> Iterator[Happening]:
    tokens = document.tokens_of(sentence)
    triggers = tuple(find_triggers(tokens))
    if not triggers or tokens.is_table:
        return
    reading = reading_of(document, sentence, triggers)
    told = _told(reading, triggers, is_heading=sentence.is_heading)
    if not told:
        return
    scene = _Scene(
        sentence=sentence,
        times=times_in(document, sentence),
        places=places_in(document, sentence),
    )
    memory.expect(told)
    for each in told:
        if not memory.explains(each):
            yield _happening(document, scene, reading, each, memory, grounds)


def _told(
    reading: Reading, triggers: Sequence[Trigger], *, is_heading: bool
) -> Sequence[Told]:
    """What the sentence tells, its triggers sifted and joined."""
    told: list[Told] = []
    earlier: Earlier | None = None
    governor: tuple[Trigger, Sense] | None = None
    for trigger in triggers:
        if reading.times[trigger.first] or _is_named(reading, trigger):
            continue  # "in March", "Save the Children"
        group = read_group(reading.tokens, trigger) if trigger.part == "verb" else None
        chosen = choose_sense(reading, trigger, group)
        if chosen is None:
            continue
        if governor is not None and is_inner(reading, group, governor):
            is_last = bool(told) and told[-1].trigger is governor[0]
            if not (is_last and is_promised_aid(governor[1], chosen[0])):
                if is_last:
                    told[-1] = received(told[-1], chosen[1])
                continue
            told.pop()  # "was ready to send a rescue team" is aid
        sense = as_undertaking(reading, group, chosen[0])
        sides = aimed(reading, trigger, group, sense, chosen[1])
        if _is_swallowed(trigger, governor):
            continue
        sides = _completed(reading, trigger, group, sides, earlier)
        is_left = is_doubtful(reading, trigger, sense, sides, is_heading)
        if group is not None and (sides.actors or not is_left):
            earlier = Earlier(trigger=trigger, sides=sides, is_passive=group.is_passive)
        if is_left:
            continue
        _tell(reading, told, Told(trigger=trigger, sense=sense, sides=sides))
        if group is not None:
            governor = (trigger, sense)
    return told


def _is_named(reading: Reading, trigger: Trigger) -> bool:
    """Whether the trigger is a word of a longer name."""
    name = reading.names[trigger.first]
    if name is None or name.kind == "other":
        return False
    around = (reading.name(trigger.first - 1), reading.name(trigger.after))
    return any(each is name for each in around)


def _tell(reading: Reading, told: list[Told], here: Told) -> None:
    match place_beside(reading, told, here):
        case "own":
            told.append(here)
        case "inside":
            told[-1] = completed(told[-1], here)
        case "instead":
            told[-1] = joined(told[-1], here)


def _is_swallowed(trigger: Trigger, governor: tuple[Trigger, Sense] | None) -> bool:
    """ "ordered the arrest of" is one event, the order."""
    if governor is None or trigger.part == "verb":
        return False
    before, sense = governor
    return sense.mode == "order" and trigger.first - before.after <= 4


def _completed(
    reading: Reading,
    trigger: Trigger,
    group: Group | None,
    sides: Sides,
    earlier: Earlier | None,
) -> Sides:
    """The sides with an actor from elsewhere in the sentence, where one is missing."""
    if group is not None and earlier is not None:
        shared = shared_passive(reading, trigger, group, sides, earlier)
        if shared is not None:
            return shared
    if sides.actors:
        return sides
    actors: tuple[Phrase, ...] = ()
    if group is not None:
        if not group.is_passive:
            actors = control(reading, trigger, group, earlier)
    else:
        place = light_verb(reading, before_noun(reading, trigger.first))
        if place is not None:
            actors = subject_of(reading, place)
    return Sides(actors=actors, targets=sides.targets)


def _happening(
    document: Document,
    scene: _Scene,
    reading: Reading,
    told: Told,
    memory: Memory,
    grounds: Grounds,
) -> Happening:
    trigger, sense = told.trigger, told.sense
    actors, targets = memory.parties(document, reading, sense, told.sides)
    is_named = bool(targets)
    targets = targets or addressed(document, reading, told, actors)
    span = span_of(reading, trigger, scene.times)
    status = _status(reading, trigger, sense)
    ground = grounds.of(document, reading, told, targets, scene.places, span)
    if ground is None and status in _REAL:
        ground = in_focus(document, reading, told, scene.places, span.ends_on)
    first = before_noun(reading, trigger.first)
    described = range(first, trigger.first)
    return Happening(
        start_char=reading.tokens.starts[trigger.first],
        end_char=reading.tokens.ends[trigger.after - 1],
        sentence=scene.sentence,
        part=trigger.part,
        sense=sense,
        actors=actors,
        targets=targets,
        is_indirect=bool(targets) and not is_named,
        ground=ground,
        span=span,
        status=status,
        is_definite=reading.word(first) in DEFINITE,
        is_other=any(reading.word(place) in _OTHER for place in described),
    )


def _status(reading: Reading, trigger: Trigger, sense: Sense) -> Status:
    if trigger.part == "verb":
        group = read_group(reading.tokens, trigger)
        return status_of_verb(reading, trigger, group, sense)
    first = before_noun(reading, trigger.first)
    return status_of_noun(reading, trigger, sense, first)
