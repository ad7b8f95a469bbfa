"""Quality gates: no score may fall below what is committed in ``scores.json``."""

import pytest

from tests.quality.measure import EVALUATORS, SHARED, committed, is_available, measure

ROUNDING = 0.0005
"""Ties in an evaluator's matching may fall either way between machines."""


@pytest.mark.gate
@pytest.mark.skipif(
    not is_available(), reason=f"the evaluators and their gold data are not in {SHARED}"
)
@pytest.mark.parametrize("name", EVALUATORS)
def test_no_score_falls(name: str) -> None:
    measured = measure(name)
    fallen = {
        metric: (measured.get(metric, 0.0), wanted)
        for metric, wanted in committed()[name].items()
        if measured.get(metric, 0.0) < wanted - ROUNDING
    }
    assert not fallen


def test_every_evaluator_has_committed_scores() -> None:
    assert set(committed()) == set(EVALUATORS)
    assert all(committed().values())
