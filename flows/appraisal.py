"""What a listing that was looked at is worth, and which of several to write down.

Pure: a ``Sight`` and the instant arrive, a ``Found`` leaves, for ``discovery``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.scouting import Sight
from transforms import intervals
from transforms.records import Link, Listing

_AS_FRESH = timedelta(days=2)
"""Listings whose newest items are this close are equally fresh: then the longer one,
which is rarely that of a section, is better."""
_DEAD = timedelta(days=30)
_AHEAD = timedelta(days=1)
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A listing that can be read, and what it is worth."""

    listing: Listing
    sight: Sight
    newest_at: datetime | None
    items_per_day: float | None
    """None where the dates do not tell."""
    interval_seconds: int
    """About how long a run would wait before it asks again."""
    is_news: bool
    """A sitemap that says when articles were published: no mere inventory."""

    @property
    def links(self) -> tuple[Link, ...]:
        """What it lists now."""
        return self.sight.links


def judge(listing: Listing, sight: Sight, now: datetime) -> Found:
    """What a listing is worth by its items; of an index, a news sitemap in it."""
    last = sight
    while last.behind:
        last = last.behind[0]
    if last is not sight and _is_news(last):
        return judge(last.listing, last, now)
    instants = sorted(
        at
        for link in sight.links
        if (at := link.published_at or link.modified_at) and at <= now + _AHEAD
    )
    per_day = _items_per_day(instants)
    return Found(
        listing=replace(listing, url=sight.moved_to or listing.url),
        sight=sight,
        newest_at=instants[-1] if instants else None,
        items_per_day=per_day,
        interval_seconds=_interval_seconds(per_day, last.reading.ttl_seconds),
        is_news=_is_news(sight),
    )


def choose(found: Iterable[Found]) -> tuple[Found, ...]:
    """The feed and the news sitemap that show most of what is new.

    A feed that died while something else went on is not chosen.
    """
    everything = list(found)
    newest = max(
        (each.newest_at for each in everything if each.newest_at), default=None
    )
    alive = [
        each
        for each in everything
        if newest is None or each.newest_at is None or each.newest_at > newest - _DEAD
    ]
    feeds = [each for each in alive if each.listing.kind == "feed"]
    news = [each for each in alive if each.is_news]
    best = [_best(group) for group in (feeds, news) if group]
    return tuple(best) if best else (_best(alive),)


def _best(group: list[Found]) -> Found:
    """The longest of the freshest; the first of equals, which pages declare first."""
    newest = max((each.newest_at for each in group if each.newest_at), default=None)

    def worth(found: Found) -> tuple[bool, int]:
        at = found.newest_at
        is_fresh = newest is None or (at is not None and at >= newest - _AS_FRESH)
        return is_fresh, len(found.links)

    return max(group, key=worth)


def _is_news(sight: Sight) -> bool:
    dated = sum(link.published_at is not None for link in sight.links)
    return sight.listing.kind == "sitemap" and 0 < len(sight.links) <= 2 * dated


def _items_per_day(instants: list[datetime]) -> float | None:
    """By the last week, or by whatever is older than that."""
    if len(instants) < 2:
        return None
    recent = [at for at in instants if at >= instants[-1] - _WEEK]
    counted = recent if len(recent) > 1 else instants[-2:]
    span = counted[-1] - counted[0]
    return (len(counted) - 1) / (span / _DAY) if span else None


def _interval_seconds(items_per_day: float | None, ttl_seconds: int | None) -> int:
    """As ``intervals`` will settle, as far as one look can tell."""
    gap = intervals.FIRST_SECONDS
    if items_per_day is not None:
        gap = round(_DAY.total_seconds() / max(items_per_day, 1.0))
    asked = min(ttl_seconds or 0, intervals.LONGEST_ASKED_SECONDS)
    return min(max(gap, asked, intervals.SHORTEST_SECONDS), intervals.LONGEST_SECONDS)
