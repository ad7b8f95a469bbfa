"""Who was harmed: groups of people and words of harm arrive, statements leave.

A word of harm takes the nearest group on the side it asks for, with the other members
of a list; a group that says its own harm ("62 wounded") needs no such word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.facts.tolls.lexicon import (
    AUXILIARIES,
    BREAKS,
    HEDGES,
    LINKS,
    SKIPPED,
    Effect,
)
from transforms.facts.tolls.subjects import may_be_subject
from transforms.facts.tolls.triggers import Side, Trigger
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

Pattern = Literal["object", "subject", "of", "noun", "toll"]

_SUBJECT_WORDS = 16
_OBJECT_WORDS = 9
_BEHIND_WORDS = 4
_TITLE_WORDS = 4
_SERIES_WORDS = 7
_MIXED = {"killed", "injured"}
_PARTS = frozenset({"including", "included", "whom", "which", "them"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """That a group of people came to harm."""

    victims: Victims
    effect: Effect
    pattern: Pattern
    anchor: int
    """Position of the word that says so."""
    is_part: bool = False
    """Whether a larger group that is stated too holds them."""


class Frames:
    """The statements of one sentence; each group is harmed once."""

    def __init__(
        self, words: Words, groups: Sequence[Victims], triggers: Sequence[Trigger]
    ) -> None:
        self._words = words
        self._groups = groups
        self._triggers = triggers
        self._by_first = {group.first: place for place, group in enumerate(groups)}
        self._by_last = {group.last: place for place, group in enumerate(groups)}
        self._effects = {each.position: each.effect for each in triggers}
        self._harms = {words.lower(each.position) for each in triggers}
        self._taken: set[int] = set()
        self._claims: list[Claim] = []

    def claims(self) -> Iterator[Claim]:
        """What is said of the groups, groups with their own harm first."""
        for place, group in enumerate(self._groups):
            if group.effect and not self._is_toll_of_things(group):
                self._take(place, group.effect, "noun", group.last)
        for trigger in self._triggers:
            if not self._is_mixed(trigger):
                any(self._find(trigger, side) for side in trigger.sides)
        yield from sorted(self._claims, key=lambda claim: claim.victims.first)

    def _is_mixed(self, trigger: Trigger) -> bool:
        """ "killing or wounding 50": nobody tells how many of which."""
        for step in (-2, 2):
            other = self._effects.get(trigger.position + step)
            link = self._words.lower(trigger.position + step // 2)
            if link in ("and", "or") and {other, trigger.effect} == _MIXED:
                return True
        return False

    def _find(self, trigger: Trigger, side: Side) -> bool:
        place = {
            "object": self._behind,
            "of": self._behind,
            "lives": self._behind,
            "behind": self._right_behind,
            "subject": self._before,
        }[side](trigger)
        if place is None or not self._fits(place, trigger, side):
            return False
        pattern: Pattern = "subject" if side in ("subject", "behind") else "object"
        pattern = "of" if side == "of" else pattern
        is_part = side == "behind" and self._words.lower(trigger.position - 1) in (
            *("the", "those", "also"),
        )
        self._take(place, trigger.effect, pattern, trigger.position, is_part)
        if not self._is_relative(self._groups[place], trigger):
            self._take_list(place, trigger, side)
        self._take_series(place, trigger)
        return True

    def _behind(self, trigger: Trigger) -> int | None:
        """The group right behind the word, hedges ("at least some") apart."""
        for at in range(trigger.end, trigger.end + _OBJECT_WORDS):
            place = self._by_first.get(at)
            if place is not None:
                return place
            word = self._words.lower(at)
            is_title = self._words.is_capital(at) and at - trigger.end < _TITLE_WORDS
            if word not in HEDGES and not is_title and word not in ("and", "or"):
                return None
        return None

    def _right_behind(self, trigger: Trigger) -> int | None:
        """ "Among the dead were nine women", "Also killed was the mayor"."""
        for at in range(trigger.end, trigger.end + _BEHIND_WORDS):
            place = self._by_first.get(at)
            if place is not None:
                has_verb = any(
                    self._words.lower(each) in AUXILIARIES
                    or self._words.lower(each).startswith("includ")
                    for each in range(trigger.end, at)
                )
                return place if has_verb and not self._is_subject(place) else None
            word = self._words.lower(at)
            is_open = word in AUXILIARIES or word in ("in", "include", "included")
            if word not in HEDGES and not is_open:
                return None
        return None

    def _is_subject(self, place: int) -> bool:
        following = self._words.lower(self._groups[place].last + 1)
        return following in AUXILIARIES or following in ("has", "have", "had", "said")

    def _before(self, trigger: Trigger) -> int | None:
        """The nearest group before the word in its clause, parts of groups apart."""
        at = trigger.position - 1
        floor = max(0, at - _SUBJECT_WORDS)
        while at >= floor:
            place = self._by_last.get(at)
            if place is not None:
                group = self._groups[place]
                if self._is_apposition(place):
                    return place - 1
                if not self._is_part(group) or self._is_relative(group, trigger):
                    return place
                if group.form != "named" or trigger.effect != "displaced":
                    self._take(place, trigger.effect, "subject", trigger.position, True)
                at = group.first - 1
                continue
            if self._words.lower(at) in BREAKS:
                return None
            at -= 1
        return None

    def _is_apposition(self, place: int) -> bool:
        """ "Mr Smith, a farmer,": the second tells what the first is."""
        if not place or self._groups[place].form != "single":
            return False
        before = self._groups[place - 1]
        between = range(before.last + 1, self._groups[place].first)
        commas = [self._words.lower(at) for at in between]
        return before.form == "named" and commas == [","]

    def _is_part(self, group: Victims) -> bool:
        """ "including a boy", "four of whom": a larger group holds them."""
        before = self._before_hedges(group)
        if self._words.lower(group.last) in ("whom", "them"):
            return True
        if self._words.lower(before) in ("whom", "which", "them"):
            return self._words.lower(before - 1) in ("of", "among")
        return self._words.lower(before) in _PARTS

    def _is_relative(self, group: Victims, trigger: Trigger) -> bool:
        """ "300 inmates, 12 of whom died": the part alone came to harm."""
        before = self._words.lower(self._before_hedges(group))
        if before not in ("whom", "which") and self._words.lower(group.last) != "whom":
            return False
        between = range(group.last + 1, trigger.position)
        return all(self._words.lower(at) in SKIPPED for at in between)

    def _before_hedges(self, group: Victims) -> int:
        at = group.first - 1
        while at >= 0 and self._words.lower(at) in HEDGES:
            at -= 1
        return at

    def _fits(self, place: int, trigger: Trigger, side: Side) -> bool:
        group = self._groups[place]
        if place in self._taken or (group.effect and group.effect != trigger.effect):
            return False
        if side == "subject":
            return may_be_subject(self._words, group, trigger)
        if group.form == "bare" and side in ("object", "of"):
            return self._stands_alone(group)
        return not (group.form == "named" and trigger.effect == "displaced")

    def _stands_alone(self, group: Victims) -> bool:
        """Whether nothing counted follows a number, as in "killed 40"."""
        following = self._words.lower(group.last + 1)
        return following not in ("of", "%")

    def _is_toll_of_things(self, group: Victims) -> bool:
        """ "two missing": of groups whose own word is an adjective with a noun."""
        following = self._words.lower(group.last + 1)
        return group.form == "bare" and following.isalpha() and not group.effect

    def _take_list(self, place: int, trigger: Trigger, side: Side) -> None:
        """The other members of "nine policemen and nine civilians"."""
        step = -1 if side == "subject" else 1
        while 0 <= (following := place + step) < len(self._groups):
            first, second = sorted((place, following))
            if not self._is_linked(first, second) or following in self._taken:
                return
            if self._is_apposition(second):
                return
            group = self._groups[following]
            if group.form == "bare" and trigger.effect != group.effect:
                return
            if step > 0 and self._is_subject(following):
                return
            if step > 0 and self._words.lower(group.last + 1) in self._harms:
                return
            if step < 0 and not self._opens(group):
                return
            is_part = self._is_part(group)
            self._take(following, trigger.effect, "subject", trigger.position, is_part)
            place = following

    def _take_series(self, place: int, trigger: Trigger) -> None:
        """ "82 people in Malawi, 25 in Mozambique and 6 in Zimbabwe"."""
        for following in range(place + 1, len(self._groups)):
            first, second = self._groups[following - 1], self._groups[following]
            between = range(first.last + 1, second.first)
            behind = self._words.lower(second.last + 1)
            words = [self._words.lower(at) for at in between]
            is_place = words[:1] == ["in"] and words[-1] in (",", "and")
            if second.form != "bare" or behind != "in" or not is_place:
                return
            if len(words) > _SERIES_WORDS or following in self._taken:
                return
            self._take(following, trigger.effect, "object", trigger.position)

    def _is_linked(self, first: int, second: int) -> bool:
        between = [
            self._words.lower(at)
            for at in range(self._groups[first].last + 1, self._groups[second].first)
        ]
        allowed = all(
            word in LINKS or word in HEDGES or word in _PARTS for word in between
        )
        return bool(between) and allowed and len(between) < 6

    def _opens(self, group: Victims) -> bool:
        """Whether a clause may begin with the group: it is nobody's object."""
        before = self._words.lower(self._before_hedges(group))
        opener = (
            *("that", "and", "when", "where", "as", "while", "after", "left", ""),
            *("said", "says", "reported", "also", "told"),
        )
        return before in opener or not before.isalnum() or before.endswith("ing")

    def _take(
        self,
        place: int,
        effect: Effect,
        pattern: Pattern,
        anchor: int,
        is_part: bool = False,
    ) -> None:
        if place in self._taken:
            return
        group = self._groups[place]
        self._taken.add(place)
        last = self._words.lower(group.last)
        part = is_part or (self._is_part(group) and last != "whom")
        self._claims.append(
            Claim(
                victims=group,
                effect=effect,
                pattern=pattern,
                anchor=anchor,
                is_part=part,
            )
        )
