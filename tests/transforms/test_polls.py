"""Where a listing has moved, and how long its answers stay fresh."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.polls import cache_control_max_age, permanent_target


@pytest.mark.parametrize(
    ("redirects", "target"),
    [
        ([], None),
        ([(301, "a")], "end"),
        ([(308, "a"), (301, "b")], "end"),
        ([(302, "a")], None),
        ([(307, "a"), (301, "b")], None),
        ([(301, "a"), (302, "b")], "b"),
        ([(301, "a"), (308, "b"), (303, "c"), (301, "d")], "c"),
        ([(301, "end")], None),
        # A consent wall sends back to where one came from.
        ([(301, "a"), (302, "b"), (302, "a")], "b"),
    ],
)
def test_permanent_target_ends_at_the_first_temporary_hop(
    redirects: list[tuple[int, str]], target: str | None
) -> None:
    assert permanent_target(redirects, "end") == target


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("", None),
        ("max-age=600", 600),
        ("public, max-age=600, s-maxage=5", 600),
        ("MAX-AGE = 600 ,private", 600),
        ('max-age="600"', 600),
        ("max-age=0, must-revalidate", 0),
        ("no-cache", 0),
        ("no-store, max-age=600", 0),
        ('no-cache="Set-Cookie", max-age=600', 0),
        ('ext="max-age=5, no-store", max-age=600', 600),
        ("max-age=600, max-age=5", 600),
        ("max-age", None),
        ("max-age=", None),
        ("max-age=-1", None),
        ("max-age=1.5", None),
        ("max-age=²", None),
        ("x-max-age=600", None),
        ("s-maxage=600", None),
        ("max-age=" + "9" * 500, 2**31),
        ('ext="' * 1000, None),
        ("\x00\udcff;=,=,max-age=7", 7),
    ],
)
def test_max_age_is_read_as_caches_read_it(
    header: str | None, seconds: int | None
) -> None:
    assert cache_control_max_age(header) == seconds


@given(st.text(alphabet='max-age=0123456789,"\\ \t;no\x00é', max_size=200))
def test_max_age_of_any_header_is_a_number_or_unknown(header: str) -> None:
    found = cache_control_max_age(header)
    assert found is None or 0 <= found <= 2**31
