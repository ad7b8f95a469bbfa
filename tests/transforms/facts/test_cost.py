"""What facts cost: so much a character, whatever the text is made of."""

from datetime import date
from time import process_time

import pytest

from transforms.facts import extract
from transforms.facts.documents import prepare

SHORT = 5_000
TIMES = 4
RATIO_MAX = 10.0
"""Four times the text may take four times as long; a quadratic step takes sixteen."""
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
    prepare(NEWS, None)  # reads the lexicons
    short, long = (seconds(SHAPES[shape], size) for size in (SHORT, TIMES * SHORT))
    assert long / short < RATIO_MAX


@pytest.mark.timeout(120)
@pytest.mark.parametrize("piece", ["x", "X", "7", "."])
def test_one_word_of_a_megabyte_says_nothing(piece: str) -> None:
    text = filled(piece, MEGABYTE)
    assert not any(extract(prepare(text, date(2024, 3, 20))).values())


def seconds(piece: str, size: int) -> float:
    """CPU seconds of this process, the least of three."""
    text = filled(piece, size)
    taken = []
    for _ in range(3):
        started = process_time()
        extract(prepare(text, date(2024, 3, 20)))
        taken.append(process_time() - started)
    return min(taken)


def filled(piece: str, size: int) -> str:
    """``piece`` over and over, up to ``size`` characters."""
    return (piece * (size // len(piece) + 1))[:size]
