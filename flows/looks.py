"""One document of a listing: an answer arrives, what it lists leaves."""

from dataclasses import dataclass

from flows.fetching.responses import Response
from transforms import listings
from transforms.errors import FetchError, UnreadableListing
from transforms.listings.reading import Reading
from transforms.records import Listing


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One document of a listing as it was found."""

    url: str
    """After redirects."""
    reading: Reading


def read_answer(
    listing: Listing, response: Response, *, may_end: bool = False
) -> Reading:
    """The listing in an answer of today.

    Raises:
        FetchError: ``http-...`` for any status but 200.
        UnreadableListing: as ``read_document``; ``no-items`` for an empty feed.
    """
    if response.status != 200:
        reason = f"http-{response.status}"
        raise FetchError(reason, f"the listing answered {response.status}")
    content_type, url = response.header("content-type"), response.final_url
    reading = read_document(listing, response.body, content_type, url, may_end=may_end)
    # A news sitemap may be empty over a weekend; a feed keeps its last items, and one
    # without any is a template or a site that has moved on.
    has_items = reading.links or reading.children or reading.skipped
    if listing.kind == "feed" and not has_items:
        raise UnreadableListing("no-items", "the feed lists no article")
    return reading


def read_document(
    listing: Listing,
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    may_end: bool = False,
) -> Reading:
    """The document as its kind; a page in a feed's place as the feeds it names.

    Args:
        may_end: a page without articles is no failure but what stands behind the last
            one: many sites go on counting.

    Raises:
        UnreadableListing: as ``listings.read``.
    """
    try:
        return listings.read(
            listing.kind,
            body,
            content_type,
            url,
            item_selector=listing.item_selector,
            next_selector=listing.next_selector,
        )
    except UnreadableListing as error:
        if may_end and error.reason == "no-article-links":
            return Reading(links=())
        if error.reason != "html-instead-of-feed":
            raise
        feeds = listings.feed_alternates(body, content_type, url)
        if not feeds:
            raise
        return Reading(
            links=(), children=tuple(listings.Child(url=feed) for feed in feeds)
        )
