"""Which way a clause looks around the word Friday."""

import pytest

from transforms.facts.timex.tense import direction, looks_until
from transforms.facts.timex.tokens import tokenize


def look(text: str) -> int:
    tokens = tokenize(text, 0, len(text))
    position = tokens.words.index("friday")
    return direction(tokens, position, position)


@pytest.mark.parametrize(
    "text",
    [
        "They met on Friday.",
        "On Friday they met.",
        "The harbour has been shut since Friday.",
        "Friday's storm will be remembered.",
        "It had been due to close on Friday.",
        "They flew to Oslo to bargain on Friday.",
        "The envoy could not be reached on Friday.",
    ],
)
def test_past_clauses_look_back(text: str) -> None:
    assert look(text) == -1


@pytest.mark.parametrize(
    "text",
    [
        "They will meet on Friday.",
        "On Friday they will meet.",
        "They agreed to meet on Friday.",
        "Talks are set to resume on Friday.",
        "The verdict is expected Friday.",
        "The bill would be signed on Friday.",
        "The trucks leave on Friday.",
    ],
)
def test_plans_look_ahead(text: str) -> None:
    assert look(text) == 1


@pytest.mark.parametrize("text", ["Storm on Friday", "A boat due Friday was late."])
def test_the_nearest_word_decides_or_none(text: str) -> None:
    assert look(text) == (0 if text.startswith("Storm") else 1)


def test_what_was_planned_leaves_both_ways_open() -> None:
    assert look("The boat was due to sail on Friday.") == 0


def test_limits_are_seen_through_small_words() -> None:
    text = "open until the end of June"
    tokens = tokenize(text, 0, len(text))
    assert looks_until(tokens, tokens.words.index("june"))
    assert not looks_until(tokens, 0)
