"""How much a word speaks for the article: labelled lines in, weights of words out.

A weight is the mean over publishers of how its lines were labelled, as log odds, so
no publisher counts by its number of pages; and one publisher can be left out.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tests.quality.block_labels import LabelledPage
from transforms.articles.boxes import candidates
from transforms.articles.features import text_words
from transforms.articles.segments import Page, Place

Counts = dict[str, list[float]]
"""Lines against and for the article in which a word stands."""

NAME_PUBLISHERS_MIN, WORD_PUBLISHERS_MIN = 5, 6
NAME_LINES, WORD_LINES = 20.0, 2.0
"""From how many lines (for names, roots of characters) a publisher counts in full."""
NAME_PRIOR, WORD_PRIOR = 3.0, 1.0
_LEVELS = 5
_SHORT = 300
_WEIGHED_CHARACTERS = 400


class Weights:
    """Log odds of words over publishers; those of one can be left out."""

    def __init__(
        self, counts: Mapping[str, Counts], full: float, prior: float, least: int
    ) -> None:
        self.counts, self.full, self.prior, self.least = counts, full, prior, least
        self.sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for words in counts.values():
            for word, pair in words.items():
                against, told = self._shares(pair)
                total = self.sums[word]
                total[0], total[1] = total[0] + against, total[1] + told
                total[2] += 1
        told = sum(each[1] for each in self.sums.values())
        self.share = told / max(1e-9, told + sum(x[0] for x in self.sums.values()))
        self.all = {
            word: self._weight(against, told)
            for word, (against, told, publishers) in self.sums.items()
            if publishers >= least
        }

    def without(self, publisher: str | None) -> dict[str, float]:
        """The weights as if ``publisher`` had not been read."""
        own = self.counts.get(publisher or "", {})
        weights = dict(self.all) if own else self.all
        for word, pair in own.items():
            against, told = self._shares(pair)
            total = self.sums[word]
            weights.pop(word, None)
            if total[2] - 1 >= self.least:
                weights[word] = self._weight(total[0] - against, total[1] - told)
        return weights

    def _shares(self, pair: Sequence[float]) -> tuple[float, float]:
        lines = pair[0] + pair[1]
        counted = min(1.0, lines / self.full)
        return counted * pair[0] / lines, counted * pair[1] / lines

    def _weight(self, against: float, told: float) -> float:
        odds = (told + self.prior * self.share) / (
            against + self.prior * (1 - self.share)
        )
        return round(math.log(odds * (1 - self.share) / self.share), 2)


def lexicon_weights(pages: Sequence[LabelledPage]) -> tuple[Weights, Weights]:
    """Weights of the words in names and of those in short lines."""
    names: dict[str, Counts] = defaultdict(dict)
    words: dict[str, Counts] = defaultdict(dict)
    for page in pages:
        asked = set(candidates(page.page))
        for position, segment in enumerate(page.page.segments):
            if not page.weights[position]:
                continue
            told = int(page.labels[position])
            length = min(len(segment.text), _WEIGHED_CHARACTERS) ** 0.5
            for place in _around(page.page, segment.place):
                for word in place.words:
                    names[page.publisher].setdefault(word, [0.0, 0.0])[told] += length
            if len(segment.text) < _SHORT and position in asked:
                for word in set(text_words(segment.text)):
                    words[page.publisher].setdefault(word, [0.0, 0.0])[told] += 1
    return (
        Weights(names, NAME_LINES, NAME_PRIOR, NAME_PUBLISHERS_MIN),
        Weights(words, WORD_LINES, WORD_PRIOR, WORD_PUBLISHERS_MIN),
    )


def _around(page: Page, place: Place) -> Iterator[Place]:
    """The place and the nearest few around it."""
    for _ in range(_LEVELS):
        yield place
        if not place.number:
            return
        place = page.places[place.parent]
