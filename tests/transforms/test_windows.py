"""What a window of a backfill is worth today."""

from datetime import UTC, date, datetime, timedelta

import pytest

from transforms.identity import identify
from transforms.records import Link, Listing, Source
from transforms.windows import (
    Window,
    WindowState,
    days_between,
    recipe_digest,
    refusal,
    spans,
    state_now,
    window_id,
)

DAY = date(2024, 3, 20)
LATER = datetime(2024, 4, 1, tzinfo=UTC)
SOURCE = Source(
    id="arden",
    name="Arden",
    homepage="https://arden.example/",
    country=None,
    language="en",
    timezone="America/New_York",
    listings=(Listing(kind="sitemap", url="https://arden.example/sitemap.xml"),),
)
RECIPE = recipe_digest(SOURCE, "sitemaps")


def window(state: WindowState, updated_at: datetime = LATER) -> Window:
    return Window(
        window_id=window_id("arden", "sitemaps", DAY),
        run_id=identify("run", 1),
        recipe_digest=RECIPE,
        source_id="arden",
        origin="sitemaps",
        state=state,
        covers_on=DAY,
        started_at=updated_at,
        updated_at=updated_at,
    )


@pytest.mark.parametrize(
    "state", ["done", "empty", "failed", "running", "missing", "unavailable"]
)
def test_a_settled_window_is_what_the_ledger_says(state: WindowState) -> None:
    assert state_now(window(state), SOURCE, RECIPE, LATER)[0] == state


def test_a_window_without_a_row_is_missing() -> None:
    assert state_now(None, SOURCE, RECIPE, LATER) == ("missing", None)


@pytest.mark.parametrize("state", ["done", "empty"])
def test_a_window_is_stale_if_filled_before_its_day_had_ended_there(
    state: WindowState,
) -> None:
    # The day ends at 04:00 UTC in New York's summer, and rests six hours later.
    ends = datetime(2024, 3, 21, 10, tzinfo=UTC)
    early, late = ends - timedelta(minutes=1), ends
    assert state_now(window(state, early), SOURCE, RECIPE, LATER)[0] == "stale"
    assert state_now(window(state, late), SOURCE, RECIPE, LATER)[0] == state


def test_another_source_file_or_another_recipe_makes_it_stale() -> None:
    other = recipe_digest(SOURCE, "cdx")
    assert state_now(window("done"), SOURCE, other, LATER)[0] == "stale"
    assert state_now(window("failed"), SOURCE, other, LATER)[0] == "failed"


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2024, 3, 19), "outside-window"),
        (DAY, None),
        (date(2024, 3, 21), None),
        (date(2024, 3, 22), "outside-window"),
        (None, "undated"),
    ],
)
def test_an_article_of_another_day_is_refused(
    on: date | None, reason: str | None
) -> None:
    link = Link(
        url="https://arden.example/a",
        listing_url="https://arden.example/",
        wanted_from=DAY,
        wanted_until=date(2024, 3, 21),
    )
    assert refusal(link, on) == reason


def test_a_link_that_names_no_days_takes_all() -> None:
    link = Link(url="https://arden.example/a", listing_url="https://arden.example/")
    assert refusal(link, None) is None
    assert refusal(None, DAY) is None


def test_days_run_both_ways_and_fall_into_stretches() -> None:
    days = days_between(date(2024, 2, 28), date(2024, 3, 1), newest_first=True)
    assert [day.day for day in days] == [1, 29, 28]
    stretches = spans([*days, date(2024, 3, 5)])
    assert stretches == (
        (date(2024, 2, 28), date(2024, 3, 1)),
        (date(2024, 3, 5), date(2024, 3, 5)),
    )
