"""What a listing says, whatever its format: its items arrive, a ``Reading`` leaves.

Readers turn their format into ``Item``s with addresses as written; here those are
resolved, repeated ones dropped, and each dropped item keeps its reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from transforms.records import Link
from transforms.urls import resolve_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A listing that another one names: a sitemap in an index."""

    url: str
    """Absolute. It may be on another site: who fetches it decides."""
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """One capture of a page in a web archive."""

    url: str
    """The page's own address."""
    captured_at: datetime
    path: str
    """``20240320101500id_/https://…``: below the archive's replay address, the body
    as it was captured, nothing rewritten (``cdx.replay_url``)."""
    digest: str
    """The archive's digest of the body; equal for equal bodies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A listing as read."""

    links: tuple[Link, ...]
    """In the listing's order; addresses absolute. An address comes twice only under
    two titles: live blogs, programmes whose episodes share one page."""
    children: tuple[Child, ...] = ()
    """The sitemaps of an index, in its order (``indexes.children_for``)."""
    next_url: str | None = None
    """The next page of this listing, on its own site (``trails.Trail``)."""
    replays: tuple[Replay, ...] = ()
    """What a web archive has of ``links``, each page's captures oldest first."""
    title: str | None = None
    ttl_seconds: int | None = None
    """How long the publisher asks to wait before the next look."""
    skipped: tuple[tuple[str, str], ...] = ()
    """(reason, detail) of each item that is in no link: ``item-without-link``,
    ``bad-link``, ``duplicate-item``, ``broken-item``, ``not-a-page``. Repeated items
    and what an archive has beside pages are no loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item in its format's words."""

    addresses: tuple[str, ...]
    """As written, the best first."""
    base: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    published_at: datetime | None = None
    modified_at: datetime | None = None


def gather_reading(
    items: Iterable[Item],
    listing_url: str,
    *,
    title: str | None = None,
    ttl_seconds: int | None = None,
    skipped: Iterable[tuple[str, str]] = (),
) -> Reading:
    """The reading of ``items``; ``skipped`` are those the reader dropped itself."""
    links: dict[tuple[str, str | None], Link] = {}
    dropped = list(skipped)
    for item in items:
        resolved = (resolve_url(each, item.base) for each in item.addresses)
        url = next(filter(None, resolved), None)
        if url is None:
            reason = "bad-link" if item.addresses else "item-without-link"
            dropped.append((reason, " ".join(item.addresses) or item.title or ""))
        elif (url, item.title) in links:
            dropped.append(("duplicate-item", url))
        else:
            links[url, item.title] = _link(item, url, listing_url)
    return Reading(
        links=tuple(links.values()),
        title=title,
        ttl_seconds=ttl_seconds,
        skipped=tuple(dropped),
    )


def _link(item: Item, url: str, listing_url: str) -> Link:
    return Link(
        url=url,
        listing_url=listing_url,
        title=item.title,
        authors=item.authors,
        summary=item.summary,
        published_at=item.published_at,
        modified_at=item.modified_at,
    )
