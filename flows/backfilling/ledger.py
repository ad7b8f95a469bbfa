"""The ledger while an order lasts: which windows it takes on, and what becomes of them.

Rows of ``ops.backfill_windows`` arrive through the run's memory; rows leave in the
batches that hold the windows' articles, so a window is never done before they are in.
Two backfills over one window: whoever claims it first has it, the other leaves it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from flows.backfilling.orders import Order
from flows.backfilling.origins import ORIGINS
from flows.backfilling.surveys import LOST, Survey
from flows.claims import Claims
from flows.context import RunContext
from flows.steps import Reading
from flows.visits import Visit
from transforms.errors import ItemError
from transforms.records import Failure, Source
from transforms.windows import (
    ONLY,
    Window,
    WindowState,
    recipe_digest,
    state_now,
    window_id,
)

LEFT = "left when its run ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A window as it stands before anything is done."""

    source: Source
    on: date
    state: WindowState
    reason: str | None
    refusal: str | None
    """Why people let no run at the source."""
    is_wanted: bool
    row: Window | None


def look_up(context: RunContext, order: Order, claims: Claims) -> tuple[Standing, ...]:
    """Every window of an order as it stands, by source, in the order of its days.

    A window that a dead run left in the midst of its work is missing.
    """
    ids = {
        (source.id, on): window_id(source.id, order.origin, on)
        for source in order.sources
        for on in order.days
    }
    rows = context.memory.windows(ids.values())
    return tuple(
        _standing(context, order, claims, source, on, rows.get(ids[source.id, on]))
        for source in order.sources
        for on in order.days
    )


def _standing(
    context: RunContext,
    order: Order,
    claims: Claims,
    source: Source,
    on: date,
    row: Window | None,
) -> Standing:
    recipe = recipe_digest(source, order.origin)
    state, reason = state_now(row, source, recipe, context.now())
    if state == "running" and not claims.is_elsewhere(
        claim_name(source.id, order.origin, on)
    ):
        state, reason = "missing", LEFT
    problem = ORIGINS[order.origin].problem(source)
    if problem is not None:
        state, reason = "unavailable", problem
    by_hand = context.orders.get(source.id)
    refusal = by_hand.refusal if by_hand else None
    is_wanted = state in ONLY[order.only] and not (problem or refusal)
    return Standing(
        source=source,
        on=on,
        state=state,
        reason=refusal or reason,
        refusal=refusal,
        is_wanted=is_wanted,
        row=row,
    )


def claim_name(source_id: str, origin: str, on: date) -> str:
    """By which one run has a window."""
    return f"{source_id} {origin} {on}"


@dataclass(slots=True, kw_only=True)
class Book:
    """One source's windows while they are worked on; for one thread."""

    source: Source
    windows: dict[date, Window]
    reasons: dict[date, Counter[str]] = field(default_factory=dict)
    """Why pages of a day failed and may be tried again."""
    changed: set[date] = field(default_factory=set)
    """Days that articles came in for since ``settled`` was asked last."""

    def note(self, found: Survey) -> None:
        """Takes in what the survey counted."""
        for on, window in self.windows.items():
            self.windows[on] = replace(
                window,
                listed=found.listed[on],
                known=found.known[on],
                lost=found.lost[on],
            )
        for on, over in found.over.items():
            self._blame(on, "over-the-limit", over)

    def take_in(self, reading: Reading) -> None:
        """Counts articles for the days that they name themselves."""
        for refined in reading.refined:
            day = refined.article.published_on
            if day in self.windows:
                window = self.windows[day]
                self.windows[day] = replace(window, articles=window.articles + 1)
                self.changed.add(day)

    def fail(self, on: date, failure: Failure) -> None:
        """Counts a page that did not come, or that holds no article."""
        window = self.windows[on]
        # A page that holds no article holds none the next time.
        if failure.reason in LOST or failure.stage == "article":
            self.windows[on] = replace(window, lost=window.lost + 1)
        else:
            self.windows[on] = replace(window, failed=window.failed + 1)
            self._blame(on, failure.reason, 1)

    def blame_all(self, visits: Iterable[Visit]) -> None:
        """A listing that did not come may have named pages of any window."""
        for visit in visits:
            for failure in visit.failures:
                if failure.stage == "fetch" and failure.reason not in LOST:
                    for on in self.windows:
                        self._blame(on, f"listing-{failure.reason}", 1)

    def close(self, on: date, run_id: UUID, at: datetime) -> Window:
        """The window with its state, when all its pages were worked on."""
        window, reasons = self.windows[on], self.reasons.get(on)
        state: WindowState = "done"
        if reasons:
            state = "failed"
        elif not window.listed and not window.articles:
            state = "empty"
        self.windows[on] = replace(
            window,
            state=state,
            reason=_told(reasons) if reasons else None,
            run_id=run_id,
            updated_at=at,
        )
        return self.windows[on]

    def settled(
        self, closing: Iterable[date], run_id: UUID, at: datetime
    ) -> tuple[Window, ...]:
        """Windows that are through now; and those that were, with new counts."""
        closed = [self.close(on, run_id, at) for on in closing]
        again = {on for on in self.changed if self.windows[on].state != "running"}
        self.changed.clear()
        for on in again.difference(window.covers_on for window in closed):
            closed.append(self.close(on, run_id, at))
        return tuple(closed)

    def give_up(
        self, error: ItemError, run_id: UUID, at: datetime
    ) -> tuple[Window, ...]:
        """All windows, where the origin as a whole cannot be read.

        Files are named anew for every run: the next ones may have what these had not.
        """
        is_open = any(each.origin == "warc" for each in self.windows.values())
        is_over = is_for_good(error) and not is_open
        state: WindowState = "unavailable" if is_over else "failed"
        reason = f"{error.reason}: {error.detail}"[:300]
        for on, window in self.windows.items():
            self.windows[on] = replace(
                window, state=state, reason=reason, run_id=run_id, updated_at=at
            )
        return tuple(self.windows.values())

    def _blame(self, on: date, reason: str, count: int) -> None:
        self.reasons.setdefault(on, Counter())[reason] += count


def is_for_good(error: ItemError) -> bool:
    """Whether asking again would give the same: it is gone, forbidden or no listing."""
    return error.reason in LOST or error.stage != "fetch"


def _told(reasons: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in reasons.most_common(5))
