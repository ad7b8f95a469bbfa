"""Keys of names."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.gazetteer import spelling
from transforms.facts.gazetteer.spelling import is_alike, key_of, sounds_of


def test_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(spelling).failed == 0


@given(st.text(max_size=60))
def test_key_of_a_key_is_the_key(name: str) -> None:
    key = key_of(name)
    assert key == " ".join(key.split())
    assert key_of(key) == key or key.startswith("the ")


@given(st.text(max_size=60))
def test_any_name_has_sounds_and_is_like_itself(name: str) -> None:
    assert isinstance(sounds_of(key_of(name)), str)
    assert is_alike(name, name)
