"""Whether a link is worth a request, case by case."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from transforms.freshness import FINAL_REASONS, Cause, Known, cause, link_digest
from transforms.identity import identify
from transforms.records import Link

NOW = datetime(2024, 3, 20, 12, tzinfo=UTC)
LINK = Link(
    url="https://one.example/a",
    listing_url="https://one.example/rss",
    title="River rises",
    published_at=datetime(2024, 3, 20, 6, tzinfo=UTC),
)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def known(
    *,
    age: timedelta,
    since_last: timedelta,
    reason: str | None = None,
    failures: int = 0,
) -> Known:
    """A page first asked for ``age`` ago and last ``since_last`` ago."""
    return Known(
        first_fetched_at=NOW - age,
        last_fetched_at=NOW - since_last,
        last_reason=reason,
        failures_in_row=failures,
        link_digest=link_digest(LINK),
        etag='"e1"',
        last_modified=None,
        validated_url=LINK.url,
        capture_id=identify("capture", 1),
    )


def test_page_never_asked_for_is_new() -> None:
    assert cause(LINK, None, NOW) == "new"


@pytest.mark.parametrize(
    ("age", "since_last", "expected"),
    [
        (59 * MINUTE, 59 * MINUTE, None),
        (HOUR, HOUR, "revisit"),
        (6 * HOUR, HOUR, "revisit"),
        (6 * HOUR + MINUTE, HOUR, None),
        (7 * HOUR, 6 * HOUR, "revisit"),
        (DAY, 6 * HOUR - MINUTE, None),
        (DAY + MINUTE, 6 * HOUR, None),
        (3 * DAY, 2 * DAY, "revisit"),
        (7 * DAY, 2 * DAY - MINUTE, None),
        (7 * DAY, 2 * DAY, "revisit"),
        (7 * DAY + MINUTE, 7 * DAY, None),
        (400 * DAY, 400 * DAY, None),
    ],
)
def test_young_page_is_looked_at_again_more_often(
    age: timedelta, since_last: timedelta, expected: Cause | None
) -> None:
    assert cause(LINK, known(age=age, since_last=since_last), NOW) == expected


@pytest.mark.parametrize(
    ("failures", "since_last", "expected"),
    [
        (1, 0 * MINUTE, "retry"),
        (2, 9 * MINUTE, None),
        (2, 10 * MINUTE, "retry"),
        (3, 59 * MINUTE, None),
        (3, HOUR, "retry"),
        (4, 6 * HOUR - MINUTE, None),
        (4, 6 * HOUR, "retry"),
        (5, 6 * HOUR, None),
        (5, 400 * DAY, None),
        (50, DAY, None),
    ],
)
def test_failed_page_is_tried_four_times_ever_later(
    failures: int, since_last: timedelta, expected: Cause | None
) -> None:
    state = known(age=DAY, since_last=since_last, reason="timed-out", failures=failures)
    assert cause(LINK, state, NOW) == expected


@pytest.mark.parametrize("reason", sorted(FINAL_REASONS))
def test_failure_that_asking_does_not_mend_is_final(reason: str) -> None:
    state = known(age=DAY, since_last=DAY, reason=reason, failures=1)
    assert cause(LINK, state, NOW) is None


@pytest.mark.parametrize("reason", [None, "timed-out", *sorted(FINAL_REASONS)])
@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, title="River rises further"),
        replace(LINK, title=None),
        replace(LINK, published_at=None),
        replace(LINK, published_at=NOW),
        replace(LINK, modified_at=NOW),
        replace(LINK, summary="The mayor speaks."),
    ],
)
def test_page_of_which_the_listing_says_something_else_is_asked_for(
    other: Link, reason: str | None
) -> None:
    state = known(age=400 * DAY, since_last=DAY, reason=reason, failures=9)
    assert cause(other, state, NOW) == "changed"


@pytest.mark.parametrize(
    "other",
    [
        replace(LINK, url="https://one.example/a?utm_source=x"),
        replace(LINK, listing_url="https://one.example/politics/rss"),
        replace(LINK, authors=("Ana Rusu",)),
    ],
)
def test_where_a_link_was_found_is_no_change_of_its_page(other: Link) -> None:
    assert link_digest(other) == link_digest(LINK)


def test_page_asked_for_without_a_listing_is_changed_by_the_first_one() -> None:
    state = replace(known(age=DAY, since_last=MINUTE), link_digest=None)
    assert cause(LINK, state, NOW) == "changed"


def test_clock_that_went_back_asks_for_nothing() -> None:
    assert cause(LINK, known(age=-HOUR, since_last=-HOUR), NOW) is None


REPLAY = replace(
    LINK, replay_url="https://archive.example/web/2024id_/https://one.example/a"
)


def test_a_replay_is_taken_once_whatever_its_age() -> None:
    assert cause(REPLAY, None, NOW) == "new"
    for age in (MINUTE, 2 * HOUR, 3 * DAY):
        assert cause(REPLAY, known(age=age, since_last=age), NOW) is None
    changed = replace(REPLAY, title="River falls")
    assert cause(changed, known(age=HOUR, since_last=HOUR), NOW) is None


def test_a_replay_that_failed_is_tried_again() -> None:
    lost = known(age=HOUR, since_last=HOUR, reason="http-503", failures=1)
    assert cause(REPLAY, lost, NOW) == "retry"
