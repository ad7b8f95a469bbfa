"""Windows of a backfill: one source's articles of one day, from one origin.

A window lives in the ledger, ``ops.backfill_windows``. Pure: rows and the present
instant arrive, what a window is worth now leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from transforms.identity import identify
from transforms.records import Link, Source

WindowState = Literal[
    "missing", "running", "done", "empty", "failed", "stale", "unavailable"
]
STATES: tuple[WindowState, ...] = (
    *("missing", "running", "failed", "stale", "empty", "done", "unavailable"),
)
"""In the order of a table for people: what needs work first."""

OnlyWindows = Literal["unfinished", "missing", "failed", "stale", "empty", "everything"]
ONLY: dict[OnlyWindows, frozenset[WindowState]] = {
    "unfinished": frozenset({"missing", "failed", "stale"}),
    "missing": frozenset({"missing"}),
    "failed": frozenset({"failed"}),
    "stale": frozenset({"stale"}),
    "empty": frozenset({"empty"}),
    "everything": frozenset(STATES) - {"running"},
}
"""Windows that an order takes on. What another run is at is never taken."""

RECIPE_VERSION = 1
"""Goes up when an origin's code finds what it did not find before."""
SETTLES_AFTER = timedelta(hours=6)
"""After the end of a day its last articles have come into sitemaps and archives."""

OUTSIDE = "outside-window"
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A row of the ledger; counts are those of the last run over it."""

    window_id: UUID
    run_id: UUID
    recipe_digest: UUID
    source_id: str
    origin: str
    state: WindowState
    covers_on: date
    started_at: datetime
    updated_at: datetime
    reason: str | None = None
    listed: int = 0
    known: int = 0
    articles: int = 0
    lost: int = 0
    failed: int = 0


def window_id(source_id: str, origin: str, on: date) -> UUID:
    """The key of a window."""
    return identify("window", source_id, origin, on.isoformat())


def recipe_digest(source: Source, origin: str) -> UUID:
    """What a window of ``source`` is filled by, as one value to compare."""
    listings = sorted(repr(listing) for listing in source.listings)
    return identify("recipe", RECIPE_VERSION, origin, source.homepage, *listings)


def state_now(
    window: Window | None, source: Source, recipe: UUID, now: datetime
) -> tuple[WindowState, str | None]:
    """The window's state today, and why where that needs a word.

    ``running`` is as the ledger has it: whether that run still lives is not told here.
    """
    if window is None:
        return "missing", None
    if window.state not in ("done", "empty", "unavailable"):
        return window.state, window.reason
    if window.recipe_digest != recipe:
        return "stale", "the source's listings or the origin's code have changed"
    if window.state != "unavailable" and window.updated_at < settles_at(source, window):
        return "stale", "it was filled before its day had come to rest"
    return window.state, window.reason


def settles_at(source: Source, window: Window) -> datetime:
    """From when on nothing new of the window's day is to be expected."""
    ends = datetime.combine(window.covers_on + timedelta(days=1), time(), zone(source))
    return ends.astimezone(UTC) + SETTLES_AFTER


def zone(source: Source) -> ZoneInfo:
    """In which the source's days begin."""
    return ZoneInfo(source.timezone)


def days_between(start: date, end: date, *, newest_first: bool) -> tuple[date, ...]:
    """Every day from ``start`` to ``end``, both included."""
    days = [start + timedelta(days=each) for each in range((end - start).days + 1)]
    return tuple(reversed(days)) if newest_first else tuple(days)


def refusal(link: Link | None, published_on: date | None) -> str | None:
    """Why an article is not one of those that its link was followed for.

    A sitemap often tells when a page changed, not when it was published: whether it
    belongs to the days of a backfill shows when it has been read.
    """
    if link is None or link.wanted_from is None or link.wanted_until is None:
        return None
    if published_on is None:
        return UNDATED
    return None if link.wanted_from <= published_on <= link.wanted_until else OUTSIDE


def spans(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """``days`` as stretches without a gap, earliest first."""
    stretches: list[tuple[date, date]] = []
    for day in sorted(set(days)):
        if stretches and day - stretches[-1][1] == timedelta(days=1):
            stretches[-1] = stretches[-1][0], day
        else:
            stretches.append((day, day))
    return tuple(stretches)
