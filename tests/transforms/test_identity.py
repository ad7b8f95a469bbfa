"""Ids: stable, apart from each other, and made of anything."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import digest, identify

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (("article", "https://example.org/a"), "4127aaee-0cef-70bc-ba53-ca97c289e021"),
        (("version", UUID(int=7), 3, None), "693e485a-0f18-5f06-4756-68594908656b"),
        (("url", "é"), "c0f3eaea-5fa8-8443-0b96-e404e07352d0"),
    ],
)
def test_id_is_the_same_for_ever(key: tuple[str, ...], expected: str) -> None:
    """Warehouses hold these values: another one here is a lost article there."""
    assert str(identify(*key)) == expected


def test_digest_of_nothing_is_that_of_the_standard() -> None:
    """BLAKE2b with 16 bytes, RFC 7693; as b2sum -l 128 prints it."""
    assert digest(b"").hex == "cae66941d9efbd404e4d88758ea67670"


def test_equal_keys_of_two_nouns_are_two_ids() -> None:
    assert identify("article", "x") != identify("version", "x")


@pytest.mark.parametrize(
    ("one", "other"),
    [(("ab", "c"), ("a", "bc")), (("a", ""), ("a",)), ((1, 23), (12, 3))],
)
def test_parts_of_a_key_do_not_run_together(
    one: tuple[object, ...], other: tuple[object, ...]
) -> None:
    assert identify("fact", *one) != identify("fact", *other)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_has_an_id_of_its_own(one: str, other: str) -> None:
    ids = identify("url", one), identify("url", other)
    assert (ids[0] == ids[1]) == (one == other)
    assert len(ids[0].bytes) == 16


@given(st.binary(max_size=64))
def test_digest_depends_on_the_bytes_alone(content: bytes) -> None:
    assert digest(content) == digest(bytes(bytearray(content)))
    assert digest(content) != digest(content + b"\0")
