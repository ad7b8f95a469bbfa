"""Confidence means what it says: of facts that say .9, nine in ten are right."""

import pytest

from tests.quality import judged
from tests.quality.calibration import measure_bands
from tests.quality.measure import SHARED, is_available

FACTS_MIN = 50
"""Of fewer the share is chance."""
APART_MAX = 0.1
APART_MAX_SURE = 0.075
SURE = 0.9


@pytest.mark.gate
@pytest.mark.skipif(
    not is_available(), reason=f"the evaluators and their gold data are not in {SHARED}"
)
def test_facts_are_right_as_often_as_they_say() -> None:
    bands = [band for band in measure_bands() if band.count >= FACTS_MIN]
    by_key = {"time", "entity", "place", "quote", "money"}
    assert {band.kind for band in bands} == by_key | set(judged.KINDS)
    apart = [
        (band.kind, band.least, round(band.confidence, 3), round(band.right, 3))
        for band in bands
        if abs(band.confidence - band.right)
        > (APART_MAX_SURE if band.least >= SURE else APART_MAX)
    ]
    assert not apart
