"""Tolls that the text divides: "18 people were killed: nine policemen, nine civilians".

The tolls of a document arrive in reading order; each whole leaves with its members, who
come behind it and add up to it. A lead gives the whole, the next paragraphs who they
were; whoever adds all up counts everybody twice.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import Effect
from transforms.facts.tolls.repeats import ANYBODY

_MEMBERS_MAX = 12
_SENTENCES_MAX = 12
_FEW = 5
"""One and two make three by chance in any report; five and more seldom add up."""
_FEW_SENTENCES = 3
_FORCES = word_set(
    """
    soldier officer policeman policewoman police trooper serviceman servicewoman guard
    marine airman sailor commando paratrooper guardsman gendarme constable sergeant
    corporal lieutenant captain major colonel general commander
    """
)
_FIGHTERS = word_set(
    "rebel guerrilla guerilla insurgent militant fighter gunman terrorist jihadist "
    "extremist attacker militiaman combatant bomber"
)
_CROWD = word_set(
    "civilian resident villager inhabitant citizen local passenger man woman"
)
"""Words for people of any trade, if not for those under arms."""
_ANOTHER = re.compile(
    r"(?<![^\W_])(?:another|separate|separately|second|different|similar|earlier|"
    r"previous|last[ ](?:week|month|year))(?![^\W_])",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"{_ANOTHER.pattern}|(?<![^\W_])(?:also|meanwhile|elsewhere|further|later)(?![^\W_])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One toll, as far as it matters for what it is a part of."""

    effect: Effect
    noun: str
    count: int
    sentence: int
    around: str
    """The words beside it in its sentence."""
    is_part: bool
    """Whether a larger group of its sentence holds them."""
    is_stated: bool
    """Whether it stands, is no repeat and no background."""
    is_counted: bool
    """Whether a number tells how many; one by name or "a man" is not."""


def divisions(tolls: Sequence[Told]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Places of the wholes, each with the places of its members."""
    taken: set[int] = set()
    for place, toll in enumerate(tolls):
        is_group = toll.is_counted and toll.count > 1
        if toll.is_part or not (is_group and toll.is_stated):
            continue
        members = _parts(tolls, place) or _members(tolls, place, taken)
        if members:
            taken.update(members)
            yield place, members


def _parts(tolls: Sequence[Told], place: int) -> tuple[int, ...]:
    """ "Three people - two men and a woman": all the parts that its sentence names."""
    whole, count = tolls[place], 0
    found: list[int] = []
    for at in range(place + 1, min(place + 1 + _MEMBERS_MAX, len(tolls))):
        part = tolls[at]
        if not part.is_part or part.sentence != whole.sentence:
            break
        if part.effect == whole.effect:
            found.append(at)
            count += part.count
    return tuple(found) if len(found) > 1 and count == whole.count else ()


def _members(tolls: Sequence[Told], place: int, taken: set[int]) -> tuple[int, ...]:
    """The next tolls of such people, to where a sentence ends with as many."""
    whole, count = tolls[place], 0
    found: list[int] = []
    is_few = whole.count < _FEW
    other = _AGAIN if is_few else _ANOTHER
    last = whole.sentence + (_FEW_SENTENCES if is_few else _SENTENCES_MAX)
    for at in range(place + 1, min(place + 1 + 2 * _MEMBERS_MAX, len(tolls))):
        toll = tolls[at]
        if found and count == whole.count and toll.sentence > tolls[found[-1]].sentence:
            break
        is_other = toll.effect != whole.effect or toll.is_part or not toll.is_stated
        if is_other or not _fits(whole, toll):
            continue
        is_apart = toll.sentence > last or other.search(toll.around) is not None
        if at in taken or is_apart or toll.sentence == whole.sentence:
            break
        found.append(at)
        count += toll.count
        if count > whole.count:
            return ()
    return tuple(found) if len(found) > 1 and count == whole.count else ()


def _fits(whole: Told, member: Told) -> bool:
    """Whether such people may be among the whole."""
    if {whole.noun, member.noun} & ANYBODY or not whole.noun or not member.noun:
        return True
    for kind in (_FORCES, _FIGHTERS):
        if (whole.noun in kind) != (member.noun in kind):
            return False
        if whole.noun in kind:
            return True
    return whole.noun == member.noun or bool({whole.noun, member.noun} & _CROWD)
