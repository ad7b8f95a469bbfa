"""The model of names: its file, and the best way through a segment."""

from itertools import product

import pytest

from transforms.facts.names.features import (
    Row,
    read_context,
    row_features,
    segment_rows,
)
from transforms.facts.names.lexicon import phrase_at, word_classes
from transforms.facts.names.model import (
    LABELS,
    Model,
    label,
    packaged_model,
    read_model,
)
from transforms.facts.names.tokens import segments, tokenize

LINES = [
    "# a comment",
    "wann\t1:2.50 3:0.50",
    "wlee\t2:1.00 4:1.20",
    ">B-PER\t2:0.75",
    ">B-ORG\t4:0.10",
]


def row(word: str) -> Row:
    return word, "^", "$", []


def best_by_trying(model: Model, rows: list[Row]) -> tuple[int, ...]:
    def score(way: tuple[int, ...]) -> float:
        total = 0.0
        for place, (number, each) in enumerate(zip(way, rows, strict=True)):
            before = LABELS[way[place - 1]] if place else "O"
            inside = LABELS[number].startswith("I-")
            if inside and before[1:] != LABELS[number][1:]:
                return float("-inf")
            if place:
                total += model.transitions[way[place - 1]][number]
            for feature in row_features(each, False):
                total += dict(model.weights.get(feature, ())).get(number, 0.0)
        return total

    return max(product(range(len(LABELS)), repeat=len(rows)), key=score)


@pytest.mark.parametrize("words", ["Ann", "Ann Lee", "Lee Ann", "Lee", "Ann Lee Ann"])
def test_labels_are_those_of_the_best_way(words: str) -> None:
    model = read_model(LINES)
    rows = [row(word) for word in words.split()]
    found = label(model, rows, False)
    assert tuple(number for number, _ in found) == best_by_trying(model, rows)
    assert all(margin >= 0 for _, margin in found)


def test_packaged_model_is_well_formed_and_small() -> None:
    model = packaged_model()
    assert 1_000 < len(model.weights) < 60_000
    every = {number for pairs in model.weights.values() for number, _ in pairs}
    assert every == set(range(len(LABELS)))
    assert len(model.transitions) == len(LABELS)


def test_segments_hold_names_with_their_small_words() -> None:
    tokens = tokenize("He met Ana de la Cruz of Bank of Oslo and left.", 0, 47)
    held = [tokens.words[first:after] for first, after in segments(tokens)]
    assert held == [["He"], ["Ana", "de", "la", "Cruz", "of", "Bank", "of", "Oslo"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. troops", ["U.S.", "troops"]),
        ("Mr. O'Neill's dog", ["Mr.", "O'Neill", "'s", "dog"]),
        ("AT&T (T)", ["AT&T", "(", "T", ")"]),
        ("J. Smith-Jones", ["J.", "Smith-Jones"]),
    ],
)
def test_words_are_cut_as_names_need(text: str, words: list[str]) -> None:
    tokens = tokenize(text, 0, len(text))
    assert tokens.words == words
    assert [
        text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)
    ] == words


def test_headlines_and_tables_are_told_from_prose() -> None:
    headline = tokenize("OSLO BANK TO CLOSE IN MAY", 0, 25)
    table = tokenize("Oslo 3 Bergen 1", 0, 15)
    prose = tokenize("The bank will close in May.", 0, 27)
    assert (headline.is_capitals, table.is_table) == (True, True)
    assert (prose.is_capitals, prose.is_table) == (False, False)


def test_each_word_of_a_segment_has_features() -> None:
    tokens = tokenize("In New York, Ana Rusu spoke.", 0, 28)
    context = read_context([tokens])
    for first, after in segments(tokens):
        rows = segment_rows(tokens, first, after, context)
        assert len(rows) == after - first
        assert all(len(row_features(each, False)) > 10 for each in rows)
    assert context.persons == {"Rusu"}


def test_lists_know_words_and_longer_names() -> None:
    assert "given" in word_classes()["Oksana"]
    assert "people" in word_classes()["Ukrainian"]
    words = ["World", "Food", "Programme", "staff"]
    assert phrase_at(words, 0) == (3, "organisation")
    assert phrase_at(words, 1) is None
