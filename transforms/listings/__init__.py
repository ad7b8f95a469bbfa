"""Step 1: bytes of a listing to links. One module per kind of listing.

A new kind is a module with ``read`` and a line in ``READERS``.
"""

from collections.abc import Callable

from transforms.errors import UnreadableListing
from transforms.listings import cdx, feeds, pages, sitemaps
from transforms.listings.alternates import feed_alternates
from transforms.listings.reading import Child, Reading, Replay

__all__ = ["READERS", "Child", "Reading", "Replay", "feed_alternates", "read"]

READERS: dict[str, Callable[[bytes, str | None, str], Reading]] = {
    "feed": feeds.read,
    "sitemap": sitemaps.read,
    "page": pages.read,
    "cdx": cdx.read,
}


def read(
    kind: str,
    body: bytes,
    content_type: str | None,
    url: str,
    *,
    item_selector: str | None = None,
    next_selector: str | None = None,
) -> Reading:
    """The links in a listing of one kind (key of ``READERS``).

    Args:
        content_type: the whole header value.
        url: the address after redirects.
        item_selector: for pages; other kinds have no use for it.
        next_selector: likewise.

    Raises:
        UnreadableListing: the body is no listing of that kind. Where an HTML page
            stands in a feed's place (``html-instead-of-feed``), ``feed_alternates``
            tells which feeds it names.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableListing("unknown-kind", f"{kind!r}: one of {sorted(READERS)}")
    if kind == "page":
        return pages.read(
            body,
            content_type,
            url,
            item_selector=item_selector,
            next_selector=next_selector,
        )
    return reader(body, content_type, url)
