"""Copies are told from reports that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.duplicates.texts import form, prose
from transforms.duplicates.fingerprints import read_text
from transforms.duplicates.likeness import Likeness, Text, compare, prepare
from transforms.duplicates.relations import Relation, kind_of, relate

ARTICLE = prose(1)
OTHER = prose(2)


def read(sentences: list[str]) -> Text:
    return prepare(read_text(" ".join(sentences)))


def likeness(one: list[str], other: list[str]) -> Likeness:
    return compare(read(one), read(other))


def relation(one: list[str], other: list[str], days: int = 1) -> Relation | None:
    return relate(likeness(one, other), days)


EDITS = {
    "credited": [*ARTICLE, "Copyright 2024 The Associated Press."],
    "with a new top": ["Officials in Kuresaare said late on Monday.", *ARTICLE],
    "cut": ARTICLE[: len(ARTICLE) // 2],
    "cut to a teaser": ARTICLE[:3],
    "with a sentence less": ARTICLE[:4] + ARTICLE[5:],
    "in another order": ARTICLE[:1] + ARTICLE[6:] + ARTICLE[1:6],
    "with another lead": [OTHER[0], *ARTICLE[1:]],
    "all in capitals": [sentence.upper() for sentence in ARTICLE],
    "misread": [sentence + " Itâ€™s so." for sentence in ARTICLE],
}


@pytest.mark.parametrize("edited", EDITS.values(), ids=EDITS)
def test_edited_copy_is_near(edited: list[str]) -> None:
    assert relation(ARTICLE, edited) == "near"
    assert relation(edited, ARTICLE) == "near"


def test_copy_with_nothing_but_a_credit_line_is_near_after_a_year() -> None:
    assert relation(ARTICLE, EDITS["credited"], days=365) == "near"


def test_other_article_is_not_alike() -> None:
    assert relation(ARTICLE, OTHER) is None


@pytest.mark.parametrize("days", [0, 1, 30])
def test_two_fillings_of_one_form_are_a_template(days: int) -> None:
    assert relation(form(1), form(2), days) == "template"


def test_copy_of_a_filled_form_is_near() -> None:
    copied = [*form(1), "With files from Reuters."]
    assert relation(form(1), copied) == "near"


def test_follow_up_that_repeats_the_background_is_no_copy() -> None:
    follow_up = [*OTHER, *ARTICLE[-4:]]
    assert relation(ARTICLE, follow_up) is None


def test_briefs_that_share_what_their_paper_adds_are_not_near() -> None:
    foot = prose(9, 40)
    assert relation([*prose(3, 40), *foot], [*prose(4, 40), *foot]) != "near"


def in_script(sentences: list[str], first: int) -> list[str]:
    """The sentences in letters from code point ``first``; digits and stops stay."""
    shift = {
        ord(letter): first + ord(letter) - 97 for letter in map(chr, range(97, 123))
    }
    return [sentence.lower().translate(shift) for sentence in sentences]


SCRIPTS = {"Arabic": 0x0627, "Devanagari": 0x0915, "Hangul": 0xAC00}
SPACELESS = {"Han": 0x4E00, "Thai": 0x0E01, "Hiragana": 0x3041}


@pytest.mark.parametrize("first", SCRIPTS.values(), ids=SCRIPTS)
def test_scripts_without_case_tell_copies_from_forms_by_numbers(first: int) -> None:
    article = in_script(ARTICLE, first)
    assert relation(article, [in_script(OTHER, first)[0], *article[1:]]) == "near"
    assert relation(article, in_script(OTHER, first)) is None
    assert relation(in_script(form(1), first), in_script(form(2), first)) == "template"


@pytest.mark.parametrize("first", SPACELESS.values(), ids=SPACELESS)
def test_scripts_without_spaces_tell_copies_from_other_articles(first: int) -> None:
    article, other = (
        [sentence.replace(" ", "") for sentence in in_script(each, first)]
        for each in (ARTICLE, OTHER)
    )
    assert relation(article, [other[0], *article[1:]]) == "near"
    assert relation(article, article[: len(article) // 2]) == "near"
    assert relation(article, other) is None


def test_what_is_shared_is_told_of_the_shorter_text() -> None:
    found = likeness(ARTICLE[:3], ARTICLE)
    assert found.containment == found.coverage == found.word_share == 1.0
    assert found.slot_share == 1.0
    assert found.length_ratio < 0.3


def test_text_is_wholly_like_itself() -> None:
    found = likeness(ARTICLE, ARTICLE)
    assert found.containment == found.coverage == found.length_ratio == 1.0
    assert (found.slot_density, found.conflicts) == (1.0, 0.0)


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    first, second = prepare(read_text(one)), prepare(read_text(other))
    assert compare(first, second) == compare(second, first)


@given(st.text(max_size=80), st.text(max_size=80))
def test_shares_lie_between_0_and_1(one: str, other: str) -> None:
    found = compare(prepare(read_text(one)), prepare(read_text(other)))
    shares = (found.containment, found.coverage, found.word_share, found.slot_share)
    assert all(0 <= share <= 1 for share in (*shares, found.length_ratio))
    assert relate(found, 0) in ("near", "template", None)


@pytest.mark.parametrize(
    ("one", "other", "is_shorter", "is_same_publisher", "kind"),
    [
        (ARTICLE[:3], ARTICLE, True, False, "teaser"),
        (ARTICLE[:3], ARTICLE, True, True, "teaser"),
        (ARTICLE, ARTICLE[:3], False, True, "version"),
        (ARTICLE, ARTICLE[:3], False, False, "copy"),
        (EDITS["credited"], ARTICLE, False, False, "copy"),
        (EDITS["with another lead"], ARTICLE, True, True, "version"),
        (EDITS["cut"], ARTICLE, True, False, "copy"),
    ],
)
def test_kind_tells_how_a_copy_came_about(
    one: list[str],
    other: list[str],
    is_shorter: bool,
    is_same_publisher: bool,
    kind: str,
) -> None:
    measured = likeness(one, other)
    found = kind_of(
        containment=measured.containment,
        length_ratio=measured.length_ratio,
        is_shorter=is_shorter,
        is_same_publisher=is_same_publisher,
    )
    assert found == kind
