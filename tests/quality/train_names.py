"""Trains the packaged model of names, and says how well such models do.

    python -m tests.quality.train_names            cross-validated scores
    python -m tests.quality.train_names --write    writes the model of all texts too

Needs ``python-crfsuite`` (not a dependency of the product) and the annotated texts,
looked for in ``../shared`` or where ``DATELINE_EVALUATION`` points. Trained from:
Wikigold (CC BY 4.0); of re3d the parts of CENTCOM and the US State Department (public
domain) and the UK Government (OGL 3.0); this project's annotated articles; and lines
made by ``name_templates``. A text is only ever scored by a model that has not seen it.
"""

import argparse
import importlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.quality.measure import ROOT, SHARED
from tests.quality.name_templates import made_lines
from transforms.facts.documents import prepare
from transforms.facts.names.features import read_context, row_features, segment_rows
from transforms.facts.names.lexicon import phrases, word_classes
from transforms.facts.names.model import LABELS, Model, read_model
from transforms.facts.names.recognition import find_mentions
from transforms.facts.names.tokens import Tokens, segments, tokenize

MODEL = ROOT / "transforms" / "facts" / "lexicons" / "names" / "model.txt"
_HEADER = """\
# Weights of a linear-chain CRF for names in English news: feature, tab, label:weight.
# Made by tests/quality/train_names.py from Wikigold (CC BY 4.0), parts of re3d (US
# Government: public domain; UK Government: OGL 3.0) and texts of this project; NOTICE.
"""
_FOLDS = 4
_MADE_LINES = 700
_CAPITALS_EVERY = 3
"""Each so many-th short sentence of Wikigold is learnt in capitals as well."""
_WEIGHT_MIN = 0.03
_PARAMETERS = {
    "c1": 0.0,
    "c2": 0.3,
    "max_iterations": 120,
    "feature.possible_transitions": True,
}
_OPEN_RE3D_TEXT = """
    28829CF8 482C1061 6874F49C 6B183780 76957901 C044623A D21D5CC3 D52939C7
    E1935755 E50B8563 F7893F2F F7AC57DB FEB7BC61 1718A365 32AACD4C 3A7EC635
    6CB38F21 7148F3D0 74E7DCD5 78C6FA20 85F0CF36 8A716D1B CBD73D24 D23AD6D8
    ED9C03D1 108A8CFC 1E4938BF 1F9A1D68 204532F7 2C271BB8 2C6CB502 2E857EFC
    31E63458 340238F0 4174EF50 6E62DC65 8EC0382F 9104BDCC B5E6AB37 C02FDFE4
    CFEF9B4E E1526BBD F669C19A"""
_OPEN_RE3D = frozenset(_OPEN_RE3D_TEXT.split())
"""Of re3d's documents those of CENTCOM, the State Department and the UK Government."""
_TYPES = {"person": "PER", "organisation": "ORG", "location": "LOC", "other": "MISC"}

Name = tuple[int, int, str]
Features = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotated:
    """A text with its names as the gold has them; optional ones may be left out."""

    dataset: str
    text: str
    required: tuple[Name, ...]
    optional: tuple[Name, ...]
    is_open: bool
    """Whether a model made from it may be shipped."""


