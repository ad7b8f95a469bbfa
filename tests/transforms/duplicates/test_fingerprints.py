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
    assert fingerprint(whole) == fingerprint(parts)


def test_kind_of_a_block_is_no_difference() -> None:
    heading = Block(kind="heading", text="Two")
    paragraph = Block(kind="paragraph", text="Two")
    assert fingerprint([lead("One."), heading]) == fingerprint(
        [lead("One."), paragraph]
    )


def test_other_words_have_another_digest() -> None:
    assert fingerprint([lead("One.")]) != fingerprint([lead("Two.")])


def test_lone_surrogate_has_a_fingerprint() -> None:
    assert fingerprint([lead("a\ud800b")]) == fingerprint([lead("A\ud800b")])
