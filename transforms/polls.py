"""What one poll of a listing tells of the next. Pure: headers and reasons arrive.

``Outcome`` is what ``intervals.advance`` takes; the functions give its parts from a
response (where a listing has moved, how long it stays fresh) and weigh a failure.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
"""Weights of failures, as Media Cloud's rss-fetcher has them."""
_SOFT_REASONS = frozenset({"http-404", "http-408", "http-425", "http-429"}) | {
    "bad-encoding",
    "tls",  # certificates expire, and are renewed within days
}
_TEMPORARY_REASONS = frozenset(
    {
        "asked-to-wait",
        "given-up",
        "host-busy",
        "robots-unreachable",
        "short-body",
        "stalled",
        "timed-out",
        "unforeseen",  # our own fault
        "unreachable",
    }
)
_PERMANENT_STATUSES = frozenset({301, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one poll."""

    at: datetime
    """When the request was made."""
    status: int | None = None
    failure_reason: str | None = None
    """None where the listing could be read, a 304 included."""
    listed: int = 0
    """Items in the listing; those of the stored one for a 304."""
    new_items: int = 0
    """Of these, those that nobody had seen before this poll."""
    ttl_seconds: int | None = None
    max_age_seconds: int | None = None
    retry_after_seconds: float | None = None
    moved_to: str | None = None
    """As ``permanent_target`` gives it."""


def failure_weight(reason: str) -> float:
    """How much one failure counts.

    Hard is what asking again will not mend; soft what a publisher mends in hours or
    days; temporary what happened on the way.
    """
    if reason in _TEMPORARY_REASONS:
        return TEMPORARY
    is_soft = reason in _SOFT_REASONS or reason.startswith("http-5")
    return SOFT if is_soft else HARD


def permanent_target(
    redirects: Iterable[tuple[int, str]], final_url: str
) -> str | None:
    """Where a listing has moved for good: up to the first hop that is temporary.

    None where the first hop is none, or where there are no redirects.

    Args:
        redirects: (status, URL that gave it), in order.
        final_url: the URL that answered.

    >>> permanent_target([(301, "http://a/"), (302, "http://b/")], "http://c/")
    'http://b/'
    """
    start = None
    for status, url in redirects:
        start = url if start is None else start
        if status not in _PERMANENT_STATUSES:
            return None if url == start else url
    return None if start in (None, final_url) else final_url


def cache_control_max_age(header: str | None) -> int | None:
    """Seconds for which an answer stays fresh; None where the header does not say.

    RFC 9111 sections 4.2.1 and 5.2.2: the first max-age counts, one that is no number
    counts as none, and no-store and no-cache mean 0. ``s-maxage`` is for shared caches.

    >>> cache_control_max_age('private, Max-Age="600"')
    600
    """
    directives: dict[str, str] = {}
    for found in _DIRECTIVE.finditer((header or "")[:_LONGEST_HEADER]):
        directives.setdefault(found["name"].lower(), found["value"] or "")
    if "no-store" in directives or "no-cache" in directives:
        return 0
    value = directives.get("max-age", "").strip('"')
    if not value.isascii() or not value.isdigit():
        return None
    # RFC 9111 section 1.2.2: what is too large to represent is 2^31.
    return min(int(value[:20]), 2**31)


_LONGEST_HEADER = 1000
_DIRECTIVE = re.compile(
    r"""(?P<name>[!#$%&'*+.^_`|~0-9A-Za-z-]+)
        (?:\s{0,9}=\s{0,9}(?P<value>"(?:[^"\\]|\\.)*"|[^\s,;"]*))?""",
    re.VERBOSE,
)
