"""Sitemaps by date: those of the source file, and those that robots.txt names."""

from collections import deque
from collections.abc import Iterator

from flows.backfilling.fields import Field, Lead
from flows.fetching.responses import FailedFetch
from flows.looks import Look
from transforms.errors import ItemError, UnreadableListing
from transforms.listings.indexes import children_for
from transforms.records import Listing, Source
from transforms.urls import canonical_url, same_site

SITEMAPS_MAX = 300
"""Sitemaps read for one source, indexes included: enough for ten years by week."""


def problem(source: Source) -> str | None:
    """Without an address there is nothing to ask for sitemaps."""
    if source.homepage or any(each.kind == "sitemap" for each in source.listings):
        return None
    return "the source file has neither a homepage nor a sitemap"


def find(field: Field) -> Iterator[Lead]:
    """The pages of every sitemap that may name some of the field's days.

    Raises:
        ItemError: nothing that could be asked answered with a sitemap.
    """
    listings, problems, are_read = _listings(field), list[ItemError](), 0
    seen = {canonical_url(str(each.url)) for each in listings}
    for listing in listings:
        try:
            waiting = deque([field.look(listing)])
        except ItemError as error:
            problems.append(error)
            continue
        are_read += 1
        while waiting:
            look = waiting.popleft()
            yield from (Lead(link=link) for link in look.reading.links)
            for url in _children(field, look, seen):
                seen.add(canonical_url(url))
                found = field.walk.attempt(listing, url)
                if found is not None:
                    waiting.append(found)
    if not are_read:
        raise next(iter(problems), _NOTHING)


_NOTHING = UnreadableListing(
    "no-sitemaps",
    "neither the source file nor robots.txt names a sitemap; origin cdx asks a web "
    "archive",
)


def _children(field: Field, look: Look, seen: set[str]) -> Iterator[str]:
    """Further sitemaps of the publisher's that may name the field's days."""
    for child in children_for(
        look.reading, field.since, field.until, most=SITEMAPS_MAX
    ):
        is_ours = same_site(child.url, look.url)
        if (
            is_ours
            and canonical_url(child.url) not in seen
            and len(seen) < SITEMAPS_MAX
        ):
            yield child.url


def _listings(field: Field) -> list[Listing]:
    own = [each for each in field.source.listings if each.kind == "sitemap"]
    known = {canonical_url(str(each.url)) for each in own}
    home = field.source.homepage
    if home is None:
        return own
    try:
        declared = field.poll.permission.verdict(home).sitemaps
    except FailedFetch:
        # A host without an answer to robots.txt is told of by the next request.
        declared = ()
    return own + [
        Listing(kind="sitemap", url=url)
        for url in dict.fromkeys(declared)
        if canonical_url(url) not in known and same_site(url, home)
    ]
