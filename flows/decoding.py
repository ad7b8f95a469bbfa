"""Bodies that others kept as they came over the network, made plain under the caps.

The HTTP head of an archived response and its body arrive, the page's bytes leave.
Archives do not agree on what a kept head means: some undo a coding and leave its
name (warcprox, Browsertrix), some rename the header (Common Crawl), and the Wayback
Machine replays gzip without saying so. So the body's own beginning is asked first.
"""

import re

from flows.fetching.inflating import Inflater
from flows.fetching.limits import Limits
from transforms.errors import FetchError

LIMITS = Limits()
GZIP = b"\x1f\x8b"

_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")


def plain_body(
    body: bytes, content_encoding: str | None, transfer_encoding: str | None
) -> bytes:
    """``body`` without chunks and content codings, if it still has them.

    Args:
        content_encoding: the headers' values; None without one.

    Raises:
        FetchError: ``bad-encoding``, ``short-body``, ``inflated-too-large``.
    """
    if "chunked" in (transfer_encoding or "").lower():
        body = _unchunked(body)
    if content_encoding and not _MARKUP.match(body):
        body = inflated(body, content_encoding)
    if len(body) > LIMITS.inflated_bytes:
        raise FetchError("too-large", f"more than {LIMITS.inflated_bytes} bytes")
    return body


def inflated(body: bytes, content_encoding: str) -> bytes:
    """``body`` without its content codings.

    Raises:
        FetchError: as ``fetching.inflating`` says.
    """
    inflater = Inflater(content_encoding, LIMITS.inflated_bytes)
    plain = b"".join(inflater.feed(body))
    inflater.finish()
    return plain


def _unchunked(body: bytes) -> bytes:
    """RFC 9112 section 7.1; as it is where no chunk begins it."""
    parts, at = list[bytes](), 0
    while True:
        size = _CHUNK_SIZE.match(body, at)
        if size is None:
            if at == 0:
                return body
            raise FetchError("short-body", f"the chunks end early, at byte {at}")
        length, begin = int(size[1], 16), size.end()
        if length == 0:
            return b"".join(parts)
        if begin + length > len(body):
            raise FetchError("short-body", f"the last chunk has not all {length} bytes")
        parts.append(body[begin : begin + length])
        at = begin + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
