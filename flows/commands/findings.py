"""What is wrong with a listing, in a person's words: for ``dateline sources``.

Pure: a ``Sight`` or the error in its place arrives, sentences leave.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.scouting import Sight
from transforms.errors import ItemError
from transforms.records import Link
from transforms.urls import canonical_url

OLD = timedelta(days=30)
"""After a month without anything new somebody should look whether a listing lives."""
NAMES_SHOWN = 3

_ARCHIVES = frozenset({"cdx", "warc"})
_AHEAD = timedelta(days=1)
_STATUSES = {
    "http-401": "wants a login",
    "http-403": "refuses us: a wall against programs, or a login",
    "http-404": "is the address still right?",
    "http-410": "the publisher says that it is gone for good",
    "http-429": "the publisher asks for patience; try again later",
    "http-451": "withheld for legal reasons",
}
_REASONS = {
    "disallowed": "disallowed by robots.txt",
    "empty-body": "is empty",
    "redirect-loop": "redirects in a circle",
    "too-many-redirects": "redirects without end",
}
_UNSAFE = "is not public: DATELINE_ALLOW_ADDRESSES=HOST:PORT would permit it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one look says of a listing, on one line."""

    counts: str
    """``20 items, newest 3 hours old``; empty where nothing came."""
    problems: tuple[str, ...]
    is_usable: bool

    @property
    def words(self) -> str:
        """The whole line."""
        return "; ".join(filter(None, (self.counts, *self.problems)))


def finding(
    sight: Sight | ItemError, now: datetime, *, is_moved_told: bool = True
) -> Finding:
    """What to tell of a listing; one is usable if it leads to any page.

    Args:
        is_moved_told: whether a permanent redirect is a problem; False where the new
            address is what will be written.
    """
    if isinstance(sight, ItemError):
        return Finding(counts="", problems=(explain(sight),), is_usable=False)
    links = sight.links
    usable = len(links) > sight.forbidden
    is_archive = sight.listing.kind in _ARCHIVES
    counted = archive_counts(links) if is_archive else counts(links, now)
    return Finding(
        counts=counted if links else "",
        problems=tuple(_problems(sight, now, is_moved_told)),
        is_usable=usable,
    )


def explain(error: ItemError) -> str:
    """Why there is nothing to read, and what might be done."""
    reason, _, status = error.reason.partition("-")
    if reason == "http" and status.isdecimal():
        known = _STATUSES.get(error.reason)
        if known is None and status.startswith("5"):
            known = "the publisher's server is in trouble; try again later"
        return f"answered {status}" + (f": {known}" if known else "")
    if error.reason == "unsafe-address":
        return f"{_UNSAFE} ({error.detail})"
    if error.reason == "robots-unreachable":
        _, _, why = error.detail.partition("robots.txt: ")
        return f"its robots.txt cannot be read ({why}): is the address right?"
    known = _REASONS.get(error.reason)
    return known or f"{error.reason.replace('-', ' ')}: {error.detail}"


def counts(links: tuple[Link, ...], now: datetime) -> str:
    """How many, and how old the newest is."""
    newest = max(filter(None, map(_instant, links)), default=None)
    number = f"{len(links)} item" + ("s" if len(links) != 1 else "")
    if newest is None or not timedelta(0) <= now - newest <= OLD:
        return number  # which is told as a problem
    return f"{number}, newest {age(now - newest)} old"


def archive_counts(links: tuple[Link, ...]) -> str:
    """How many captures of how many pages, and from when they are."""
    pages = len({canonical_url(link.url) for link in links})
    number = f"{len(links)} capture" + ("s" if len(links) != 1 else "")
    number += f" of {pages} page" + ("s" if pages != 1 else "")
    days = sorted(f"{at:%Y-%m-%d}" for link in links if (at := link.captured_at))
    return f"{number}, {days[0]} to {days[-1]}" if days else number


def age(elapsed: timedelta) -> str:
    """A duration in the largest unit of which it has two.

    >>> age(timedelta(hours=3)), age(timedelta(days=1))
    ('3 hours', '24 hours')
    """
    minutes = max(round(elapsed.total_seconds() / 60), 0)
    for size, unit in ((1440, "days"), (60, "hours")):
        if minutes >= 2 * size:
            return f"{round(minutes / size)} {unit}"
    return f"{minutes} minute" + ("s" if minutes != 1 else "")


def _problems(sight: Sight, now: datetime, is_moved_told: bool) -> list[str]:
    links = sight.links
    found = [*_about_the_answer(sight)]
    if sight.moved_to and is_moved_told:
        moved = f"redirects permanently to {sight.moved_to}, consider writing that"
        found.append(moved)
    found += _about_the_items(sight, now)
    if not links and not sight.is_page and not sight.lost:
        is_archive = sight.listing.kind in _ARCHIVES
        found.append("holds no page of this source" if is_archive else "is empty")
    return found


def _about_the_answer(sight: Sight) -> list[str]:
    found = []
    if sight.is_page and sight.feeds:
        named = ", ".join(sight.feeds[:NAMES_SHOWN])
        found.append(f"is an HTML page; it names these feeds: {named}")
    elif sight.is_page:
        found.append("is an HTML page that names no feed")
    for url, error in sight.lost:
        found.append(f"{url} in it: {explain(error)}")
    return found


def _about_the_items(sight: Sight, now: datetime) -> list[str]:
    links, found = sight.links, []
    if sight.listing.kind == "warc":
        found += [f"{reason}: {first}" for reason, first in sight.reading.skipped]
    if sight.listing.kind in _ARCHIVES:
        return found + _about_robots(sight)
    instants = list(filter(None, map(_instant, links)))
    undated = len(links) - len(instants)
    # A page is not expected to date what it lists.
    if undated and sight.listing.kind != "page":
        found.append(f"no dates in {undated} of {len(links)} items")
    ahead = sum(at > now + _AHEAD for at in instants)
    if ahead:
        found.append(f"dates in the future in {ahead} of {len(links)} items")
    if instants and now - max(instants) > OLD:
        found.append(f"newest item is {age(now - max(instants))} old")
    found += _about_robots(sight)
    linkless = sum(
        reason in ("item-without-link", "bad-link")
        for reason, _ in sight.reading.skipped
    )
    if linkless:
        found.append(f"{linkless} more without a usable link")
    return found


def _about_robots(sight: Sight) -> list[str]:
    those = f"{sight.forbidden} of {len(sight.links)} items"
    return [f"robots.txt disallows {those}"] if sight.forbidden else []


def _instant(link: Link) -> datetime | None:
    return link.published_at or link.modified_at
