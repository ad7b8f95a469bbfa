"""Letters for words: the ones that the grammar's patterns are written in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.timex.letters import CODES
from transforms.facts.timex.lexicon import WORDS
from transforms.facts.timex.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("on 20 March 2024", "G2M4"),
        ("Aug. 2 to 4", "M1>1"),
        ("twenty-first of May", "opM"),
        ("2024-03-20", "D"),
        ("3/4/2024", "D"),
        ("10:30 p.m.", "CA"),
        ("8 o'clock", "1A"),
        ("2,022 people", "7x"),
        ("2.5 hours", "6U"),
        ("2 1/2 years", "6U"),
        ("nineteen ninety-six", "4"),
        ("two thousand and five", "4"),
        ("the 1990s", "tE"),
        ("Q3 2023", "Q4"),
        ("today's", "R'"),
        ("Christmas Eve", "L"),
        ("one second", "cu"),
        ("the second one", "toc"),
        ("a dozen years", "acU"),
        ("may", "m"),
        ("May", "M"),
    ],
)
def test_letters_of_phrases(text: str, codes: str) -> None:
    assert tokenize(text, 0, len(text)).codes == codes


def test_every_letter_of_the_lexicon_is_explained() -> None:
    assert {code for code, _ in WORDS.values()} <= set(CODES)


@given(st.text(max_size=60))
def test_tokens_are_in_order_and_cover_all_but_spaces(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert set(tokens.codes) <= set(CODES)
    spans = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(start < end for start, end in spans)
    position = 0
    for start, end in spans:
        assert text[position:start].strip() == ""
        position = end
    assert text[position:].strip() == ""
