"""When to look at a listing again. Pure: what came of a poll arrives, its state leaves.

A listing that answers is polled about once for each new item, between ten minutes and
a day. Failures stretch that by their weight and never stop it; only a listing that
has said for a day that it is gone (410) is left alone, and its row says so. One that
has moved for good is asked at the new address once that has answered for a day.

The state is what ``ops.source_state`` holds; ``advance`` takes it from poll to poll.
"""

import math
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from transforms.identity import identify
from transforms.polls import Outcome, failure_weight

SHORTEST_SECONDS = 600
"""Ten minutes. miniflux goes down to five, but some authors ask for one request an
hour, and 144 a day are plenty."""
LONGEST_SECONDS = 86_400
"""A day: the cap of miniflux and Media Cloud alike. What is new is then at most a day
late, whatever a listing did before."""
FIRST_SECONDS = 3600
"""An hour, as Feedly polls at most, until a listing has shown how much it brings."""
LONGEST_ASKED_SECONDS = 6 * 3600
"""Publishers ask for more by mistake: templates carry a ttl of a day, servers a
max-age of a year."""
GROWTH = 1.5
"""The most by which an interval grows from one poll to the next (news-crawl's factor
for an unchanged page): one quiet night does not make a wire a weekly."""

_DAY = timedelta(days=1)
_SHORTEST_MEMORY_DAYS, _LONGEST_MEMORY_DAYS = 1.0, 7.0
"""Over which the average of new items is taken: as long as the listing is known, but
a week at most, so that it forgets an election and remembers Friday on a Monday."""
_EARLY_SECONDS = 60.0
"""A poll begins a little after its run does. A run on the same schedule must find the
listing due, or one polled every 10 minutes is in truth polled every 20."""

CONFIRMATIONS = 3
CONFIRMED_AFTER = _DAY
"""How often and over how long a 410 or a permanent redirect is seen before anything
is changed. A 301 to a maintenance page cost people their feeds (Vienna#1546); three
times within one bad deployment is once, and few of those outlast a day."""
REVERT_WEIGHT = 3.0
"""Failures in a row, as three hard ones, after which a moved listing is asked for at
the address in its source file again."""

