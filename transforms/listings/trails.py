"""From page to page of a listing: whether to go on, and why not.

Readings of pages arrive, one after the other; the next address worth a request
leaves. Publishers' "older" links lead back, repeat the last page for ever, run
through calendars or grow; every such trail ends here, and says by what.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from transforms.listings.reading import Reading
from transforms.url_parts import Parts, parse_url
from transforms.urls import canonical_url, same_site

PAGES_MAX = 50

_CALENDAR = re.compile(
    r"/(?:calend[a-z]{1,5}|kalend[a-z]{1,3}|agenda|event[a-z]{0,8}|"
    r"%D0%BA%D0%B0%D0%BB%D0%B5%D0%BD%D0%B4%D0%B0%D1%80[^/]{0,12})(?:/|\Z)",
    re.IGNORECASE,
)
_ADDRESS_CHARS = 2000
_SEGMENTS_MORE = 3
_REPEATS_MAX = 2
_NEW_SHARE = 10
"""One link in ten must be new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """The pages of one listing read so far; ``Trail()`` before the first."""

    next_url: str | None = None
    """What to fetch next; None where the trail ends."""
    ended: str | None = None
    """Why it ends: ``last-page``, ``nothing-new``, ``older-than-wanted``,
    ``too-many-pages``, ``page-seen-before``, ``other-site``, ``calendar``,
    ``address-grows``. None before the first page and while it goes on."""
    first_url: str | None = None
    depth: int = 0
    """Pages read."""
    pages: frozenset[str] = frozenset()
    """Keys of their addresses, as asked for and after redirects."""
    links: frozenset[str] = frozenset()
    """Keys of all links seen."""

    def after(
        self,
        url: str,
        reading: Reading,
        *,
        since: datetime | None = None,
        pages_max: int = PAGES_MAX,
    ) -> "Trail":
        """The trail once the page at ``url`` (after redirects) was read.

        ``since``: a page whose links are all older than this is the last one wanted.
        """
        found = frozenset(canonical_url(link.url) for link in reading.links)
        trail = replace(
            self,
            next_url=None,
            first_url=self.first_url or url,
            depth=self.depth + 1,
            pages=self.pages
            | {canonical_url(url), canonical_url(self.next_url or url)},
            links=self.links | found,
        )
        ended = _exhausted(found, self.links, reading, since) or (
            "too-many-pages" if trail.depth >= pages_max else None
        )
        ended = ended or _trap(reading.next_url, trail)
        return replace(trail, ended=ended, next_url=None if ended else reading.next_url)


def _exhausted(
    found: frozenset[str],
    earlier: frozenset[str],
    reading: Reading,
    since: datetime | None,
) -> str | None:
    """Why the page is the last one worth having, by what it lists."""
    if reading.next_url is None:
        return "last-page"
    # Pages past the end show the last one again, with one of another list by chance.
    if len(found - earlier) * _NEW_SHARE < max(1, len(found)):
        return "nothing-new"
    dated = [link.modified_at or link.published_at for link in reading.links]
    is_older = [at is not None and since is not None and at < since for at in dated]
    return "older-than-wanted" if all(is_older) else None


def _trap(next_url: str | None, trail: Trail) -> str | None:
    """Why the next address is not worth a request, by the address alone."""
    parts, first = parse_url(next_url or ""), parse_url(trail.first_url or "")
    if parts is None or first is None or next_url is None:
        return "last-page"
    if not same_site(next_url, str(first)):
        return "other-site"
    if canonical_url(next_url) in trail.pages:
        return "page-seen-before"
    if _CALENDAR.search(parts.path) and not _CALENDAR.search(first.path):
        return "calendar"
    if len(next_url) > _ADDRESS_CHARS or _grows(parts, first):
        return "address-grows"
    return None


def _grows(parts: Parts, first: Parts) -> bool:
    """``/page/2/page/3``, ``?page=2&page=3``: a relative link added to itself."""
    deeper = parts.path.count("/") - first.path.count("/")
    return deeper > _SEGMENTS_MORE or any(
        count > max(_REPEATS_MAX, of_first.get(piece, 0))
        for counted, of_first in zip(_pieces(parts), _pieces(first), strict=True)
        for piece, count in counted.items()
    )


def _pieces(parts: Parts) -> tuple[Counter[str], Counter[str]]:
    """How often each segment of the path and each parameter's name comes."""
    segments = filter(None, parts.path.split("/"))
    names = (each.partition("=")[0] for each in (parts.query or "").split("&"))
    return Counter(segments), Counter(names)
