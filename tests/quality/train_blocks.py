"""Trains the model of blocks, ``transforms/articles/blocks.txt``, from gold pages.

    python tests/quality/train_blocks.py CASES --out FILE     train on all, write
    python tests/quality/train_blocks.py CASES --folds 5      score models on publishers
                                                              that they have not seen

``CASES`` holds ``<id>.html.gz`` beside ``<id>.json`` (kind, paragraphs, optional, must,
must_not, domain, url). Needs numpy and lightgbm, which the product does not.

What keeps the models from trusting what only holds for sites they know:

- weights of words are computed, for each page, from pages of *other* publishers;
- the second model learns from scores that a first model gave to unseen publishers;
- lines whose label only their own publisher supports weigh less;
- a word's weight is a mean over publishers, so none counts by its number of pages.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from statistics import fmean
from typing import Any

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

from tests.quality.block_labels import LabelledPage, read_page, shingle_f1
from tests.quality.block_words import lexicon_weights
from transforms.articles import bodies
from transforms.articles.boxes import candidates
from transforms.articles.context import surroundings
from transforms.articles.features import Lexicon, measure

# Not a dependency of the product, so the type checker may not find it.
lightgbm: Any = import_module("lightgbm")

Matrix = NDArray[np.float32]
TREES = 150
PARAMETERS: Mapping[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 16,
    "max_depth": 6,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "path_smooth": 1,
    "num_threads": 1,
    "verbose": -1,
}
INNER_FOLDS = 5
TRUST_ROUNDS = 2
DOUBTED, DOUBTED_WEIGHT = 0.9, 0.3
"""Distance from a label to the score of a model without that publisher."""

NAME_WEIGHT_MIN, WORD_WEIGHT_MIN = 0.1, 0.3
_COMPLETE = 0.98
_WORD_LETTERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The candidates of a page as the first model sees them."""

    page: LabelledPage
    positions: list[int]
    rows: Matrix
    labels: NDArray[np.float64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Both models, and the weights of words they go with."""

    lexicon: Lexicon
    first: Any
    second: Any


def train(pages: Sequence[LabelledPage]) -> Trained:
    """The models made from all of ``pages``."""
    names, words = lexicon_weights(pages)
    samples = [
        sample(
            page,
            Lexicon(
                names=names.without(page.publisher),
                words=words.without(page.publisher),
            ),
        )
        for page in pages
    ]
    samples = [each for each in samples if each.positions]
    samples, scored = _trusted(samples)
    second = [
        part
        for each, scores in zip(samples, scored, strict=True)
        if (part := _second_rows(each, scores)) is not None
    ]
    return Trained(
        lexicon=Lexicon(names=names.all, words=words.all),
        first=_fit([(s.rows, s.labels, s.weights) for s in samples]),
        second=_fit(second),
    )


def sample(page: LabelledPage, lexicon: Lexicon) -> Sample:
    """Long lines count more, but a page of many lines not much more than one of few."""
    asked = candidates(page.page)
    lengths = [len(page.page.segments[n].text) / _WORD_LETTERS + 1 for n in asked]
    weights = np.sqrt(np.array(lengths, dtype=float))
    weights *= np.array([page.weights[n] for n in asked])
    share = 10 / (weights.sum() ** 0.5 + 1) if page.is_whole else 0.5
    return Sample(
        page=page,
        positions=asked,
        rows=np.array(measure(page.page, page.about, lexicon, asked), np.float32),
        labels=np.array([page.labels[n] for n in asked]),
        weights=weights * share,
    )


def write(trained: Trained, path: Path) -> None:
    """The models in the form that ``transforms.articles.forest`` reads."""
    lexicon = trained.lexicon
    lines = [
        "# Which lines of a page are the article's: made by",
        "# tests/quality/train_blocks.py from the pages that NOTICE names.",
        "[names]",
        *_weight_lines(lexicon.names, NAME_WEIGHT_MIN),
        "[words]",
        *_weight_lines(lexicon.words, WORD_WEIGHT_MIN),
        *("[first]", *_tree_lines(trained.first)),
        *("[second]", *_tree_lines(trained.second)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def predict(trained: Trained, page: LabelledPage) -> list[float]:
    """The final scores of all segments."""
    final = [0.0] * len(page.page.segments)
    read = sample(page, trained.lexicon)
    if read.positions:
        scores = trained.first.predict(read.rows)
        asked, rows = _with_surroundings(read, scores)
        if asked:
            for position, score in zip(
                asked, trained.second.predict(rows), strict=True
            ):
                final[position] = float(score)
    return final


def _fit(parts: Sequence[tuple[Matrix, Any, Any]]) -> Any:
    rows, labels, weights = (np.concatenate(each) for each in zip(*parts, strict=True))
    counted = weights > 0
    data = lightgbm.Dataset(rows[counted], labels[counted], weight=weights[counted])
    return lightgbm.train(dict(PARAMETERS), data, TREES)


def _trusted(samples: Sequence[Sample]) -> tuple[list[Sample], list[Any]]:
    """Samples in which lines weigh less whose label no model of other publishers can
    believe, with the scores that such a model gives.

    Some expected bodies end early, or hold what the page's editors left out; learning
    from them costs half a point of F1 on unseen publishers (measured on all pages).
    """
    known = {id(each.page): each.weights for each in samples}
    trusted: list[Sample] = list(samples)
    scored: list[Any] = []
    for _ in range(TRUST_ROUNDS):
        pairs = list(_unseen_scores(trusted))
        trusted, scored = [], []
        for each, scores in pairs:
            weights = known[id(each.page)].copy()
            if each.page.is_whole:
                weights[np.abs(each.labels - scores) > DOUBTED] *= DOUBTED_WEIGHT
            trusted.append(replace(each, weights=weights))
            scored.append(scores)
    return trusted, scored


def _unseen_scores(samples: Sequence[Sample]) -> Iterator[tuple[Sample, Any]]:
    """First scores of each page by a model without its publisher."""
    folds = folds_of([each.page for each in samples], INNER_FOLDS)
    for number in range(INNER_FOLDS):
        known = [s for s, fold in zip(samples, folds, strict=True) if fold != number]
        model = _fit([(s.rows, s.labels, s.weights) for s in known])
        for each, fold in zip(samples, folds, strict=True):
            if fold == number:
                yield each, model.predict(each.rows)


def _second_rows(read: Sample, scores: Any) -> tuple[Matrix, Any, Any] | None:
    asked, rows = _with_surroundings(read, scores)
    if not asked:
        return None
    chosen = [read.positions.index(position) for position in asked]
    return rows, read.labels[chosen], read.weights[chosen]


def _with_surroundings(read: Sample, scores: Any) -> tuple[list[int], Matrix]:
    page = read.page.page
    known = [0.0] * len(page.segments)
    likely = [n for n, score in enumerate(scores) if score >= bodies.LIKELY_MIN]
    for number in likely:
        known[read.positions[number]] = float(scores[number])
    asked = [read.positions[number] for number in likely]
    around = np.array(surroundings(page, known, asked), np.float32)
    return asked, np.hstack([read.rows[likely], around]) if asked else around


def folds_of(pages: Sequence[LabelledPage], count: int) -> list[int]:
    """A fold for each page; a publisher's pages share one."""
    publishers = sorted({page.publisher for page in pages})
    random.Random(5).shuffle(publishers)
    fold = {each: position % count for position, each in enumerate(publishers)}
    return [fold[page.publisher] for page in pages]


def _weight_lines(weights: Mapping[str, float], least: float) -> list[str]:
    kept = ((word, each) for word, each in weights.items() if abs(each) >= least)
    return [f"{word}\t{each:g}" for word, each in sorted(kept)]


def _tree_lines(model: Any) -> list[str]:
    trees = model.dump_model()["tree_info"]
    return [" ".join(_tokens(tree["tree_structure"])) for tree in trees]


def _tokens(node: Mapping[str, Any]) -> Iterator[str]:
    if "leaf_value" in node:
        yield f"={node['leaf_value']:.3g}"
        return
    threshold = node["threshold"]
    # LightGBM writes 1e-35 for what lies between 0 and the next value.
    yield f"{node['split_feature']}:{threshold if abs(threshold) > 1e-30 else 0:.5g}"
    yield from _tokens(node["left_child"])
    yield from _tokens(node["right_child"])


def score_folds(pages: Sequence[LabelledPage], count: int) -> None:
    """Prints mean 4-gram F1 and the share of complete pages, out of fold."""
    folds = folds_of(pages, count)
    scores = []
    for number in range(count):
        known = [p for p, fold in zip(pages, folds, strict=True) if fold != number]
        trained = train(known)
        for page, fold in zip(pages, folds, strict=True):
            if fold == number and page.is_whole:
                judged = bodies.decide(page.page, predict(trained, page), page.about)
                texts = [block.text for block in bodies.blocks(judged)]
                scores.append(shingle_f1(page.case, texts))
    complete = fmean(score >= _COMPLETE for score in scores)
    print(f"{len(scores)} pages: F1 {fmean(scores):.4f}, complete {complete:.4f}")


def main() -> int:
    """Trains or scores, as the arguments ask."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    arguments = parser.parse_args()
    read = map(read_page, sorted(arguments.cases.glob("*.json")))
    pages = [page for page in read if page is not None]
    if arguments.folds:
        score_folds(pages, arguments.folds)
    if arguments.out:
        write(train(pages), arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
