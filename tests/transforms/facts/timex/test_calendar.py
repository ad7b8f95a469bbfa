"""Periods of the calendar: numbering, bounds, values, moves."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.timex.calendar import (
    Granule,
    Period,
    day_period,
    easter,
    month_period,
    part_period,
    period_of,
    recast,
    shifted,
    shifted_period,
)

GRANULES = get_args(Granule)


@pytest.mark.parametrize(
    ("granule", "value", "begin", "end"),
    [
        ("day", "2024-02-29", "2024-02-29", "2024-03-01"),
        ("week", "2024-W09", "2024-02-26", "2024-03-04"),
        ("weekend", "2024-W09-WE", "2024-03-02", "2024-03-04"),
        ("month", "2024-02", "2024-02-01", "2024-03-01"),
        ("quarter", "2024-Q1", "2024-01-01", "2024-04-01"),
        ("season", "2023-WI", "2023-12-01", "2024-03-01"),
        ("half", "2024-H1", "2024-01-01", "2024-07-01"),
        ("year", "2024", "2024-01-01", "2025-01-01"),
        ("decade", "202", "2020-01-01", "2030-01-01"),
        ("century", "20", "2000-01-01", "2100-01-01"),
    ],
)
def test_each_granule_has_its_value_and_bounds(
    granule: Granule, value: str, begin: str, end: str
) -> None:
    period = period_of(granule, date(2024, 2, 29))
    assert period.value() == value
    assert period.begins_on() == date.fromisoformat(begin)
    assert period.ends_before() == date.fromisoformat(end)


@given(st.sampled_from(GRANULES), st.dates(min_value=date(110, 1, 1)))
def test_a_day_lies_in_its_period_and_the_periods_tile(
    granule: Granule, day: date
) -> None:
    period = period_of(granule, day)
    begin, end = period.begins_on(), period.ends_before()
    assert begin is not None
    if granule != "weekend":
        assert begin <= day
        assert end is None or day < end
        assert period.moved(1).begins_on() == end


@given(st.sampled_from(GRANULES), st.integers(-(10**12), 10**12))
def test_far_periods_have_no_bounds_and_do_not_fail(
    granule: Granule, index: int
) -> None:
    period = Period(granule=granule, index=index)
    assert period.value()
    if period.begins_on() is None:
        assert recast(period, "year") is None


def test_shifts_keep_the_day_unless_the_month_is_shorter() -> None:
    assert shifted(date(2024, 1, 31), "month", 1) == date(2024, 2, 29)
    assert shifted(date(2024, 2, 29), "year", -1) == date(2023, 2, 28)
    assert shifted(date(2024, 3, 20), "week", -3) == date(2024, 2, 28)
    assert shifted(date(9999, 12, 31), "day", 1) is None
    assert shifted(date(1, 1, 1), "century", -1) is None


def test_a_period_moves_by_another_granule_and_stays_what_it_is() -> None:
    moved = shifted_period(part_period("quarter", 2024, 3), "year", -1)
    assert moved == part_period("quarter", 2023, 3)
    assert shifted_period(month_period(2024, 5), "year", 1) == month_period(2025, 5)


def test_impossible_days_are_none() -> None:
    assert day_period(2023, 2, 29) is None
    assert day_period(0, 1, 1) is None


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2038, 4, 25)],
)
def test_easter_follows_the_gregorian_tables(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)
