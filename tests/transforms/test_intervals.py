"""When a listing is due again, poll by poll."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.identity import identify
from transforms.intervals import (
    FIRST_SECONDS,
    GROWTH,
    LONGEST_ASKED_SECONDS,
    LONGEST_SECONDS,
    SHORTEST_SECONDS,
    ListingState,
    advance,
    is_due,
)
from transforms.polls import Outcome, failure_weight

NOW = datetime(2024, 3, 20, 6, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = "https://one.example/rss"
MOVED = "https://one.example/feed.xml"

instants = st.timedeltas(timedelta(0), 3650 * DAY).map(lambda since: NOW + since)
addresses = st.sampled_from([None, MOVED, "https://two.example/"])
outcomes = st.builds(
    Outcome,
    at=instants,
    status=st.sampled_from([None, 200, 304, 404, 410, 429, 503]),
    failure_reason=st.sampled_from(
        [None, "http-410", "http-503", "timed-out", "not-a-feed", "http-429"]
    ),
    listed=st.integers(0, 10**6),
    new_items=st.integers(0, 10**6),
    ttl_seconds=st.none() | st.integers(0, 2**31),
    max_age_seconds=st.none() | st.integers(0, 2**31),
    retry_after_seconds=st.none() | st.floats(0, 1e9),
    moved_to=addresses,
)
histories = st.lists(outcomes, min_size=1, max_size=30).map(
    lambda found: sorted(found, key=lambda outcome: outcome.at)
)


def step(state: ListingState | None, outcome: Outcome) -> ListingState:
    return advance(state, outcome, source_id="one", kind="feed", url=FEED)


def told(
    outcomes: Iterable[Outcome], state: ListingState | None = None
) -> ListingState:
    for outcome in outcomes:
        state = step(state, outcome)
    assert state is not None
    return state


def read(at: datetime, new_items: int = 0, moved_to: str | None = None) -> Outcome:
    return Outcome(at=at, status=200, listed=50, new_items=new_items, moved_to=moved_to)


def failed(at: datetime, reason: str, **others: float) -> Outcome:
    status = int(reason[5:]) if reason.startswith("http-") else None
    after = others.get("retry_after_seconds")
    return Outcome(
        at=at, status=status, failure_reason=reason, retry_after_seconds=after
    )


def polled_when_due(per_day: float, days: float) -> list[ListingState]:
    """A listing that brings items evenly, polled by a run every ten minutes."""
    states = [step(None, read(NOW, 50))]
    seen = 0
    for tick in range(1, int(days * 144) + 1):
        # Half a minute into its run, as the queue has it.
        run_at = NOW + 10 * tick * MINUTE
        if is_due(states[-1], run_at):
            shown = int(per_day * ((run_at - NOW) / DAY))
            at = run_at + 30 * timedelta(seconds=1)
            states.append(step(states[-1], read(at, shown - seen)))
            seen = shown
    return states


def gone(minutes: Iterable[int], state: ListingState | None = None) -> ListingState:
    return told((failed(NOW + each * MINUTE, "http-410") for each in minutes), state)


def moved(hours: Iterable[float], target: str = MOVED) -> list[Outcome]:
    return [read(NOW + each * HOUR, moved_to=target) for each in hours]


@given(histories)
def test_bounds_hold_whatever_happens(history: list[Outcome]) -> None:
    state = None
    for outcome in history:
        state = step(state, outcome)
        assert SHORTEST_SECONDS <= state.interval_seconds <= LONGEST_SECONDS
        pause = state.next_poll_at - state.last_polled_at
        assert timedelta(seconds=SHORTEST_SECONDS - 60) <= pause <= DAY
        assert is_due(state, state.next_poll_at) != state.is_disabled
        assert state.publisher_seconds is None or state.publisher_seconds > 0
        assert state.items_per_day is None or state.items_per_day >= 0
        assert (state.failures_in_row == 0) == (state.last_failure_reason is None)
        assert (state.failures_in_row == 0) == (state.failure_weight == 0)
        assert (state.moved_to is None) == (state.moved_first_seen_at is None)
        assert (state.moved_to is None) == (state.moved_seen == 0)
        assert state.is_disabled == (state.disabled_reason is not None)


@given(histories, st.data())
def test_known_and_older_outcomes_change_nothing(
    history: list[Outcome], data: st.DataObject
) -> None:
    state = told(history)
    again = data.draw(st.sampled_from(history))
    assert step(state, again) is state
    older = data.draw(st.timedeltas(timedelta(0), 1000 * DAY))
    assert step(state, replace(again, at=state.last_polled_at - older)) is state


@given(histories)
def test_instants_keep_their_order(history: list[Outcome]) -> None:
    state = told(history)
    chain = (
        state.first_polled_at,
        state.last_changed_at,
        state.last_read_at,
        state.last_polled_at,
        state.next_poll_at,
    )
    known = [instant for instant in chain if instant is not None]
    assert known == sorted(known)


@given(histories, st.sampled_from(["timed-out", "http-503", "not-a-feed", "http-410"]))
def test_each_failure_in_a_row_pauses_no_shorter(
    history: list[Outcome], reason: str
) -> None:
    state, pause = told(history), timedelta(0)
    for _ in range(40):
        state = step(state, failed(state.last_polled_at + HOUR, reason))
        assert state.next_poll_at - state.last_polled_at >= pause
        pause = state.next_poll_at - state.last_polled_at


@given(histories)
def test_heavier_failure_pauses_no_shorter(history: list[Outcome]) -> None:
    state = told(history)
    at = state.last_polled_at + HOUR
    reasons = ("timed-out", "http-503", "not-a-feed")
    pauses = [step(state, failed(at, reason)).next_poll_at for reason in reasons]
    assert pauses == sorted(pauses)


@given(histories, outcomes)
def test_disabled_listing_stays_visible_and_comes_back_once_it_can_be_read(
    history: list[Outcome], later: Outcome
) -> None:
    state = gone(range(0, 3 * 1440, 720))
    assert state.is_disabled
    after = told(
        [replace(each, at=each.at + 20 * 365 * DAY) for each in (*history, later)],
        state,
    )
    assert (after.listing_id, after.url) == (state.listing_id, FEED)
    was_read = any(each.failure_reason is None for each in history)
    if not was_read and later.failure_reason is not None:
        assert after.is_disabled
        assert after.disabled_reason == state.disabled_reason
    readable = step(after, read(after.last_polled_at + DAY))
    assert not readable.is_disabled
    assert readable.disabled_reason is None


def test_listing_never_polled_is_due() -> None:
    assert is_due(None, NOW)


def test_first_answer_tells_no_rate() -> None:
    state = step(None, read(NOW, 50))
    assert state.listing_id == identify("listing", "one", "feed", FEED)
    assert (state.url, state.polled_url) == (FEED, FEED)
    assert state.items_per_day is None
    assert state.interval_seconds == FIRST_SECONDS
    assert state.next_poll_at == NOW + 59 * MINUTE
    assert not is_due(state, NOW + 58 * MINUTE)
    assert is_due(state, NOW + HOUR)


@pytest.mark.parametrize(
    ("per_day", "least", "most"),
    [(500, 600, 600), (100, 600, 1100), (24, 2500, 4500), (4, 9000, 30_000)],
)
def test_interval_comes_near_the_time_between_two_items(
    per_day: float, least: int, most: int
) -> None:
    last = polled_when_due(per_day, days=8)[-1]
    assert least <= last.interval_seconds <= most
    assert last.items_per_day == pytest.approx(per_day, rel=0.25)


def test_silent_listing_is_soon_asked_once_a_day_and_for_ever() -> None:
    states = polled_when_due(0, days=30)
    assert states[-1].interval_seconds == LONGEST_SECONDS
    first_days = [each for each in states if each.last_polled_at < NOW + 3 * DAY]
    assert len(first_days) < 30
    assert len(states) > 35


def test_busiest_listing_is_polled_by_each_run_of_its_schedule() -> None:
    states = polled_when_due(1000, days=1)
    assert len(states) > 135


def test_burst_on_a_quiet_listing_is_followed_at_once() -> None:
    quiet = polled_when_due(0.5, days=20)[-1]
    burst = step(quiet, read(quiet.last_polled_at + 6 * HOUR, 25))
    assert burst.interval_seconds == 900
    calm = step(burst, read(burst.next_poll_at, 0))
    assert calm.interval_seconds <= burst.interval_seconds * GROWTH


def test_single_item_by_chance_soon_after_a_poll_is_no_burst() -> None:
    quiet = polled_when_due(0.5, days=20)[-1]
    again = step(quiet, read(quiet.last_polled_at + timedelta(seconds=3), 1))
    assert again.interval_seconds > 12 * 3600


def test_doubled_polls_distort_neither_average_nor_interval() -> None:
    quiet = polled_when_due(0.5, days=20)[-1]
    state = again = step(quiet, read(quiet.last_polled_at + 6 * HOUR, 25))
    for second in range(1, 21):
        again = step(again, read(state.last_polled_at + timedelta(seconds=second)))
    assert again.items_per_day == pytest.approx(state.items_per_day, rel=0.001)
    assert state.interval_seconds == 900
    assert again.interval_seconds <= 920


def test_late_poll_weighs_as_much_as_the_polls_it_replaces() -> None:
    state = polled_when_due(24, days=8)[-1]
    at = state.last_polled_at
    late = step(state, read(at + 2 * DAY, 48))
    often = told((read(at + each * HOUR, 1) for each in range(1, 49)), state)
    assert late.items_per_day == pytest.approx(often.items_per_day, rel=0.01)


@pytest.mark.parametrize(
    ("ttl", "max_age", "listed", "interval"),
    [
        (None, None, 50, 3600),
        (1800, None, 50, 3600),
        (7200, None, 50, 7200),
        (None, 7200, 50, 7200),
        (7200, 10_000, 50, 10_000),
        (0, 0, 50, 3600),
        (86_400, None, 5000, LONGEST_ASKED_SECONDS),
        (None, 31_536_000, 5000, LONGEST_ASKED_SECONDS),
        # Half of 6 items is there after three hours, one coming each hour.
        (86_400, None, 6, 10_800),
        (86_400, None, 1, 3600),
    ],
)
def test_publishers_wish_raises_the_interval_within_reason(
    ttl: int | None, max_age: int | None, listed: int, interval: int
) -> None:
    outcome = Outcome(
        at=NOW, status=200, listed=listed, ttl_seconds=ttl, max_age_seconds=max_age
    )
    state = step(None, outcome)
    assert state.interval_seconds == interval
    if interval > FIRST_SECONDS:
        assert state.next_poll_at == NOW + timedelta(seconds=interval)


def test_wish_outlasts_an_answer_304_and_not_a_whole_one_without_it() -> None:
    asked = step(None, replace(read(NOW), ttl_seconds=7200))
    unchanged = step(asked, replace(read(NOW + 2 * HOUR), status=304))
    assert unchanged.publisher_seconds == 7200
    assert step(asked, read(NOW + 2 * HOUR)).publisher_seconds is None


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        ("not-a-feed", 1.0),
        ("html-instead-of-feed", 1.0),
        ("http-403", 1.0),
        ("http-410", 1.0),
        ("disallowed", 1.0),
        ("http-404", 0.5),
        ("http-429", 0.5),
        ("http-500", 0.5),
        ("http-599", 0.5),
        ("timed-out", 0.25),
        ("unreachable", 0.25),
        ("asked-to-wait", 0.25),
    ],
)
def test_failures_weigh_by_what_mends_them(reason: str, weight: float) -> None:
    assert failure_weight(reason) == weight
    state = told([read(NOW), failed(NOW + HOUR, reason)])
    assert (state.failure_weight, state.failures_in_row) == (weight, 1)
    assert state.last_failure_reason == reason
    assert state.interval_seconds == FIRST_SECONDS
    stretched = timedelta(seconds=FIRST_SECONDS * 2**weight - 60)
    assert state.next_poll_at - state.last_polled_at == pytest.approx(
        stretched, abs=timedelta(milliseconds=1)
    )


@pytest.mark.parametrize("reason", ["timed-out", "http-503", "http-404", "not-a-feed"])
def test_listing_that_fails_for_a_year_is_asked_once_a_day(reason: str) -> None:
    state = step(None, read(NOW))
    for _ in range(365):
        state = step(state, failed(state.next_poll_at, reason))
    assert not state.is_disabled
    assert state.next_poll_at - state.last_polled_at == pytest.approx(DAY, abs=MINUTE)
    back = step(state, read(state.next_poll_at))
    assert (back.failure_weight, back.failures_in_row) == (0.0, 0)
    assert back.next_poll_at - back.last_polled_at < 2 * HOUR


@pytest.mark.parametrize(
    ("asked", "pause"), [(7200.0, 2 * HOUR), (1.0, 84 * MINUTE), (1e9, DAY)]
)
def test_retry_after_is_kept_to_for_up_to_a_day(asked: float, pause: timedelta) -> None:
    outcome = failed(NOW + HOUR, "http-503", retry_after_seconds=asked)
    state = told([read(NOW), outcome])
    found = state.next_poll_at - state.last_polled_at
    assert found == pytest.approx(pause, abs=MINUTE)


def test_gone_listing_is_disabled_after_three_answers_over_a_day() -> None:
    assert not gone([0, 720]).is_disabled
    assert not gone(range(0, 1440, 10)).is_disabled
    assert not gone([0, 1440]).is_disabled
    state = gone([0, 720, 1440])
    assert state.is_disabled
    assert state.disabled_reason == (
        "answered 410 (gone) 3 times since 2024-03-20 06:00 UTC"
    )
    assert not is_due(state, NOW + 1000 * DAY)


def test_gone_listing_is_not_disabled_once_it_answers_in_between() -> None:
    state = step(gone([0, 720]), read(NOW + 721 * MINUTE))
    assert state.gone_seen == 0
    assert not gone([1440, 1441], state).is_disabled


def test_lost_connection_in_between_does_not_make_a_gone_listing_less_gone() -> None:
    state = step(gone([0, 720]), failed(NOW + 721 * MINUTE, "unreachable"))
    assert gone([1440], state).is_disabled


def test_permanent_redirect_is_obeyed_after_three_readings_over_a_day() -> None:
    assert told(moved([0, 12])).polled_url == FEED
    assert told(moved([0, 1, 2, 3, 23])).polled_url == FEED
    assert told(moved([0, 24])).polled_url == FEED
    state = told(moved([0, 12, 24]))
    assert (state.url, state.polled_url) == (FEED, MOVED)
    assert (state.moved_to, state.moved_seen) == (None, 0)


@pytest.mark.parametrize(
    "between",
    [
        pytest.param(read(NOW + 13 * HOUR), id="no redirect"),
        pytest.param(
            read(NOW + 13 * HOUR, moved_to="https://two.example/"), id="elsewhere"
        ),
        pytest.param(
            Outcome(
                at=NOW + 13 * HOUR,
                status=200,
                failure_reason="html-instead-of-feed",
                moved_to=MOVED,
            ),
            id="to a maintenance page",
        ),
    ],
)
def test_permanent_redirect_that_wavers_is_counted_anew(between: Outcome) -> None:
    state = step(told(moved([0, 12])), between)
    assert told(moved([24]), state).polled_url == FEED
    assert told(moved([24, 36, 48]), state).polled_url == MOVED


def test_maintenance_page_never_becomes_the_listing() -> None:
    outcome = Outcome(
        at=NOW, status=200, failure_reason="html-instead-of-feed", moved_to=MOVED
    )
    state = told(replace(outcome, at=NOW + each * DAY) for each in range(30))
    assert (state.polled_url, state.moved_to) == (FEED, None)


def test_lost_connection_says_nothing_about_a_move() -> None:
    state = step(told(moved([0, 12])), failed(NOW + 13 * HOUR, "unreachable"))
    assert told(moved([24]), state).polled_url == MOVED


def test_moved_listing_that_fails_is_asked_for_at_its_old_address_again() -> None:
    state = told(moved([0, 12, 24]))
    state = told((failed(NOW + each * DAY, "http-410") for each in (2, 3)), state)
    assert state.polled_url == MOVED
    state = step(state, failed(NOW + 4 * DAY, "http-410"))
    assert state.polled_url == FEED
    assert not state.is_disabled
    assert gone(range(5 * 1440, 8 * 1440, 1440), state).is_disabled


def test_state_from_a_clock_that_was_years_ahead_stalls_nothing() -> None:
    state = step(None, read(NOW + 2000 * DAY))
    assert is_due(state, NOW)
