"""The packaged model of blocks: rows of numbers in, scores between 0 and 1 out.

``blocks.txt`` holds two sums of regression trees and the weights of words; how it was
trained, and from which pages, stands at its head and in ``NOTICE``. Sections begin
with ``[name]``. A tree is one line in prefix order: ``12:0.5`` asks whether feature
12 is at most 0.5 (yes first, then no), ``=-0.3`` is a leaf.

Trees are not walked. Every question that is answered "no" rules out the leaves on its
yes side; for each feature, what all its questions rule out together depends only on
how many thresholds the number exceeds, so it is worked out beforehand as one integer
with 16 bits a tree. The leaf of a tree is the lowest bit that all features leave
(QuickScorer: Lucchese et al., SIGIR 2015). In Python that is three times as fast.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp
from struct import Struct
from typing import TypeAlias

from transforms.articles.features import Lexicon

Tree: TypeAlias = "tuple[int, float, Tree, Tree] | float"

LEAVES_MAX = 16
_SUM_MAX = 500.0
"""Far beyond certainty, and within what ``exp`` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """A sum of trees, each of at most ``LEAVES_MAX`` leaves."""

    features: tuple[tuple[int, Sequence[float], Sequence[int]], ...]
    """By feature: ascending thresholds, and the leaves left where the number exceeds
    none of them, one, two and so on."""
    values: tuple[Mapping[int, float], ...]
    """By tree: what each leaf, as a bit, adds."""
    fields: Struct

    @classmethod
    def of(cls, trees: Sequence[Tree]) -> "Forest":
        """The forest of ``trees``."""
        ruled_out: dict[int, list[tuple[float, int]]] = {}
        values = []
        for number, tree in enumerate(trees):
            leaves: list[float] = []
            for feature, threshold, bits in _questions(tree, leaves):
                shifted = bits << (LEAVES_MAX * number)
                ruled_out.setdefault(feature, []).append((threshold, shifted))
            values.append({1 << place: value for place, value in enumerate(leaves)})
        everything = (1 << (LEAVES_MAX * len(trees))) - 1
        return cls(
            features=tuple(
                (feature, *_masks(sorted(questions), everything))
                for feature, questions in sorted(ruled_out.items())
            ),
            values=tuple(values),
            fields=Struct(f"<{len(trees)}H"),
        )

    def score(self, row: Sequence[float]) -> float:
        """The probability that the line which ``row`` describes is the article's."""
        left = (1 << (LEAVES_MAX * len(self.values))) - 1
        for feature, thresholds, masks in self.features:
            left &= masks[bisect_left(thresholds, row[feature])]
        fields = self.fields.unpack(left.to_bytes(self.fields.size, "little"))
        total = 0.0
        for value, field in zip(self.values, fields, strict=True):
            total += value[field & -field]
        return 1 / (1 + exp(-max(-_SUM_MAX, min(_SUM_MAX, total))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What ``blocks.txt`` holds."""

    lexicon: Lexicon
    first: Forest
    second: Forest


@cache
def packaged() -> Model:
    """The model, read once."""
    path = resources.files("transforms.articles").joinpath("blocks.txt")
    return parse(path.read_text(encoding="utf-8"))


def parse(text: str) -> Model:
    """The model written in ``text``."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    first, second = (
        Forest.of([_tree(iter(line.split())) for line in sections[name]])
        for name in ("first", "second")
    )
    return Model(
        lexicon=Lexicon(
            names=_weights(sections["names"]), words=_weights(sections["words"])
        ),
        first=first,
        second=second,
    )


def _questions(tree: Tree, leaves: list[float]) -> Iterator[tuple[int, float, int]]:
    """Feature, threshold and the leaves that a "no" rules out, as bits; ``leaves``
    gets the values of the leaves from left to right."""
    if isinstance(tree, float):
        leaves.append(tree)
        return
    feature, threshold, low, high = tree
    start = len(leaves)
    yield from _questions(low, leaves)
    yield feature, threshold, (1 << len(leaves)) - (1 << start)
    yield from _questions(high, leaves)


def _masks(
    questions: Sequence[tuple[float, int]], everything: int
) -> tuple[list[float], list[int]]:
    thresholds, masks = [], [everything]
    for threshold, bits in questions:
        thresholds.append(threshold)
        masks.append(masks[-1] & ~bits)
    return thresholds, masks


def _weights(lines: Sequence[str]) -> Mapping[str, float]:
    pairs = (line.rpartition("\t") for line in lines)
    return {word: float(weight) for word, _, weight in pairs}


def _tree(tokens: Iterator[str]) -> Tree:
    token = next(tokens)
    if token.startswith("="):
        return float(token[1:])
    feature, _, threshold = token.partition(":")
    return int(feature), float(threshold), _tree(tokens), _tree(tokens)
