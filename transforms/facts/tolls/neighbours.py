"""What joins the groups of a sentence: lists, parts of a whole, appositions.

Words and groups arrive; for a group the ones that share its harm leave, by their place
among the groups, each with whether it is a part of a larger one.
"""

from collections.abc import Iterator, Mapping, Sequence

from transforms.facts.tolls.lexicon import (
    AUXILIARIES,
    DEGREES,
    HEDGES,
    LINKS,
    SKIPPED,
    Effect,
)
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_SERIES_WORDS = 7
_PARTS = frozenset({"including", "included", "whom", "which", "them"})
_OF_A_WHOLE = frozenset({"whom", "them"})
_PART_HARMED_WORDS = 5
_MEMBERS_MAX = 12
_JOINTS = (["and"], [","], [",", "and"])
_APART = ([","], ["-"], ["–"], ["—"], [":"], ["("])


class Neighbours:
    """The groups of one sentence beside one another."""

    def __init__(self, words: Words, groups: Sequence[Victims]) -> None:
        self._words = words
        self._groups = groups

    def is_subject(self, place: int) -> bool:
        following = self._words.lower(self._groups[place].last + 1)
        return following in AUXILIARIES or following in ("has", "have", "had", "said")

    def is_apposition(self, place: int) -> bool:
        """Whether a group tells what the one before it is.

        "Mr Smith, a farmer,"; "one of them the commander"; "the mayor of Ayala".
        """
        if not place:
            return False
        before, group = self._groups[place - 1], self._groups[place]
        between = self._between(place - 1, place)
        if before.form == "single" and group.form == "named":
            return between == ["of"]
        if group.form != "single":
            return False
        if self._words.lower(before.last) in _OF_A_WHOLE:
            return between in ([], [","], ["the"], ["a"], ["an"])
        return before.form == "named" and between in ([","], [",", "the"], [",", "a"])

    def is_part(self, group: Victims) -> bool:
        """ "including a boy", "four of whom": a larger group holds them."""
        before = self._before_hedges(group)
        if self._words.lower(group.last) in _OF_A_WHOLE:
            return True
        if self._words.lower(before) in ("whom", "which", "them"):
            return self._words.lower(before - 1) in ("of", "among")
        return self._words.lower(before) in _PARTS

    def is_relative(self, group: Victims, position: int) -> bool:
        """ "300 inmates, 12 of whom died": the part alone came to harm."""
        before = self._words.lower(self._before_hedges(group))
        if before not in ("whom", "which") and self._words.lower(group.last) != "whom":
            return False
        between = range(group.last + 1, position)
        return all(self._words.lower(at) in SKIPPED for at in between)

    def members(
        self, place: int, step: int, effect: Effect, harms: Mapping[str, object]
    ) -> Iterator[int]:
        """The other members of "nine policemen and nine civilians".

        ``step`` is -1 for those before the group; ``harms`` are the sentence's words
        of harm, which have their own victims.
        """
        while 0 <= (following := place + step) < len(self._groups):
            first, second = sorted((place, following))
            if not self._is_linked(first, second):
                return
            if self.is_apposition(following):
                place = following
                continue
            group = self._groups[following]
            if group.form == "bare" and effect != group.effect:
                return
            if step > 0 and self.is_subject(following):
                return
            if step > 0 and self._words.lower(group.last + 1) in harms:
                return
            if step < 0 and not self._opens(group):
                return
            yield following
            place = following

    def parts(
        self, place: int, after: int, positions: Mapping[int, object]
    ) -> Iterator[int]:
        """ "12 dead, including three children", "23 people, four of them badly".

        The word ``after`` is the first behind the group and its word of harm; a part
        that has a word of harm of its own ("two of whom died") is none.
        """
        following = place + 1
        if following >= len(self._groups):
            return
        group = self._groups[following]
        between = [self._words.lower(at) for at in range(after, group.first)]
        if between[:1] != [","] and between[:1] not in (["including"], ["among"]):
            return
        if any(w not in HEDGES and w not in _PARTS for w in between if w != ","):
            return
        behind = range(group.last + 1, group.last + 1 + _PART_HARMED_WORDS)
        if any(at in positions for at in behind):
            return
        is_degree = self._words.lower(group.last + 1) in DEGREES
        is_of_whole = self._words.lower(group.last) in _OF_A_WHOLE
        if is_of_whole or "including" in between or (is_degree and len(between) == 1):
            yield following

    def whole_of(self, place: int) -> int | None:
        """The group that a list, of which this is the last member, tells apart.

        "Three people - two men and a woman - died", "Two nuns, Ana Rusu and Vera Lup".
        """
        count, first = self._groups[place].low, place
        while first and first > place - _MEMBERS_MAX:
            between = self._between(first - 1, first)
            before = self._groups[first - 1]
            if before.form == "counted" and between in _APART:
                return first - 1 if before.low == count > 1 else None
            if between not in _JOINTS or before.form == "bare":
                return None
            count, first = count + before.low, first - 1
        return None

    def series(self, place: int, after: int) -> Iterator[int]:
        """ "82 people in Malawi, 25 in Mozambique and 6 in Zimbabwe"; ``after`` is the
        position behind the first of them and its word of harm."""
        for following in range(place + 1, len(self._groups)):
            second = self._groups[following]
            start = max(self._groups[following - 1].last + 1, after)
            words = [self._words.lower(at) for at in range(start, second.first)]
            is_place = words[:1] == ["in"] and words[-1] in (",", "and")
            behind = self._words.lower(second.last + 1)
            if second.form != "bare" or behind != "in" or not is_place:
                return
            if len(words) > _SERIES_WORDS:
                return
            yield following

    def _is_linked(self, first: int, second: int) -> bool:
        between = self._between(first, second)
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

    def _between(self, first: int, second: int) -> list[str]:
        span = range(self._groups[first].last + 1, self._groups[second].first)
        return [self._words.lower(at) for at in span]

    def _before_hedges(self, group: Victims) -> int:
        at = group.first - 1
        while at >= 0 and self._words.lower(at) in HEDGES:
            at -= 1
        return at
