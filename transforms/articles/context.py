"""What the first model says of the lines around a line: the second model's numbers.

An article is a run of lines in one container; a line is judged better once it is
known what its neighbours and siblings are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.articles.places import (
    Row,
    below_chain,
    chain_to,
    main_place,
    role_flags,
)
from transforms.articles.segments import Page, Segment

_NEIGHBOURS = (-1, -2, -3, 1, 2, 3)
_WINDOW = 6
_OUTSIDE = -0.1
_CHARACTERS_MAX = 400
"""So that one long paragraph does not outweigh all others."""

_STRONG = 0.6
_STRONG_CHARACTERS = 60
_FARTHEST = 20
_MAIN_SHARE = 0.75


@dataclass(slots=True)
class _Sums:
    """Scores by place, weighted by characters, with all inside it."""

    scored: list[float]
    weight: list[float]

    def others(self, number: int, score: float, weight: int) -> float:
        """The mean score in a place without the line itself."""
        rest = self.weight[number] - weight
        return (self.scored[number] - score * weight) / rest if rest > 0 else _OUTSIDE


def surroundings(
    page: Page, scores: Sequence[float], asked: Sequence[int]
) -> list[Row]:
    """A row for each segment in ``asked``; ``scores`` are those of all segments."""
    around = _Surroundings(page, scores)
    return [around.row(position) for position in asked]


class _Surroundings:
    def __init__(self, page: Page, scores: Sequence[float]) -> None:
        self.page, self.scores = page, scores
        self.weights = [_weight(segment) for segment in page.segments]
        self.sums = self._sum_up()
        self.total = self.sums.scored[0] + 1
        main = main_place(page, self.sums.scored, _MAIN_SHARE)
        self.main_depth = main.depth
        self.chain = chain_to(page, main)
        self.below = below_chain(page, self.chain)
        self.branches = self._branches()
        self.groups = self._groups()
        strong = [
            position
            for position, score in enumerate(scores)
            if score > _STRONG and self.weights[position] > _STRONG_CHARACTERS
        ]
        self.first, self.last = (strong[0], strong[-1]) if strong else (0, len(scores))
        self.before = self._running()

    def row(self, position: int) -> Row:
        place = self.page.segments[position].place
        outer = self.page.places[place.parent]
        score, weight = self.scores[position], self.weights[position]
        around = (place.number, outer.number, outer.parent)
        levels, named, depth = self.below[place.number]
        return [
            score,
            *[self._score(position + distance) for distance in _NEIGHBOURS],
            *[self.sums.others(number, score, weight) for number in around],
            self.sums.scored[outer.number] / self.total,
            self.sums.scored[outer.parent] / self.total,
            self._likes(place.signature, score),
            self._nearby(position),
            float(max(-_FARTHEST, min(_FARTHEST, position - self.first))),
            float(max(-_FARTHEST, min(_FARTHEST, position - self.last))),
            self.before[position] / self.total,
            self.sums.scored[0],
            float(levels),
            float(self.main_depth - depth),
            *self._branch(place.number, score, weight),
            *role_flags(named),
        ]

    def _score(self, position: int) -> float:
        inside = 0 <= position < len(self.scores)
        return self.scores[position] if inside else _OUTSIDE

    def _sum_up(self) -> _Sums:
        places = self.page.places
        sums = _Sums([0.0] * len(places), [0.0] * len(places))
        for position, segment in enumerate(self.page.segments):
            weight = self.weights[position]
            sums.scored[segment.place.number] += self.scores[position] * weight
            sums.weight[segment.place.number] += weight
        for place in reversed(places[1:]):
            sums.scored[place.parent] += sums.scored[place.number]
            sums.weight[place.parent] += sums.weight[place.number]
        return sums

    def _branches(self) -> list[int]:
        """For each place off the chain, the child of the chain that it is in."""
        branches: list[int] = []
        for place in self.page.places:
            is_child = place.parent in self.chain
            branches.append(place.number if is_child else branches[place.parent])
        return branches

    def _branch(self, number: int, score: float, weight: int) -> Row:
        if number in self.chain:
            return [-1.0, -1.0, -1.0]
        branch = self.branches[number]
        return [
            self.sums.others(branch, score, weight),
            self.sums.scored[branch] / self.total,
            self.sums.weight[branch] / (self.sums.weight[0] + 1),
        ]

    def _groups(self) -> dict[int, list[float]]:
        groups: dict[int, list[float]] = {}
        for segment, score in zip(self.page.segments, self.scores, strict=True):
            group = groups.setdefault(segment.place.signature, [0.0, 0.0])
            group[0] += score
            group[1] += 1
        return groups

    def _likes(self, signature: int, score: float) -> float:
        """The mean score of other lines in places named alike."""
        total, count = self.groups[signature]
        return (total - score) / (count - 1) if count > 1 else _OUTSIDE

    def _nearby(self, position: int) -> float:
        start = max(0, position - _WINDOW)
        near = self.scores[start : position + _WINDOW + 1]
        others = len(near) - 1
        return (sum(near) - self.scores[position]) / others if others else 0.0

    def _running(self) -> list[float]:
        running, total = [], 0.0
        for score, weight in zip(self.scores, self.weights, strict=True):
            running.append(total)
            total += score * weight
        return running


def _weight(segment: Segment) -> int:
    return min(len(segment.text) - segment.linked + 1, _CHARACTERS_MAX)
