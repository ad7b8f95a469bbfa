"""What counts as the same words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.fingerprints import fingerprint, fold
from transforms.records import Block


def lead(text: str) -> Block:
    return Block(kind="lead", text=text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Rain”, he said", '"rain", he said'),
        ("It’s over", "it's over"),
        ("one – two", "one - two"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth", "zerowidth"),
        ("a\u00a0b\u2009c", "a b c"),
        ("ﬁve ½", "five 1⁄2"),
        ("STRASSE", "straße"),
        ("e\u0301t\u00e9", "été"),
        ("  a\t\n b  ", "a b"),
    ],
)
def test_differences_of_no_meaning_are_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ten dead", "two dead"), ("Resume", "Résumé"), ("1.5", "15"), ("a, b", "a b")],
)
def test_differences_of_meaning_stay(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    once = fold(text)
    assert fold(fold(once)) == fold(once)
    assert once == once.strip()


@given(st.text(max_size=40))
def test_spelling_in_unicode_is_no_difference(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(
        unicodedata.normalize("NFC", text)
    )


def test_division_into_paragraphs_is_no_difference() -> None:
    whole = [lead("One. Two.")]
    parts = [lead("One."), Block(kind="paragraph", text="Two.")]
    assert fingerprint(whole, None) == fingerprint(parts, None)


def test_kind_of_a_block_is_no_difference() -> None:
    heading = Block(kind="heading", text="Two")
    paragraph = Block(kind="paragraph", text="Two")
    assert fingerprint([lead("One."), heading], None) == fingerprint(
        [lead("One."), paragraph], None
    )


def test_other_words_have_another_digest() -> None:
    assert fingerprint([lead("One.")], None) != fingerprint([lead("Two.")], None)


def test_title_is_no_part_of_the_words_but_of_the_story() -> None:
    one, other = (fingerprint([lead("One.")], title) for title in ("Flood", "Frost"))
    assert (one.content_digest, one.winnowed) == (other.content_digest, other.winnowed)
    assert one.terms != other.terms


def test_credit_line_is_told_with_the_fingerprints() -> None:
    credited = fingerprint([lead("LEEDS (Reuters) - The river rose.")], None)
    assert credited.agency == "reuters"


def test_lone_surrogate_has_a_fingerprint() -> None:
    assert fingerprint([lead("a\ud800b")], None) == fingerprint(
        [lead("A\ud800b")], None
    )
