"""Who was harmed: groups of people and words of harm arrive, statements leave.

A word of harm takes the nearest group on the side it asks for, with the other members
of a list; a group that says its own harm ("62 wounded") needs no such word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.facts.tolls.lexicon import AUXILIARIES, BREAKS, HEDGES, Effect
from transforms.facts.tolls.neighbours import Neighbours
from transforms.facts.tolls.subjects import may_be_subject
from transforms.facts.tolls.triggers import Side, Trigger
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

Pattern = Literal["object", "subject", "of", "noun", "toll"]

_SUBJECT_WORDS = 16
_OBJECT_WORDS = 9
_BEHIND_WORDS = 4
_TITLE_WORDS = 4
_MIXED = {"killed", "injured"}
_TOGETHER = (("along", "with"), ("together", "with"), ("alongside",))


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
        self._near = Neighbours(words, groups)
        self._by_first = {group.first: place for place, group in enumerate(groups)}
        self._by_last = {group.last: place for place, group in enumerate(groups)}
        self._effects = {each.position: each.effect for each in triggers}
        self._harms = {words.lower(each.position): each for each in triggers}
        self._taken: set[int] = set()
        self._claims: list[Claim] = []

    def claims(self) -> Iterator[Claim]:
        """What is said of the groups, groups with their own harm first."""
        for place, group in enumerate(self._groups):
            if group.effect and not self._is_toll_of_things(group):
                self._take(place, group.effect, "noun", group.last)
                self._take_parts(place, group.last + 1, group.effect, group.last)
        for trigger in self._triggers:
            own = self._by_last.get(trigger.position)
            is_told = own is not None and self._groups[own].effect is not None
            if not (is_told or self._is_mixed(trigger)):
                any(self._find(trigger, side) for side in trigger.sides)
                self._take_companions(trigger)
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
            "listed": self._listed,
            "subject": self._before,
        }[side](trigger)
        if place is None or not self._fits(place, trigger, side):
            return False
        pattern: Pattern = "subject" if side in ("subject", "behind") else "object"
        pattern = "of" if side == "of" else pattern
        is_part = self._is_among(trigger, side)
        self._take(place, trigger.effect, pattern, trigger.position, is_part)
        if not self._near.is_relative(self._groups[place], trigger.position):
            self._take_list(place, trigger, side, is_part)
        behind = max(self._groups[place].last + 1, trigger.end)
        self._take_series(place, behind, trigger)
        self._take_parts(place, behind, trigger.effect, trigger.position)
        return True

    def _is_among(self, trigger: Trigger, side: Side) -> bool:
        """ "Among the dead were nine women", "six were among the injured"."""
        before = self._words.lower(trigger.position - 1)
        is_of_all = before in ("the", "those", "also")
        if side == "subject":
            return is_of_all and self._words.lower(trigger.position - 2) == "among"
        return side == "behind" and is_of_all

    def _behind(self, trigger: Trigger) -> int | None:
        """The group right behind the word, hedges ("at least some") apart."""
        for at in range(trigger.end, trigger.end + _OBJECT_WORDS):
            place = self._by_first.get(at)
            if place is not None:
                return place
            word = self._words.lower(at)
            is_title = self._is_title(at) and at - trigger.end < _TITLE_WORDS
            if word not in HEDGES and not is_title and word not in ("and", "or"):
                return None
        return None

    def _is_title(self, at: int) -> bool:
        """A capital, or the full stop of "Dr." before a name."""
        is_stop = self._words.lower(at) == "." and at + 1 in self._by_first
        return self._words.is_capital(at) or is_stop

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
                return place if has_verb and not self._near.is_subject(place) else None
            word = self._words.lower(at)
            is_open = word in AUXILIARIES or word in ("in", "include", "included")
            if word not in HEDGES and not is_open:
                return None
        return None

    def _listed(self, trigger: Trigger) -> int | None:
        """ "Those injured, an officer and two sergeants, were crossing"."""
        if self._words.lower(trigger.end) not in (",", ":", "("):
            return None
        place = self._by_first.get(self._after_hedges(trigger.end + 1))
        if place is None or self._groups[place].form == "bare":
            return None
        members = self._near.members(place, 1, trigger.effect, self._harms)
        last = self._groups[max(members, default=place)].last
        closing = self._words.lower(last + 1)
        return place if closing in (",", ")", ";", ".", "-", "–", "—", "") else None

    def _after_hedges(self, at: int) -> int:
        while self._words.lower(at) in HEDGES and at not in self._by_first:
            at += 1
        return at

    def _before(self, trigger: Trigger) -> int | None:
        """The nearest group before the word in its clause, parts of groups apart."""
        at = trigger.position - 1
        floor = max(0, at - _SUBJECT_WORDS)
        while at >= floor:
            place = self._by_last.get(at)
            if place is not None:
                group = self._groups[place]
                if self._near.is_apposition(place):
                    at = group.first - 1
                    continue
                whole = self._near.whole_of(place)
                if whole is not None:
                    for part in range(whole + 1, place + 1):
                        self._take(
                            part, trigger.effect, "subject", trigger.position, True
                        )
                    return whole
                is_relative = self._near.is_relative(group, trigger.position)
                if not self._near.is_part(group) or is_relative:
                    return place
                if group.form != "named" or trigger.effect != "displaced":
                    self._take(place, trigger.effect, "subject", trigger.position, True)
                at = group.first - 1
                continue
            if self._words.lower(at) in BREAKS:
                return None
            at -= 1
        return None

    def _fits(self, place: int, trigger: Trigger, side: Side) -> bool:
        group = self._groups[place]
        if place in self._taken or (group.effect and group.effect != trigger.effect):
            return False
        if side == "subject":
            return may_be_subject(self._words, group, trigger)
        if group.is_pronoun:
            return False
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

    def _take_companions(self, trigger: Trigger) -> None:
        """ "They were shot along with 12 farmers", "died with two other officers"."""
        if "subject" not in trigger.sides or trigger.effect == "displaced":
            return
        at = trigger.end
        for words in _TOGETHER:
            behind = tuple(self._words.lower(at + step) for step in range(len(words)))
            if behind == words:
                at += len(words)
                break
        is_said = at > trigger.end
        place = self._by_first.get(self._after_hedges(at + (not is_said)))
        if place is None or self._groups[place].is_pronoun:
            return
        is_with = self._words.lower(at) == "with"
        is_others = is_with and self._is_others(self._groups[place])
        if is_said or is_others:
            self._take(place, trigger.effect, "object", trigger.position)
            self._take_list(place, trigger, "object", is_part=False)

    def _is_others(self, group: Victims) -> bool:
        inside = range(group.first, group.last + 1)
        return any(self._words.lower(at) in ("other", "others") for at in inside)

    def _take_parts(self, place: int, after: int, effect: Effect, anchor: int) -> None:
        for part in self._near.parts(place, after, self._effects):
            self._take(part, effect, "subject", anchor, is_part=True)

    def _take_list(
        self, place: int, trigger: Trigger, side: Side, is_part: bool
    ) -> None:
        step = -1 if side == "subject" else 1
        effect, anchor = trigger.effect, trigger.position
        for member in self._near.members(place, step, effect, self._harms):
            if member in self._taken:
                return
            is_held = is_part or self._near.is_part(self._groups[member])
            self._take(member, effect, "subject", anchor, is_held)

    def _take_series(self, place: int, behind: int, trigger: Trigger) -> None:
        for following in self._near.series(place, behind):
            if following in self._taken:
                return
            self._take(following, trigger.effect, "object", trigger.position)

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
        part = is_part or (self._near.is_part(group) and last != "whom")
        self._claims.append(
            Claim(
                victims=group,
                effect=effect,
                pattern=pattern,
                anchor=anchor,
                is_part=part,
            )
        )
