"""Names in news: which they are, of what kind, and who is meant by each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.documents import prepare
from transforms.facts.names.mention import Mention
from transforms.facts.names.recognition import find_mentions
from transforms.facts.names.tokens import tokenize


def find(text: str) -> dict[str, Mention]:
    """The last mention by each form of words."""
    found = prepare(text, None).mentions
    return {text[each.start_char : each.end_char]: each for each in found}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Talks were held in Kyiv on Monday.", "Kyiv", "location"),
        ("He was born in Kharkiv region.", "Kharkiv region", "location"),
        ("The Russian troops left.", "Russian", "other"),
        ("It was said by Maria Gonzalez in May.", "Maria Gonzalez", "person"),
        ("A report by Amnesty International says so.", "Amnesty International", None),
        ("They joined the World Food Programme.", "World Food Programme", None),
        ("Shares of Siemens fell.", "Siemens", "organisation"),
        ("LONDON, March 5 (Reuters) - Banks closed.", "LONDON", "location"),
        ("1. Ana Petrova (Bulgaria) 12.40", "Ana Petrova", "person"),
        ("1. Ana Petrova (Bulgaria) 12.40", "Bulgaria", "location"),
    ],
)
def test_name_is_found_with_its_kind(text: str, name: str, kind: str | None) -> None:
    assert find(text)[name].kind == (kind or "organisation")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Dr Ana Rusu left.", "Ana Rusu"),
        ("Prime Minister Ana Rusu left.", "Ana Rusu"),
        ("Ana Rusu's car was found.", "Ana Rusu"),
        ("It was sent to the United Nations.", "United Nations"),
    ],
)
def test_title_article_and_ending_are_no_part_of_a_name(text: str, name: str) -> None:
    assert name in find(text)


@pytest.mark.parametrize(
    "text", ["He left on Tuesday in March.", "The first was late.", "", "12 345", "…"]
)
def test_days_months_and_plain_words_are_no_names(text: str) -> None:
    assert [each for each in find(text).values() if each.form != "pronoun"] == []


def test_surname_and_title_lead_to_the_full_name() -> None:
    found = find("Ana Rusu spoke first. Then Mr Brown asked. Ms Rusu agreed.")
    assert found["Rusu"].name == "Ana Rusu"
    assert found["Rusu"].form == "short"
    assert found["Rusu"].entity == found["Ana Rusu"].entity != found["Brown"].entity


def test_surname_of_two_goes_to_the_last_one_named_in_full() -> None:
    text = "Ana Rusu spoke. Rusu left. Mihai Rusu spoke. Rusu left too."
    names = [each.name for each in prepare(text, None).mentions]
    assert names == ["Ana Rusu", "Ana Rusu", "Mihai Rusu", "Mihai Rusu"]


@pytest.mark.parametrize(
    "text",
    [
        "The World Food Programme (WFP) called. The WFP is late.",
        "The WFP called. The World Food Programme is late. WFP trucks left.",
    ],
)
def test_acronym_leads_to_what_it_stands_for(text: str) -> None:
    found = find(text)
    assert found["WFP"].name == "World Food Programme"
    assert found["WFP"].form == "acronym"
    assert found["WFP"].entity == found["World Food Programme"].entity


def test_title_tells_which_bearer_of_a_surname_is_meant() -> None:
    found = find(
        "President Boris Lund and Maria Lund came. President Lund spoke. Lund left. "
        "Unlike Lund, many stayed."
    )
    assert found["Lund"].name == "Boris Lund"
    assert "Unlike Lund" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Boris Lund came with his wife, Maria Lund. Lund spoke.", "Boris Lund"),
        ("Maria Lund met Boris Lund. Ms. Lund spoke.", "Maria Lund"),
        ("Maria Lund met Boris Lund. Ms. Lund spoke. Then Lund left.", "Maria Lund"),
        ("Maria Lund met Boris Lund. Mr. Lund spoke.", "Boris Lund"),
    ],
)
def test_relatives_and_forms_of_address_tell_bearers_apart(
    text: str, name: str
) -> None:
    assert find(text)["Lund"].name == name


def test_headline_verb_is_no_part_of_a_name_that_is_known_without_it() -> None:
    text = "Maria Lund Endorses Ted Price\n\nMaria Lund came. Ted Price left. Lund sat."
    names = [each.name for each in prepare(text, None).mentions]
    assert names == ["Maria Lund", "Ted Price"] * 2 + ["Maria Lund"]


def test_company_is_the_same_without_its_legal_form() -> None:
    found = find("Shares of Harlow Motors Inc fell. Then Harlow Motors said no.")
    assert found["Harlow Motors"].entity == found["Harlow Motors Inc"].entity


def test_spellings_of_one_country_are_one_entity() -> None:
    found = find("The United States said no. The US left, and the U.S. paid.")
    assert len({each.entity for each in found.values()}) == 1


def test_pronoun_stands_for_the_person_before_it() -> None:
    found = find("Ana Rusu came home. She was tired.")
    assert (found["She"].name, found["She"].form) == ("Ana Rusu", "pronoun")


def test_pronoun_keeps_to_the_gender_that_a_title_tells() -> None:
    found = find("Mrs Rusu met Mr Brown in Oslo. He was late.")
    assert found["He"].name == "Brown"


def test_pronoun_keeps_to_the_gender_that_a_given_name_tells() -> None:
    found = find("Maria Rusu met Peter Brown in Oslo. He was late.")
    assert found["He"].name == "Peter Brown"


def test_two_surnames_are_one_person_and_two_persons_none() -> None:
    found = find("Juan Carlos Perez Lopez came. Perez Lopez and Perez left.")
    assert {found[name].name for name in ("Perez Lopez", "Perez")} == {
        "Juan Carlos Perez Lopez"
    }


def test_pronoun_without_a_person_is_no_mention() -> None:
    assert find("He was tired. It rained in Oslo.").keys() == {"Oslo"}


def test_surname_is_found_where_the_sentence_alone_would_not_tell() -> None:
    text = "Police chief Olena Marchuk resigned. Marchuk blamed the budget."
    mentions = prepare(text, None).mentions
    assert [each.name for each in mentions] == ["Olena Marchuk"] * 2


def test_confidence_is_a_share() -> None:
    found = find("Ana Rusu met Zorblatt Quib in Kyiv near Xanqu.")
    assert all(0 < each.confidence < 1 for each in found.values())


LENGTHY = (
    *("Aa Bb Cc ", "Aa and of ", "Aa's ", "THE UN SAID ", "A.", "9", "x", "X", "Ann "),
    *("Ann Lee he she ", "WFP (World Food Programme) ", "New York City of ", "(", "-"),
)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", LENGTHY)
def test_one_endless_sentence_takes_linear_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    words = [tokenize(text, 0, len(text))]
    assert all(each.end_char <= len(text) for each in find_mentions(words))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("letter", ["x", "X", "9", "é", "."])
def test_a_word_of_a_million_letters_is_read(letter: str) -> None:
    text = letter * 1_000_000
    words = [tokenize(text, 0, len(text))]
    assert find_mentions(words) == ()


NAME_LIKE = st.sampled_from(
    [
        *(
            "Ana",
            "Rusu",
            "Mr",
            "he",
            "She",
            "of",
            "the",
            "and",
            "WFP",
            "(",
            ")",
        ),
        *(
            "World",
            "Food",
            "Programme",
            "Inc",
            "'s",
            "’s",
            "-",
            ",",
            ".",
            "UN",
        ),
        *(
            "U.S.",
            "Kyiv",
            "region",
            "Dr",
            "al-Assad",
            "O'Neill",
            "12",
            "Ž",
            "�",
        ),
        *("NATO",),
    ]
)


@given(st.lists(NAME_LIKE, max_size=25).map(" ".join))
def test_any_words_give_mentions_apart_and_chained(text: str) -> None:
    mentions = prepare(text, None).mentions
    spans = [(each.start_char, each.end_char) for each in mentions]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    names = {each.entity: each.name for each in mentions}
    assert all(each.name == names[each.entity] != "" for each in mentions)


def test_mentions_between_are_those_wholly_inside() -> None:
    text = "Ana Rusu met Ion Popa in Kyiv."
    document = prepare(text, None)
    inside = document.mentions_between(9, len(text) - 1)
    assert [each.name for each in inside] == ["Ion Popa", "Kyiv"]
    assert document.mentions_between(10, 20) == ()


def test_plain_words_of_a_headline_are_no_names() -> None:
    text = " date 2024-03-20 Ana Rusu left Oslo.\n\nLong Winter Ahead\n\nIt snowed."
    assert find(text).keys() == {"Ana Rusu", "Oslo"}


def test_region_word_belongs_to_the_place() -> None:
    found = find("The Chuhuiv district was shelled; Turkey and the region mourned.")
    assert "Chuhuiv district" in found
    assert "Turkey" in found


def test_sign_of_a_currency_is_no_state() -> None:
    assert find("It cost US$5 in all.") == {}
    assert find("It left the US for good.").keys() == {"US"}
