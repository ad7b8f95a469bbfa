"""Which tolls a text tells a second time, so that sums count nobody twice.

The claims of a document arrive in reading order, with the place of each; whether one
repeats an earlier one, or only points back to it, leaves.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from transforms.facts.timex.words import word_set
from transforms.facts.tolls.frames import Claim
from transforms.facts.tolls.lexicon import Effect
from transforms.facts.tolls.victims import Victims

ANYBODY = word_set("person other body soul victim fatality casualty member individual")
"""Nouns that any group may be called by."""
_SURE_COUNT_MIN = 3
"""One or two more may be killed in the next attack, hardly as many as seventeen."""
_AGAIN = re.compile(
    r"(?<![^\W_])(?:another|separate|separately|second|elsewhere|also|different|"
    r"similar|further|meanwhile|later|earlier|last|previous)(?![^\W_])",
    re.IGNORECASE,
)
"""Beside it an equal number is that of another happening."""
_KEPT_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    effect: Effect
    victims: Victims
    sentence: int
    place: str | None


@dataclass(slots=True)
class Ledger:
    """The tolls that a document has told so far; the newest ones, which bounds it."""

    _told: list[_Told] = field(default_factory=list)

    def is_reference(self, claim: Claim) -> bool:
        """Whether one person is only spoken of again: "the judge", "he"."""
        group = claim.victims
        told = [each for each in self._told if each.effect == claim.effect]
        if group.is_pronoun:
            return any(
                each.victims.entity in (group.entity, None) and each.victims.low == 1
                for each in told
            )
        return group.is_definite and group.form == "single" and bool(told)

    def is_repeat(self, claim: Claim, around: str, place: str | None) -> bool:
        """Whether the same people were counted before; ``around`` are its words with
        those beside them in the sentence."""
        group = claim.victims
        told = [each for each in self._told if each.effect == claim.effect]
        if group.entity is not None:
            return any(each.victims.entity == group.entity for each in told)
        if group.form not in ("counted", "bare", "vague"):
            return False
        if group.is_definite and group.low in _sums(told):
            return True
        if group.low < _SURE_COUNT_MIN or _AGAIN.search(around):
            return False
        return any(
            (each.victims.low, each.victims.high) == (group.low, group.high)
            and _may_be_same(each.victims.noun, group.noun)
            and (place is None or each.place in (None, place))
            for each in told
        )

    def add(self, claim: Claim, sentence: int, place: str | None) -> None:
        """Keeps the claim for what comes after it."""
        told = _Told(
            effect=claim.effect, victims=claim.victims, sentence=sentence, place=place
        )
        self._told = [*self._told[1 - _KEPT_MAX :], told]


def _sums(told: Sequence[_Told]) -> set[int]:
    """The numbers told, and those that the claims of one sentence come to."""
    found: dict[int, int] = {}
    for each in told:
        found[each.sentence] = found.get(each.sentence, 0) + each.victims.low
    return {each.victims.low for each in told} | set(found.values())


def _may_be_same(one: str, other: str) -> bool:
    return one == other or not one or not other or {one, other} & ANYBODY != set()
