"""What facts cost: so much a character, whatever the text is made of."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.growth import ORDER_MAX, filled, order_of_growth
from transforms.facts import Fact, extract
from transforms.facts.documents import prepare

SHORT = 2_500
MEGABYTE = 1_000_000

NEWS = (
    "Ana Rusu, the mayor of Teliva, said on Tuesday that 12 people were killed near "
    "Odesa. “We need €3 million to €5 million by May,” she told the BBC.\n\n"
)
SHAPES = {
    "news": NEWS,
    "one line of news": NEWS.replace("\n", " "),
    "figures": "7 ",
    "sums": "$5 to ",
    "days": "on May 1, ",
    "names": "Aa and of ",
    "places": "Lviv, ",
    "tolls": "three killed and ",
    "parts": "half of a ",
    "speech": '"Yes," he said. ',
    "open quotes": "“",
    "lines": "a\n",
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_as_the_text_does(shape: str) -> None:
    facts_of(NEWS)  # reads the lexicons
    assert order_of_growth(facts_of, SHAPES[shape], SHORT) <= ORDER_MAX


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["x", "X", "7", "."])
def test_one_word_of_a_megabyte_says_nothing(piece: str) -> None:
    assert not any(facts_of(filled(piece, MEGABYTE)).values())


def facts_of(text: str) -> Mapping[str, tuple[Fact, ...]]:
    return extract(prepare(text, date(2024, 3, 20)))
