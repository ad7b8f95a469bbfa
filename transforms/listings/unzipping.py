"""Listings that arrive zipped without a word: bytes to bytes, within bounds."""

import zlib

from transforms.errors import UnreadableListing

# The largest sitemap allowed, 50 MB (https://www.sitemaps.org/protocol.html#index),
# and no feed comes near it.
_MOST_INFLATED_BYTES = 64 * 1024 * 1024


def inflated(body: bytes) -> bytes:
    """The body, unzipped where it is gzip; as much as came of one cut short.

    Raises:
        UnreadableListing: ``broken-gzip``, ``inflates-too-far``.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        inflated = stream.decompress(body, _MOST_INFLATED_BYTES)
    except zlib.error as error:
        raise UnreadableListing("broken-gzip", str(error)) from error
    if stream.unconsumed_tail:
        raise UnreadableListing(
            "inflates-too-far", f"over {_MOST_INFLATED_BYTES} bytes when unzipped"
        )
    return inflated
