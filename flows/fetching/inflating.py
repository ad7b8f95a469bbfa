"""Removes content codings under a cap. Arrives a coded body in pieces, leaves bytes.

Decoders of HTTP libraries inflate first and let one look at the size later: a
1 MiB body can become 1 GiB in between. Here no call makes more than one piece, and
every coding of a stack ("gzip, gzip") is counted by itself. RFC 9110 section 8.4,
RFC 1950, 1951, 1952.
"""

import zlib
from collections.abc import Iterator

from transforms.errors import FetchError

PIECE_BYTES = 64 << 10
ACCEPTED = "gzip, deflate"
"""For Accept-Encoding: what this module can remove."""

_MOST_CODINGS = 3
_UNSUPPORTED = {"br", "zstd", "compress", "x-compress", "dcb", "dcz", "exi"}
_GZIP_WINDOW, _ZLIB_WINDOW, _RAW_WINDOW = 31, 15, -15


class Inflater:
    """The inverse of a Content-Encoding header, piece by piece.

    Args:
        content_encoding: the header's value; codings in the order they were applied.
            Names that are no coding ("utf-8", "none") are ignored, as browsers do.
        most_bytes: no coding of the stack may give more than this.

    Raises:
        FetchError: ``bad-encoding`` for a coding we never offered.
    """

    def __init__(self, content_encoding: str, most_bytes: int) -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        refused = sorted(_UNSUPPORTED.intersection(names))
        if refused:
            raise FetchError("bad-encoding", f"{refused[0]} was not asked for")
        kinds = {"gzip": _Gzip, "x-gzip": _Gzip, "deflate": _Deflate}
        stack = [kinds[name] for name in reversed(names) if name in kinds]
        if len(stack) > _MOST_CODINGS:
            raise FetchError("bad-encoding", f"{len(stack)} content codings")
        self._codings = [kind(most_bytes) for kind in stack]

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What ``data`` becomes, in pieces of at most 64 KiB, lazily.

        Raises:
            FetchError: ``inflated-too-large``, ``bad-encoding``.
        """
        return self._through(data, 0)

    def finish(self) -> None:
        """Nothing, if every coding has come to its end.

        Raises:
            FetchError: ``short-body``, since a stream that stops early is a cut one.
        """
        if any(coding.is_unfinished for coding in self._codings):
            raise FetchError("short-body", "the compressed body ends early")

    def _through(self, data: bytes, depth: int) -> Iterator[bytes]:
        if depth == len(self._codings):
            yield data
            return
        for piece in self._codings[depth].feed(data):
            yield from self._through(piece, depth + 1)


class _Coding:
    """One coding. Subclasses say how a stream begins and whether more may follow."""

    has_members = False
    """Whether another stream may follow the first (RFC 1952 section 2.2)."""

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self._engine: zlib._Decompress | None = None
        self._held = b""
        self._streams_done = 0
        self._is_padding = False

    @property
    def is_unfinished(self) -> bool:
        """A stream has begun and not ended. No bytes at all are an empty body."""
        return self._engine is not None or bool(self._held and not self._streams_done)

    def feed(self, data: bytes) -> Iterator[bytes]:
        data, self._held = self._held + data, b""
        while data and not self._is_padding:
            if self._engine is None:
                if len(data) < 2:
                    self._held = data
                    return
                self._begin(data)
                continue
            yield from self._pieces(self._engine, data)
            if not self._engine.eof:
                return
            data, self._engine = self._engine.unused_data, None
            self._streams_done += 1

    def window(self, head: bytes) -> int | None:
        """zlib's window bits for a stream that begins with ``head``; None for none."""
        raise NotImplementedError

    def _begin(self, data: bytes) -> None:
        bits = self.window(data[:2])
        if self._streams_done and (bits is None or not self.has_members):
            self._is_padding = True  # zeros or an advertisement after the last stream
            return
        if bits is None:
            raise FetchError("bad-encoding", "the body is not in the coding it names")
        self._engine = zlib.decompressobj(bits)

    def _pieces(self, engine: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
        while True:
            try:
                piece = engine.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                raise FetchError("bad-encoding", f"broken body: {error}") from error
            self._left -= len(piece)
            if self._left < 0:
                raise FetchError("inflated-too-large", "the body inflates past the cap")
            if piece:
                yield piece
            data = engine.unconsumed_tail
            # A full piece may have more behind it although all input is taken.
            if engine.eof or (not data and len(piece) < PIECE_BYTES):
                return


class _Gzip(_Coding):
    has_members = True

    def window(self, head: bytes) -> int | None:
        return _GZIP_WINDOW if head == b"\x1f\x8b" else None


class _Deflate(_Coding):
    """zlib by the standard, bare deflate by some servers."""

    def window(self, head: bytes) -> int | None:
        is_zlib = head[0] & 0x0F == 8 and int.from_bytes(head, "big") % 31 == 0
        return _ZLIB_WINDOW if is_zlib else _RAW_WINDOW
