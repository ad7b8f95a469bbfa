"""The table of measured shares."""

from typing import get_args

import pytest

from transforms.facts.timex.confidence import MEASURED, Pattern, confidence


def test_every_class_of_patterns_is_measured() -> None:
    assert set(MEASURED) == set(get_args(Pattern))


@pytest.mark.parametrize("pattern", get_args(Pattern))
def test_confidence_is_a_share_between_never_and_always(pattern: Pattern) -> None:
    right, made = MEASURED[pattern]
    assert 0 <= right <= made
    assert 0 < confidence(pattern) < 1
