"""The packaged model of names: a linear-chain CRF's weights, and its best labels.

Features of a segment's words arrive, one label per word with its margin leaves. The
weights are trained by ``tests/quality/train_names.py``; nothing is needed to use them.
"""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from operator import add

from transforms.facts.names.features import (
    Row,
    after_features,
    before_features,
    word_features,
)

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
_INSIDE = tuple(place for place, each in enumerate(LABELS) if each.startswith("I-"))
"""These stand only after themselves and the label before them in the list."""
_FIRST = tuple(place for place, each in enumerate(LABELS) if not each.startswith("I-"))
_NEVER = -1e9

Scores = list[float]
Features = Callable[[str, bool], list[str]]


Pairs = tuple[tuple[int, float], ...]
_WORDS_KEPT_MAX = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """Weights of a feature per label it speaks for or against, and of label pairs."""

    weights: Mapping[str, Pairs]
    transitions: Sequence[Sequence[float]]
    """From the row's label to the column's; far below zero where it may not be."""
    arrivals: Sequence[Sequence[float]]
    """The same by column: from each label to the row's."""
    departures: Sequence[tuple[Sequence[float], int, float]]
    """The same by row, but for what may not be: to the labels that begin, and to the
    one that goes on."""
    sums: dict[tuple[Features, bool], dict[str, tuple[float, ...]]] = field(
        default_factory=dict
    )
    """What the features of a word come to, kept from one place to the next."""


@cache
def packaged_model() -> Model:
    """The model that comes with Dateline."""
    folder = resources.files("transforms.facts") / "lexicons" / "names"
    return read_model((folder / "model.txt").read_text("utf-8").splitlines())


def read_model(lines: Iterable[str]) -> Model:
    """A model from its lines: feature, a tab, pairs of label number and weight."""
    weights: dict[str, tuple[tuple[int, float], ...]] = {}
    for line in lines:
        if not line.startswith("#"):
            feature, _, pairs = line.partition("\t")
            weights[feature] = tuple(_pair(each) for each in pairs.split(" "))
    transitions = [[0.0] * len(LABELS) for _ in LABELS]
    for place, row in enumerate(transitions):
        for following, weight in weights.pop(f">{LABELS[place]}", ()):
            row[following] = weight
        for inside in _INSIDE:
            if place not in (inside - 1, inside):
                row[inside] = _NEVER
    arrivals = tuple(zip(*transitions, strict=True))
    return Model(
        weights=weights,
        transitions=transitions,
        arrivals=arrivals,
        departures=tuple(map(_departures, itertools.count(), transitions)),
    )


def _departures(place: int, row: Sequence[float]) -> tuple[Sequence[float], int, float]:
    inside = place if place in _INSIDE else place + 1
    inside = inside if inside in _INSIDE else 0
    return [row[each] for each in _FIRST], inside, row[inside]


def label(
    model: Model, rows: Sequence[Row], is_capitals: bool
) -> list[tuple[int, float]]:
    """The best label of each word, by number, and how far the next best is behind."""
    emissions = _emissions(model, rows, is_capitals)
    if len(emissions) == 1:
        best, margin = _best([emissions[0][place] for place in _FIRST])
        return [(_FIRST[best], margin)]
    forward = _forward(model, emissions)
    backward = _backward(model, emissions)
    return [
        _best(list(map(add, ahead, behind)))
        for ahead, behind in zip(forward, backward, strict=True)
    ]


def _pair(text: str) -> tuple[int, float]:
    number, _, weight = text.partition(":")
    return int(number), float(weight)


def _emissions(model: Model, rows: Sequence[Row], is_capitals: bool) -> list[Scores]:
    """What the features of each word say for each label."""
    own_sums, left_sums, right_sums = (
        model.sums.setdefault((features, is_capitals), {})
        for features in (word_features, before_features, after_features)
    )
    weights, found = model.weights, []
    for word, before, following, extra in rows:
        own = own_sums.get(word) or _sum(model, word_features, word, is_capitals)
        left = left_sums.get(before) or _sum(
            model, before_features, before, is_capitals
        )
        right = right_sums.get(following) or _sum(
            model, after_features, following, is_capitals
        )
        scores = list(map(add, map(add, own, left), right))
        for feature in extra:
            for place, weight in weights.get(feature, ()):
                scores[place] += weight
        found.append(scores)
    return found


def _sum(
    model: Model, features: Features, word: str, is_capitals: bool
) -> tuple[float, ...]:
    """What the features of one word say for each label; kept."""
    total = [0.0] * len(LABELS)
    for feature in features(word, is_capitals):
        for place, weight in model.weights.get(feature, ()):
            total[place] += weight
    kept = model.sums[features, is_capitals]
    if len(kept) >= _WORDS_KEPT_MAX:
        kept.clear()
    kept[word] = found = tuple(total)
    return found


def _best(scores: list[float]) -> tuple[int, float]:
    """The place of the greatest, and how far the next is behind."""
    first = max(scores)
    best = scores.index(first)
    scores[best] = _NEVER
    return best, first - max(scores)


def _forward(model: Model, emissions: Sequence[Scores]) -> list[Scores]:
    """Score of the best way to each label, the word's own evidence included."""
    ahead = [_NEVER] * len(LABELS)
    for place in _FIRST:
        ahead[place] = emissions[0][place]
    found, arrivals = [ahead], model.arrivals
    for emission in emissions[1:]:
        last = ahead
        ahead = [0.0] * len(LABELS)
        for place in _FIRST:
            ahead[place] = emission[place] + max(map(add, last, arrivals[place]))
        for place in _INSIDE:
            begun = last[place - 1] + arrivals[place][place - 1]
            gone_on = last[place] + arrivals[place][place]
            ahead[place] = emission[place] + max(begun, gone_on)
        found.append(ahead)
    return found


def _backward(model: Model, emissions: Sequence[Scores]) -> list[Scores]:
    """Score of the best way from each label to the end."""
    behind = [0.0] * len(LABELS)
    found = [behind]
    for emission in reversed(emissions[1:]):
        following = list(map(add, behind, emission))
        begun = [following[place] for place in _FIRST]
        behind = [
            max(*map(add, begun, leaving), following[inside] + weight)
            for leaving, inside, weight in model.departures
        ]
        found.append(behind)
    found.reverse()
    return found
