"""Whether a link is worth a request now. Pure: what is known comes as arguments.

A page is fetched when it is new; again when the listing says something else of it;
again, with validators, while it is young, since many sites change pages without a
word in their feed; and after a failure that may pass. What an archive replays is
fetched once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from transforms.identity import identify
from transforms.records import Link

Cause = Literal["new", "changed", "revisit", "retry"]

FINAL_REASONS = frozenset(
    {"http-410", "http-451", "unsafe-address", "not-a-page", "disallowed"}
)
"""Failures that asking again does not mend."""

_RETRY_GAPS = tuple(timedelta(minutes=minutes) for minutes in (0, 10, 60, 360))
_REVISITS = (
    (timedelta(hours=6), timedelta(hours=1)),
    (timedelta(days=1), timedelta(hours=6)),
    (timedelta(days=7), timedelta(days=2)),
)
"""Up to this age, look again after this long. Media Cloud and news-crawl publish no
figure; most corrections come within a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What earlier runs know of one address."""

    first_fetched_at: datetime
    last_fetched_at: datetime
    last_reason: str | None
    """Why the newest request failed; None where it succeeded."""
    failures_in_row: int
    link_digest: UUID | None
    """Of the newest request."""
    etag: str | None
    last_modified: str | None
    validated_url: str | None
    """The address whose response had these validators."""
    capture_id: UUID | None
    """The newest archived good response."""
    final_url: str | None = None
    """Where the newest request led."""


def cause(link: Link, known: Known | None, now: datetime) -> Cause | None:
    """Why ``link`` should be fetched now; None where it should not."""
    if known is None:
        return "new"
    if link.replay_url is not None and known.last_reason is None:
        # What an archive captured once does not change.
        return None
    if known.link_digest != link_digest(link):
        return "changed"
    if known.last_reason is not None:
        return "retry" if _may_retry(known, now) else None
    age = now - known.first_fetched_at
    gap = next((gap for limit, gap in _REVISITS if age <= limit), None)
    is_due = gap is not None and now - known.last_fetched_at >= gap
    return "revisit" if is_due else None


def link_digest(link: Link) -> UUID:
    """What the listing says of a page, as one value to compare."""
    return identify(
        "link", link.title, link.published_at, link.modified_at, link.summary
    )


def _may_retry(known: Known, now: datetime) -> bool:
    is_lost = known.last_reason in FINAL_REASONS
    if is_lost or known.failures_in_row > len(_RETRY_GAPS):
        return False
    return now - known.last_fetched_at >= _RETRY_GAPS[known.failures_in_row - 1]
