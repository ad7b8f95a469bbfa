"""Sentence boundaries, in the shapes that news text has them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.growth import ORDER_MAX, order_of_growth
from transforms.facts.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Okafor met Gen. Ruiz in St. Louis on Oct. 4.",
        "J. K. Moreau and P. Lindqvist signed the deed.",
        "The U.S. Navy sent two ships.",
        "He left at 5 p.m. Tuesday with Dr. Hale.",
        "Flooding hit No. 14 Quay Street.",
        '"Why now?" Smith asked.',
        '"Stop!" Captain Lea Brandt shouted.',
        '"Is it over?" she asked.',
        "Prices rose 3.5 percent to $4.10 a litre.",
        "Read it at www.Example.org today",
        "Police (acting on a tip. perhaps) waited.",
    ],
)
def test_one_sentence_stays_whole(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "parts",
    [
        ("It rained.", "The dam held."),
        ("Was it over?", "Nobody knew!", "All left."),
        ('"We are safe."', "She smiled."),
        ("They came from the U.S.", "The rest stayed."),
        ("It opens at 9 a.m.", "The gates close at noon."),
        ("He works for Acme Inc.", "She does not."),
        ("Twelve died…", "Others fled."),
        ("Losses grew.", "40 people left."),
        ("Él llegó tarde.", "Ángel no vino."),
        ("He was done.", "“We go,” he said."),
        ("Did they ask?", "Nobody knows."),
    ],
)
def test_a_stop_before_a_new_start_ends_the_sentence(parts: tuple[str, ...]) -> None:
    assert sentences(" ".join(parts)) == list(parts)
    assert sentences("\u00a0\n ".join(parts)) == list(parts)


def test_a_stop_that_lost_its_space_ends_the_sentence() -> None:
    text = "The strike was over.The trains ran."
    assert sentences(text) == ["The strike was over.", "The trains ran."]


def test_a_list_number_belongs_to_its_item() -> None:
    assert sentences("1. Close the windows. 2. Leave.") == [
        "1. Close the windows.",
        "2. Leave.",
    ]


def test_spans_respect_the_bounds_given() -> None:
    text = "Not this. It rained. The dam held. Nor this."
    spans = split_sentences(text, 10, 34)
    assert [text[a:b] for a, b in spans] == ["It rained.", "The dam held."]


def test_empty_and_blank_blocks_have_no_sentences() -> None:
    assert split_sentences("", 0, 0) == []
    assert split_sentences(" \t\u00a0 ", 0, 4) == []


@given(st.text(alphabet='ab .!?…"”\u00a0AÉ1(\ud800\0\n', max_size=80))
def test_spans_are_ordered_trimmed_and_lose_only_spaces(text: str) -> None:
    spans = split_sentences(text, 0, len(text))
    covered = "".join(text[a:b] for a, b in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    "unit", [".", "! ", "A.\t", '."', ". (", "a", " ", "…“", "No. ", "x.X", "?” A "]
)
def test_cost_grows_with_length_and_not_with_its_square(unit: str) -> None:
    def spans_of(text: str) -> list[tuple[int, int]]:
        return split_sentences(text, 0, len(text))

    assert order_of_growth(spans_of, unit, 8_000) <= ORDER_MAX
