"""The search for places as a whole: what it costs and what it leaves alone."""

import pytest

from tests.growth import ORDER_MAX, order_of_growth
from transforms.facts.documents import Document, Sentence
from transforms.facts.toponyms.resolution import locate
from transforms.facts.toponyms.words import words_as

ROLES = (
    *("class", "strong", "weak", "direction", "function", "title", "office", "owner"),
    *("never", "abbreviation", "division"),
)


@pytest.mark.parametrize(
    "unit",
    [
        *("Paris ", "Paris, ", "in Springfield, ", "St. ", "U.S.", "A'", "al-", "A. "),
        *("New of the ", "the village of ", ", a", "Georgia (", "Ab\u00e9 de la ", "9"),
    ],
)
def test_cost_grows_with_length_alone(unit: str) -> None:
    assert order_of_growth(places_of_a_sentence, unit, 4_000) <= ORDER_MAX


def places_of_a_sentence(text: str) -> object:
    sentence = Sentence(start_char=0, end_char=len(text), is_heading=False)
    return locate(
        Document(text=text, published_on=None, country=None, sentences=(sentence,))
    )


def test_same_document_is_searched_once() -> None:
    sentence = Sentence(start_char=0, end_char=19, is_heading=False)
    document = Document(
        text="It rained on Dhaka.",
        published_on=None,
        country=None,
        sentences=(sentence,),
    )
    assert locate(document) is locate(document)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_words(role: str) -> None:
    assert words_as(role)
    assert role == "abbreviation" or all(each.islower() for each in words_as(role))
