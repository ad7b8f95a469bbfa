"""Subjects that a verb takes from elsewhere in its sentence.

"Iran has threatened to strike", "blamed X and ordered Y", "accused Z of shelling",
"denied using": the doer stands beside another verb.
"""

from typing import NamedTuple

from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.subjects import before_verb, group_start
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.verbs import Group

_LIGHT_TEXT = """
    launch launched launches launching carry carried carries carrying stage staged
    stages staging hold held holds holding conduct conducted conducts conducting mount
    mounted mounts mounting begin began begun begins beginning start started starts
    resume resumed resumes resuming open opened opens continue continued continues
    pressed press make made makes making issue issued issues issuing impose imposed
    imposes announce announced announces announcing declare declared reach reached
    sign signed plan plans planned planning organise organised organize organized
    lead led leads attend attended host hosted hosts visit perpetrated commit committed
    suffered file filed lodged order ordered orders given give gave"""
LIGHT = frozenset(_LIGHT_TEXT.split())
"""Verbs that only carry the noun behind them: "launch an offensive"."""
_BACK = 5


class Earlier(NamedTuple):
    """The verb trigger before, with its sides."""

    trigger: Trigger
    sides: Sides
    is_passive: bool


def control(
    reading: Reading, trigger: Trigger, group: Group, earlier: Earlier | None
) -> tuple[Phrase, ...]:
    """The subject of a verb that has none of its own; empty where nobody knows."""
    before = reading.word(group.first - 1)
    if trigger.form == "gerund" and group.is_bare:
        if before in ("of", "for") and earlier is not None:
            return earlier.sides.targets or earlier.sides.actors
        if before in ("denied", "denies", "deny", "denying", "admitted", "began"):
            return before_verb(reading, group_start(reading, group.first - 1))
        return earlier.sides.actors if earlier is not None else ()
    if earlier is not None and earlier.trigger.after <= group.first:
        return earlier.sides.actors
    if group.is_infinitive:
        return before_verb(reading, group_start(reading, group.first - 1))
    return ()


def shared_passive(
    reading: Reading, trigger: Trigger, group: Group, sides: Sides, earlier: Earlier
) -> Sides | None:
    """The sides of "charged" in "was arrested and charged", of "abducted" in "12 were
    killed and 251 abducted"; None where not so."""
    if earlier.is_passive and trigger.form == "past" and not sides.targets:
        counted = sides.actors
        if len(counted) == 1 and _is_number(reading, counted[0]):
            return Sides(actors=earlier.sides.actors, targets=counted)
    is_second = reading.word(group.first - 1) in ("and", "or", ",")
    if not (earlier.is_passive and is_second) or sides.actors or sides.targets:
        return None
    if trigger.form not in ("past", "participle"):
        return None
    return Sides(actors=earlier.sides.actors, targets=earlier.sides.targets)


def _is_number(reading: Reading, phrase: Phrase) -> bool:
    return phrase.after == phrase.first + 1 and reading.word(phrase.first).isdecimal()


def light_verb(reading: Reading, first: int) -> int | None:
    """Where a light verb stands before the noun phrase that begins at ``first``."""
    for place in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = reading.word(place)
        if word in LIGHT and reading.word(place + 1) != "of":  # "the stages of"
            return place
        if word in (".", ",", ";", ":") or reading.names[place] is not None:
            return None
    return None
