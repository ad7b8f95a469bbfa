"""Step 1: bytes of a listing to links. One module per kind of listing.

A new kind is a module with ``read`` and a line in ``READERS``.
"""

from collections.abc import Callable

from transforms.errors import UnreadableListing
from transforms.listings import feeds
from transforms.listings.alternates import feed_alternates
from transforms.listings.reading import Reading

__all__ = ["READERS", "Reading", "feed_alternates", "read"]

READERS: dict[str, Callable[[bytes, str | None, str], Reading]] = {
    "feed": feeds.read,
}


def read(kind: str, body: bytes, content_type: str | None, url: str) -> Reading:
    """The links in a listing of one kind (key of ``READERS``).

    ``content_type`` is the whole header value, ``url`` the address after redirects.

    Raises:
        UnreadableListing: the body is no listing of that kind; a page's feeds are
            then told by ``feed_alternates``.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableListing("unknown-kind", f"{kind!r}: one of {sorted(READERS)}")
    return reader(body, content_type, url)
