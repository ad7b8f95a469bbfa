"""The measure that the tests of cost stand on tells a line from a square."""

import pytest

from tests.growth import ORDER_MAX, order_of_growth


def squared(text: str) -> int:
    return sum(a == b for a in text for b in text)


def once(text: str) -> int:
    return sum(a == "a" for a in text * 300)


@pytest.mark.parametrize(("work", "is_linear"), [(once, True), (squared, False)])
def test_a_line_and_a_square_are_told_apart(work: object, is_linear: bool) -> None:
    assert callable(work)
    assert (order_of_growth(work, "a", 200) <= ORDER_MAX) == is_linear
