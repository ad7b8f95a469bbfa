"""What persons are and whom they belong to, as sentences of news say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.documents import Document, Sentence, prepare
from transforms.facts.names.recognition import find_mentions
from transforms.facts.names.tokens import tokenize
from transforms.facts.person_roles import PersonRole, extract


def find(text: str) -> list[PersonRole]:
    return list(extract(prepare(text, None)))


def roles(text: str) -> list[tuple[str, str | None]]:
    return [(each.person, each.role) for each in find(text) if each.relation == "role"]


@pytest.mark.parametrize(
    ("text", "person", "role"),
    [
        ("Peru's trade minister, Rosa Quispe, resigned.", "Rosa Quispe", None),
        ("Health minister Rosa Quispe resigned.", "Rosa Quispe", "Health minister"),
        ("“No,” said fire chief Rosa Quispe.", "Rosa Quispe", "fire chief"),
        ("Judge Rosa Quispe freed him.", "Rosa Quispe", "Judge"),
        ("Secretary of State Ann Berg left.", "Ann Berg", "Secretary of State"),
        ("Minister of Defence Rosa Quispe left.", "Rosa Quispe", "Minister of Defence"),
        ("Rosa Quispe, a nurse, saw it.", "Rosa Quispe", "nurse"),
        ("Rosa Quispe, 34, an IT teacher, saw it.", "Rosa Quispe", "IT teacher"),
        (
            "Rosa Quispe, a doctor at a local clinic, saw it.",
            "Rosa Quispe",
            "doctor at a local clinic",
        ),
        ("Rosa Quispe, who is 34, saw it.", "Rosa Quispe", ""),
        ("Rosa Quispe, a 30-year-old fruit seller, saw.", "Rosa Quispe", None),
        ("Rosa Quispe was a teacher in Lima.", "Rosa Quispe", "teacher in Lima"),
        ("The governor of Cusco, Rosa Quispe, left.", "Rosa Quispe", None),
        ("They elected Rosa Quispe chairwoman.", "Rosa Quispe", "chairwoman"),
        ("Trade and industry minister Rosa Quispe left.", "Rosa Quispe", None),
    ],
)
def test_role_is_read_beside_the_name(text: str, person: str, role: str | None) -> None:
    whole = {
        "Peru's": "trade minister",
        "Rosa Quispe, a 30": "30-year-old fruit seller",
        "The governor": "governor of Cusco",
        "Trade and": "Trade and industry minister",
    }
    expected = role
    if role is None:
        expected = next(told for begin, told in whole.items() if text.startswith(begin))
    assert roles(text) == ([(person, expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "organisation", "relation"),
    [
        ("Rosa Quispe, a nurse with Oxfam, saw it.", "Oxfam", "employer"),
        ("UNICEF spokeswoman Rosa Quispe saw it.", "UNICEF", "employer"),
        ("UNICEF called. Its director, Rosa Quispe, came.", "UNICEF", "employer"),
        ("Analyst Rosa Quispe of Barclays saw it.", "Barclays", "employer"),
        ("Rosa Quispe, UNICEF's chief economist, saw it.", "UNICEF", "employer"),
        ("A senior Hamas official, Omar Said, saw it.", "Hamas", "member_of"),
        (
            "CARE helped. “Yes,” said Rosa Quispe, a spokeswoman for the agency.",
            "CARE",
            "employer",
        ),
    ],
)
def test_organisation_is_the_one_named_or_meant(
    text: str, organisation: str, relation: str
) -> None:
    found = [each for each in find(text) if each.relation != "role"]
    assert [(each.organisation, each.relation) for each in found] == [
        (organisation, relation)
    ]
    assert found[0].organisation_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Quispe met the mayor.",
        "The mayor left, and Rosa Quispe stayed.",
        "Rosa Quispe, Ana Rusu and a doctor left.",
        "The teacher said Rosa Quispe was late.",
        "Rosa Quispe was late.",
    ],
)
def test_role_of_somebody_else_is_not_taken(text: str) -> None:
    assert roles(text) == []


def test_later_mention_states_the_role_of_the_same_person() -> None:
    found = find("Rosa Quispe left. Quispe, a lawyer, was late. She is a judge.")
    assert {each.person for each in found} == {"Rosa Quispe"}
    assert [each.role for each in found] == ["lawyer", "judge"]


def test_statement_is_given_once_and_points_at_both_ends() -> None:
    text = "Judge Rosa Quispe came. Judge Quispe left."
    (found,) = find(text)
    assert text[found.start_char : found.end_char] == found.evidence == "Judge"
    assert text[found.person_start_char : found.person_end_char] == "Rosa Quispe"
    assert 0 < found.confidence < 1


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "piece",
    ["president ", "Ana Rusu, president of the ", "Judge Ana Rusu, a doctor at UN, "],
)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    sentence = Sentence(start_char=0, end_char=len(text), is_heading=False)
    document = Document(
        text=text,
        published_on=None,
        country=None,
        sentences=(sentence,),
        mentions=find_mentions([tokenize(text, 0, len(text))]),
    )
    assert all(each.end_char <= len(text) for each in extract(document))


PIECES = st.sampled_from(
    [
        *(
            "Ana",
            "Rusu",
            ",",
            "a",
            "the",
            "doctor",
            "at",
            "of",
            "UN",
            "its",
            "'s",
        ),
        *(
            "minister",
            "was",
            "is",
            "named",
            "(",
            ")",
            ".",
            "34",
            "and",
            "Hamas",
        ),
        *(
            "official",
            "who",
            "said",
            "Judge",
            "Prime",
            "Peru",
        ),
    ]
)


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_any_words_give_statements_that_are_there(text: str) -> None:
    for each in find(text):
        assert each.evidence == text[each.start_char : each.end_char] != ""
        assert each.sentence_start_char <= each.start_char
        assert each.end_char <= each.sentence_end_char
        assert (each.role is None) <= (each.organisation is not None)
