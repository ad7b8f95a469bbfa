"""A file on somebody's server as an open one: read span by span, never as a whole.

Arrive the requests for spans (RFC 9110 section 14), leaves a file to read and seek in.
Memory is bounded by two spans, whatever the file's size; reading on after an
interruption is a seek.
"""

import re
from collections.abc import Callable
from io import SEEK_CUR, SEEK_END, RawIOBase

from flows.fetching.responses import Response
from transforms.errors import FetchError

SPAN_BYTES = 16 << 20
"""Asked for at once: below what one fetch may bring (``Limits.wire_bytes``), and large
enough that the pauses between requests are the smaller part of the time."""
_LEAST_SPAN_BYTES = 256 << 10
_SPANS_KEPT = 2
"""A record that begins in one span may end in the next."""
_SLOW = frozenset({"timed-out", "stalled", "short-body"})
_STATED = re.compile(r"bytes (\d+)-(\d+)/(\d+)\Z")

Ask = Callable[[range], Response]


class RemoteFile(RawIOBase):
    """The file; ``state`` tells one state of it from another.

    Args:
        ask: brings some bytes of it.
        span_bytes: asked for at once, less where the line is slow.

    Raises:
        FetchError: here and in every read what ``ask`` raises; ``http-...``;
            ``no-spans`` where the server gives files as a whole alone and this one is
            too large for that; ``changed-file``, ``bad-response``.
    """

    def __init__(self, ask: Ask, span_bytes: int = SPAN_BYTES) -> None:
        self.wire_bytes = 0
        self.seconds = 0.0
        self.size = 0
        self.state = ""
        self._ask = ask
        self._span_bytes = span_bytes
        self._at = 0
        self._spans: list[tuple[int, bytes]] = []
        self._load(0)

    def readable(self) -> bool:
        """It is for reading alone."""
        return True

    def seekable(self) -> bool:
        """Anywhere, at the price of a request."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """Moves; nothing is asked for until something is read."""
        self._at = offset + {SEEK_CUR: self._at, SEEK_END: self.size}.get(whence, 0)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # writable
        """Fills ``buffer`` as far as one span goes; 0 at the end."""
        if self._at >= self.size:
            return 0
        start, held = self._held(self._at) or self._load(self._at)
        piece = held[self._at - start :][: len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _held(self, at: int) -> tuple[int, bytes] | None:
        for start, held in self._spans:
            if start <= at < start + len(held):
                return start, held
        return None

    def _load(self, start: int) -> tuple[int, bytes]:
        response = self._asked(start)
        self.wire_bytes += response.wire_bytes
        self.seconds += response.seconds
        if response.status == 416 and not self.size:
            # Nobody can give the first byte of an empty file.
            return 0, b""
        if response.status not in (200, 206):
            reason = f"http-{response.status}"
            raise FetchError(reason, f"the server answered {response.status}")
        loaded, size = _placed(response, start)
        state = f"{size} {response.header('etag') or response.header('last-modified')}"
        if self.state not in ("", state):
            raise FetchError("changed-file", "the file changed while it was read")
        self.size, self.state = size, state
        self._spans = [*self._spans, loaded][-_SPANS_KEPT:]
        return loaded

    def _asked(self, start: int) -> Response:
        """The span from ``start`` on; shorter ones where the line is too slow."""
        while True:
            try:
                return self._ask(range(start, start + self._span_bytes))
            except FetchError as error:
                if error.reason == "too-large":
                    problem = "the server gives no parts of files (Range)"
                    raise FetchError("no-spans", problem) from error
                if error.reason not in _SLOW or self._span_bytes <= _LEAST_SPAN_BYTES:
                    raise
                self._span_bytes //= 4


def _placed(response: Response, start: int) -> tuple[tuple[int, bytes], int]:
    """Where the bytes of an answer stand, and the size of the whole."""
    if response.header("content-encoding") not in (None, "", "identity"):
        raise FetchError("bad-response", "parts of a file came in another coding")
    if response.status == 200:
        return (0, response.body), len(response.body)
    stated = _STATED.match(response.header("content-range") or "")
    if stated is None or int(stated[1]) != start or not response.body:
        detail = f"Content-Range {response.header('content-range')!r}"
        raise FetchError(
            "bad-response", f"other bytes came than were asked for: {detail}"
        )
    return (start, response.body), int(stated[3])
