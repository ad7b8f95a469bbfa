"""Days of feasts."""

from datetime import date

import pytest

from transforms.facts.timex.holidays import holiday_at, holiday_in, nearest_holiday


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("christmas eve", "2023-12-24"),
        ("thanksgiving", "2023-11-23"),
        ("black friday", "2023-11-24"),
        ("memorial day", "2023-05-29"),
        ("labor day", "2023-09-04"),
        ("easter monday", "2023-04-10"),
        ("ash wednesday", "2023-02-22"),
    ],
)
def test_feasts_fall_on_their_day(name: str, day: str) -> None:
    period = holiday_in(name, 2023)
    assert period is not None
    assert period.value() == day


def test_feasts_have_no_day_before_the_calendar_they_follow() -> None:
    assert holiday_in("easter", 1200) is None
    assert nearest_holiday("easter", date(1, 1, 1), 0) is None


def test_the_longest_name_wins_and_apostrophes_may_be_missing() -> None:
    assert holiday_at("New Years Eve", 0, 13, "new") == ("new year's eve", 13)
    assert holiday_at("Christmas Day", 0, 13, "christmas") == ("christmas day", 13)
    assert holiday_at("Christmastide", 0, 13, "christmas") is None


def test_direction_chooses_the_year() -> None:
    spring = date(2024, 3, 20)
    past, ahead = (nearest_holiday("christmas", spring, way) for way in (-1, 1))
    assert past is not None
    assert ahead is not None
    assert (past.value(), ahead.value()) == ("2023-12-25", "2024-12-25")