def main() -> None:
    """Scores on every set; with ``--write`` the model too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    is_written = parser.parse_args().write
    texts = [*_entity_set("wikigold"), *_entity_set("re3d"), *_own_articles()]
    usable = [text for text in texts if text.is_open]
    closed = [text for text in texts if not text.is_open]
    closed += [*_entity_set("conll2003"), *_entity_set("wikineural")]
    found: list[tuple[Annotated, set[Name]]] = []
    for fold in range(_FOLDS):
        rest = [text for place, text in enumerate(usable) if place % _FOLDS != fold]
        model = read_model(train(rest))
        found += [(text, names_of(text, model)) for text in usable[fold::_FOLDS]]
    lines = train(usable)
    found += [(text, names_of(text, read_model(lines))) for text in closed]
    for dataset, score in scores(found).items():
        print(dataset, " ".join(f"{each:.3f}" for each in score))
    if is_written:
        MODEL.write_text(_HEADER + "\n".join(lines) + "\n", "utf-8")


def train(texts: Sequence[Annotated]) -> list[str]:
    """The lines of a model trained from the texts and the made lines."""
    crfsuite = importlib.import_module("pycrfsuite")
    trainer = crfsuite.Trainer(verbose=False)
    trainer.set_params(_PARAMETERS)
    for features, labels in _sequences(texts):
        trainer.append(features, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = crfsuite.Tagger()
        tagger.open(path)
        state = tagger.info()
        tagger.close()
    return list(_lines(state.state_features, state.transitions))


def names_of(text: Annotated, model: Model) -> set[Name]:
    """What the product finds in the text with that model."""
    mentions = find_mentions(prepare(text.text, None).tokens, model)
    return {
        (each.start_char, each.end_char, _TYPES[each.kind])
        for each in mentions
        if each.form != "pronoun"
    }


def scores(
    found: Iterable[tuple[Annotated, set[Name]]],
) -> Mapping[str, tuple[float, float, float]]:
    """Precision, recall and F1 of span and type by set."""
    counts: dict[str, list[int]] = {}
    for text, names in found:
        required = set(text.required)
        free = {
            name
            for name in names - required
            if any(name[0] < end and start < name[1] for start, end, _ in text.optional)
        }
        count = counts.setdefault(text.dataset, [0, 0, 0])
        count[0] += len(names & required)
        count[1] += len(names - free)
        count[2] += len(required)
    return {
        dataset: (right / made, right / wanted, 2 * right / (made + wanted))
        for dataset, (right, made, wanted) in counts.items()
    }


def _entity_set(dataset: str) -> Iterator[Annotated]:
    path = SHARED / "data" / "facts" / "entity" / f"{dataset}.jsonl"
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        is_open = dataset == "wikigold" or row["id"][:8] in _OPEN_RE3D
        yield _annotated(dataset, row["text"], row["gold"], is_open)


def _own_articles() -> Iterator[Annotated]:
    for path in sorted((SHARED / "data" / "acceptance").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))["gold"]
        text = path.with_suffix(".txt").read_text("utf-8")
        names = [each for each in gold if each["kind"] == "entity"]
        yield _annotated("acceptance", text, names, True)


def _annotated(
    dataset: str, text: str, gold: Sequence[Mapping[str, object]], is_open: bool
) -> Annotated:
    names = [
        (int(str(each["start"])), int(str(each["end"])), str(each["type"]))
        for each in gold
    ]
    is_optional = [bool(each.get("optional")) for each in gold]
    pairs = list(zip(names, is_optional, strict=True))
    return Annotated(
        dataset=dataset,
        text=text,
        required=tuple(name for name, optional in pairs if not optional),
        optional=tuple(name for name, optional in pairs if optional),
        is_open=is_open,
    )


def _sequences(texts: Sequence[Annotated]) -> Iterator[tuple[Features, list[str]]]:
    for number, text in enumerate(texts):
        names = list(_taught(text))
        document = prepare(text.text, None)
        spans = [(each.start_char, each.end_char) for each in document.sentences]
        yield from _labelled(text.text, spans, names)
        if text.dataset == "wikigold":
            yield from _capitals(text.text, spans, names, number)
    for made, marked in made_lines(_MADE_LINES, 1):
        yield from _labelled(made, [(0, len(made))], marked)


def _capitals(
    text: str, spans: Sequence[tuple[int, int]], names: Sequence[Name], offset: int
) -> Iterator[tuple[Features, list[str]]]:
    """Short sentences as headlines are written."""
    for start, end in spans[offset % _CAPITALS_EVERY :: _CAPITALS_EVERY]:
        written = text[start:end].upper()
        if end - start <= 90 and len(written) == end - start:
            inside = [(a - start, b - start, kind) for a, b, kind in names]
            yield from _labelled(written, [(0, len(written))], inside)


def _taught(text: Annotated) -> Iterator[Name]:
    """The names as the model is to find them.

    re3d marks noun phrases ("the Syrian army") and takes states for organisations:
    articles go, phrases that do not begin and end with a capital are left out, states
    are places and peoples are neither. Our own articles mark towns in longer names.
    """
    places = {word for word, classes in word_classes().items() if "place" in classes}
    places |= {
        " ".join(words) for words, section in phrases().items() if section == "place"
    }
    taken: list[Name] = []
    names = sorted({*text.required, *text.optional}, key=lambda name: name[0] - name[1])
    for start, end, kind in names:
        words = text.text[start:end]
        if text.dataset == "re3d":
            words = words.removeprefix("the ").removeprefix("The ").removeprefix("an ")
            start = end - len(words)
            kind = "LOC" if words in places else kind
            kind = "MISC" if "people" in word_classes().get(words, ()) else kind
        ends = words.split()
        is_name = bool(ends) and ends[0] != ends[0].lower() != "he"
        is_name = is_name and ends[-1] != ends[-1].lower()
        is_pronoun = words.lower() in ("he", "she", "i", "we", "they", "it", "his")
        is_free = not any(start < b and a < end for a, b, _ in taken)
        if is_name and is_free and not is_pronoun:
            taken.append((start, end, kind))
    yield from taken


def _labelled(
    text: str, spans: Sequence[tuple[int, int]], names: Sequence[Name]
) -> Iterator[tuple[Features, list[str]]]:
    sentences = [tokenize(text, start, end) for start, end in spans]
    context = read_context(sentences)
    for tokens in sentences:
        for first, after in segments(tokens):
            rows = segment_rows(tokens, first, after, context)
            features = [row_features(row, tokens.is_capitals) for row in rows]
            yield features, _labels(tokens, first, after, names)


def _labels(tokens: Tokens, first: int, after: int, names: Sequence[Name]) -> list[str]:
    labels = []
    for place in range(first, after):
        start, end = tokens.starts[place], tokens.ends[place]
        name = next(
            (each for each in names if each[0] <= start and end <= each[1]), None
        )
        if name is None:
            labels.append("O")
            continue
        is_first = place == first or tokens.starts[place - 1] < name[0]
        labels.append(("B-" if is_first else "I-") + name[2])
    return labels


def _lines(
    weights: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
) -> Iterator[str]:
    numbers = {label: number for number, label in enumerate(LABELS)}
    by_feature: dict[str, list[tuple[int, float]]] = {}
    for (feature, label), weight in weights.items():
        if abs(weight) >= _WEIGHT_MIN:
            by_feature.setdefault(feature, []).append((numbers[label], weight))
    for (label, following), weight in transitions.items():
        by_feature.setdefault(f">{label}", []).append((numbers[following], weight))
    for feature, pairs in sorted(by_feature.items()):
        values = " ".join(f"{number}:{weight:.2f}" for number, weight in sorted(pairs))
        yield f"{feature}\t{values}"


if __name__ == "__main__":
    main()
