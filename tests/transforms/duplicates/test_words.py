"""Words of any script as hashes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.duplicates.fingerprints import fold, read_text
from transforms.duplicates.words import hash_words, read_words

RIVER_IN_CHINESE = (
    "北部山区连日暴雨导致河水上涨超过警戒水位当地政府已经组织沿岸三个村庄的居民"
    "撤离到学校和体育馆并关闭了通往县城的两座桥梁直到水位回落为止"
)
RIVER_IN_THAI = (
    "ฝนตกหนักทางภาคเหนือทำให้ระดับน้ำในแม่น้ำสูงขึ้นเกินระดับเตือนภัยเจ้าหน้าที่อพยพชาวบ้าน"
    "สามหมู่บ้านริมฝั่งไปพักที่โรงเรียนและปิดสะพานสองแห่งจนกว่าน้ำจะลด"
)


def shared(one: str, other: str) -> float:
    first, second = set(hash_words(one).tolist()), set(hash_words(other).tolist())
    return len(first & second) / min(len(first), len(second))


def test_same_words_have_the_same_hashes_wherever_they_stand() -> None:
    one = hash_words("the river rose").tolist()
    assert hash_words("and so, the river rose!").tolist()[2:] == one
    assert len(set(one)) == 3


@given(st.lists(st.text(st.characters(categories=["Ll"]), min_size=1, max_size=9)))
def test_words_between_spaces_are_counted(words: list[str]) -> None:
    folded = fold(" ".join(words))
    # Letters of scripts without spaces are cut further.
    assert len(hash_words(folded)) >= len(folded.split())


def test_ascii_words_hash_alike_in_texts_that_are_not_ascii() -> None:
    assert hash_words("river rose").tolist() == hash_words("river rose é").tolist()[:2]


def test_order_of_letters_counts() -> None:
    assert hash_words("stop pots").tolist() != hash_words("pots stop").tolist()
    assert len(set(hash_words("stop pots tops spot").tolist())) == 4


def test_words_longer_than_any_table_are_hashed() -> None:
    assert len(hash_words("a" * 100_000 + " b")) == 2


@pytest.mark.parametrize("text", ["", " ", "...", "\n\n", "—"])
def test_text_without_words_has_none(text: str) -> None:
    assert len(hash_words(fold(text))) == 0
    assert len(read_text(text).hashes) == 0


@pytest.mark.parametrize(
    ("text", "letters_per_word"), [(RIVER_IN_CHINESE, 2), (RIVER_IN_THAI, 5)]
)
def test_scripts_without_spaces_are_cut_into_pieces_of_a_words_length(
    text: str, letters_per_word: int
) -> None:
    pieces = len(hash_words(fold(text)))
    assert len(text) / letters_per_word / 2 < pieces
    assert pieces < len(text) / letters_per_word * 2


@pytest.mark.parametrize("text", [RIVER_IN_CHINESE, RIVER_IN_THAI])
def test_edit_in_a_script_without_spaces_moves_no_cut_but_its_own(text: str) -> None:
    edited = text[:20] + text[22:]
    assert shared(fold(text), fold("x" + edited)) > 0.8


def test_number_in_a_script_without_spaces_is_a_word() -> None:
    words = read_text("河水上涨了375米")
    assert words.is_number.sum() == 1


def test_names_are_capitals_within_a_sentence() -> None:
    words = read_text(
        "The river at Tartu rose. Police closed the bridge, Mayor Ilves said"
    )
    assert words.is_name.tolist() == [
        *(False, False, False, True, False),
        *(False, False, False, False, True, True, False),
    ]


def test_words_with_digits_are_numbers_and_no_names() -> None:
    words = read_text("route A45 had 12 cars")
    assert words.is_number.tolist() == [False, True, False, True, False]
    assert not words.is_name.any()


@given(st.text(max_size=60))
def test_every_text_has_parallel_columns(text: str) -> None:
    words = read_text(text)
    count = len(words.hashes)
    assert len(words.lengths) == len(words.is_number) == len(words.is_name) == count
    assert (words.lengths > 0).all()
    assert words.hashes.dtype == np.uint64


@given(st.text(max_size=60))
def test_hashes_do_not_depend_on_case(text: str) -> None:
    folded = fold(text)
    assert read_text(text).hashes.tolist() == hash_words(folded).tolist() or (
        # Mending is no part of folding.
        "â€" in text
    )


def test_capitals_lost_where_folding_changes_the_count_of_words_name_nothing() -> None:
    assert not read_words("One Two", "one two three").is_name.any()