_MOST_DOUBLINGS = 8.0
"""The interval doubles with each whole weight: after 8 hard, 15 soft or 29 temporary
failures in a row the busiest listing is asked once a day, and once a day it stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingState:
    """One listing between two polls; each field is a column of ``ops.source_state``."""

    listing_id: UUID
    source_id: str
    kind: str
    url: str
    """As in the source file."""
    polled_url: str
    """What is asked for now; another one after a confirmed move."""
    interval_seconds: int = FIRST_SECONDS
    """Between two polls while the listing answers."""
    publisher_seconds: int | None = None
    """The pause that the publisher asked for last, by ttl, sy:update or max-age."""
    items_per_day: float | None = None
    """Average of new items; None before the second readable answer."""
    failure_weight: float = 0.0
    """Sum of the weights of the failures in a row."""
    failures_in_row: int = 0
    last_failure_reason: str | None = None
    """None where the last poll was no failure."""
    gone_seen: int = 0
    """How often it answered 410 since it could last be read."""
    gone_first_seen_at: datetime | None = None
    moved_to: str | None = None
    """Target of a permanent redirect that is not confirmed yet."""
    moved_seen: int = 0
    moved_first_seen_at: datetime | None = None
    is_disabled: bool = False
    disabled_reason: str | None = None
    first_polled_at: datetime
    last_polled_at: datetime
    last_read_at: datetime | None = None
    """The last answer that could be read, a 304 included."""
    last_changed_at: datetime | None = None
    """The last answer with new items."""
    next_poll_at: datetime
    """From when the next poll may begin; without meaning where it is disabled."""


def is_due(state: ListingState | None, now: datetime) -> bool:
    """Whether a listing may be polled; one never polled may.

    A next poll more than a day ahead was written by a clock that has been set back.
    """
    if state is None:
        return True
    left = state.next_poll_at - now
    return not state.is_disabled and (left <= timedelta(0) or left > _DAY)


def advance(
    state: ListingState | None,
    outcome: Outcome,
    *,
    source_id: str,
    kind: str,
    url: str,
) -> ListingState:
    """The state after ``outcome``.

    A poll that the state knows of already, or an older one, changes nothing, so that
    doubled and late runs may tell what they saw. A listing that can be read again is
    no longer disabled.

    Args:
        state: after the poll before; None for the first.
        outcome: what came now.
        source_id: of the publisher.
        kind: of the listing.
        url: as in the source file.
    """
    if state is None:
        state = _unpolled(source_id, kind, url, outcome.at)
    elif outcome.at <= state.last_polled_at:
        return state
    if outcome.failure_reason is None:
        return _after_reading(state, outcome)
    return _after_failure(state, outcome, outcome.failure_reason)


def _unpolled(source_id: str, kind: str, url: str, at: datetime) -> ListingState:
    return ListingState(
        listing_id=identify("listing", source_id, kind, url),
        source_id=source_id,
        kind=kind,
        url=url,
        polled_url=url,
        first_polled_at=at,
        last_polled_at=at,
        next_poll_at=at,
    )


def _after_reading(state: ListingState, outcome: Outcome) -> ListingState:
    publisher_seconds = _publisher_seconds(state, outcome)
    average, busiest = _rates(state, outcome)
    asked = _asked_seconds(publisher_seconds, outcome.listed, busiest)
    # Before the second answer there is no telling what is new.
    interval = FIRST_SECONDS if average is None else _interval(state, outcome, busiest)
    interval = max(interval, asked)
    state = replace(
        state,
        interval_seconds=interval,
        publisher_seconds=publisher_seconds,
        items_per_day=average,
        failure_weight=0.0,
        failures_in_row=0,
        last_failure_reason=None,
        gone_seen=0,
        gone_first_seen_at=None,
        is_disabled=False,
        disabled_reason=None,
        last_polled_at=outcome.at,
        last_read_at=outcome.at,
        last_changed_at=outcome.at if outcome.new_items else state.last_changed_at,
        next_poll_at=_next_poll_at(outcome, interval, asked),
    )
    return _follow(state, outcome)


def _rates(state: ListingState, outcome: Outcome) -> tuple[float | None, float]:
    """New items per day: the average, and the greater of it and of this poll alone.

    The average forgets exponentially by time, not by poll: an answer a second after
    another weighs a second's worth. One item in a short time is no rate yet.
    """
    prior = LONGEST_SECONDS / FIRST_SECONDS
    if state.items_per_day is not None:
        prior = state.items_per_day
    if state.last_read_at is None:
        return None, prior
    elapsed_days = (outcome.at - state.last_read_at) / _DAY
    known_days = (outcome.at - state.first_polled_at) / _DAY
    memory_days = min(max(known_days, _SHORTEST_MEMORY_DAYS), _LONGEST_MEMORY_DAYS)
    weight = -math.expm1(-elapsed_days / memory_days)
    average = prior * (1.0 - weight) + outcome.new_items / elapsed_days * weight
    shortest_days = SHORTEST_SECONDS / LONGEST_SECONDS
    recent = max(outcome.new_items - 1, 0) / max(elapsed_days, shortest_days)
    return average, max(average, recent)


def _interval(state: ListingState, outcome: Outcome, items_per_day: float) -> int:
    """The usual time between two items, within bounds and growing step by step.

    A whole step takes a whole interval: who polls by hand ten times in a minute
    makes no listing a rare one.
    """
    elapsed = outcome.at - (state.last_read_at or outcome.at)
    share = min(elapsed / timedelta(seconds=state.interval_seconds), 1.0)
    gap = LONGEST_SECONDS / max(items_per_day, 1.0)
    interval = round(min(gap, state.interval_seconds * math.pow(GROWTH, share)))
    return min(max(interval, SHORTEST_SECONDS), LONGEST_SECONDS)


def _publisher_seconds(state: ListingState, outcome: Outcome) -> int | None:
    hints = (outcome.ttl_seconds, outcome.max_age_seconds)
    asked = [hint for hint in hints if hint is not None]
    if not asked:
        # A 304 may leave out what the whole answer had said.
        return state.publisher_seconds if outcome.status == 304 else None
    return min(max(asked), LONGEST_SECONDS) or None


def _asked_seconds(asked: int | None, listed: int, items_per_day: float) -> int:
    """The publisher's pause as far as we keep to it.

    Never longer than it takes for half of the listing to be replaced: 20 items long,
    100 new ones a day and a ttl of a day would lose 80.
    """
    if asked is None:
        return 0
    replaced_days = listed / 2 / max(items_per_day, 1.0) if listed else math.inf
    return round(min(asked, LONGEST_ASKED_SECONDS, replaced_days * LONGEST_SECONDS))


def _next_poll_at(outcome: Outcome, seconds: float, asked: float = 0.0) -> datetime:
    wanted = max(seconds - _EARLY_SECONDS, asked, outcome.retry_after_seconds or 0.0)
    return outcome.at + timedelta(seconds=min(wanted, LONGEST_SECONDS))


def _follow(state: ListingState, outcome: Outcome) -> ListingState:
    """Counts a permanent redirect whose target could be read; obeys it at last."""
    target = outcome.moved_to
    if target is None or target == state.polled_url:
        return _without_move(state)
    if target != state.moved_to or state.moved_first_seen_at is None:
        return replace(
            state, moved_to=target, moved_seen=1, moved_first_seen_at=outcome.at
        )
    seen = state.moved_seen + 1
    if _is_confirmed(seen, state.moved_first_seen_at, outcome.at):
        return _without_move(replace(state, polled_url=target))
    return replace(state, moved_seen=seen)


def _without_move(state: ListingState) -> ListingState:
    return replace(state, moved_to=None, moved_seen=0, moved_first_seen_at=None)


def _is_confirmed(seen: int, first_seen_at: datetime, now: datetime) -> bool:
    return seen >= CONFIRMATIONS and now - first_seen_at >= CONFIRMED_AFTER


def _after_failure(state: ListingState, outcome: Outcome, reason: str) -> ListingState:
    weight = state.failure_weight + failure_weight(reason)
    seconds = state.interval_seconds * 2.0 ** min(weight, _MOST_DOUBLINGS)
    state = replace(
        state,
        failure_weight=weight,
        failures_in_row=state.failures_in_row + 1,
        last_failure_reason=reason,
        last_polled_at=outcome.at,
        next_poll_at=_next_poll_at(outcome, seconds),
    )
    if outcome.moved_to is not None:
        state = _without_move(state)  # it leads to what is no listing
    if state.polled_url != state.url and weight >= REVERT_WEIGHT:
        state = _without_move(replace(state, polled_url=state.url))
        return replace(state, gone_seen=0, gone_first_seen_at=None)
    return _count_gone(state, outcome) if outcome.status == 410 else state


def _count_gone(state: ListingState, outcome: Outcome) -> ListingState:
    first_seen_at = state.gone_first_seen_at or outcome.at
    seen = state.gone_seen + 1
    state = replace(state, gone_seen=seen, gone_first_seen_at=first_seen_at)
    if state.is_disabled or not _is_confirmed(seen, first_seen_at, outcome.at):
        return state
    said = f"answered 410 (gone) {seen} times since {first_seen_at:%Y-%m-%d %H:%M} UTC"
    return replace(state, is_disabled=True, disabled_reason=said)
