"""Captured bytes to a dated article: hop 4 of the path.

A capture and its bytes arrive; an ``Article`` leaves, or an ``UnreadableArticle``
that says why there is none. ``READERS`` names the reader of each content type;
bytes whose type says nothing are judged by how they begin.
"""

import re
from collections.abc import Callable, Mapping

from transforms.articles import dated, pages
from transforms.articles.blocks import KEPT
from transforms.articles.bodies import Judged
from transforms.articles.version import EXTRACTOR_VERSION
from transforms.errors import UnreadableArticle
from transforms.records import DATED_TEXT_TYPE, Article, Capture, Source

__all__ = [
    "EXTRACTOR_VERSION",
    "READERS",
    "UNTELLING_TYPES",
    "Judged",
    "judge",
    "read",
]

Reader = Callable[[bytes, Capture, Source], Article]

READERS: Mapping[str, Reader] = {
    DATED_TEXT_TYPE: dated.read,
    "text/html": pages.read,
    "application/xhtml+xml": pages.read,
}

UNTELLING_TYPES = frozenset(
    {"", "application/octet-stream", "text/plain", "text/xml", "application/xml"}
    | {"application/unknown", "binary/octet-stream", "unknown/unknown"}
)
"""Types that servers send without having looked; the bytes decide."""

_BEGINNING_BYTES = 1024
_HTML_BEGINNING = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|script|div|p|h1)[\s>/]"
)
# https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and following.
_BINARY_BEGINNINGS = (
    *(b"%PDF-", b"%!PS-Adobe-", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"RIFF"),
    *(b"PK\x03\x04", b"\x1f\x8b", b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"wOF"),
)


def read(body: bytes, capture: Capture, source: Source) -> Article:
    """The article in a capture.

    Raises:
        UnreadableArticle: ``empty-body``, ``not-a-page`` for what is neither a page
            nor a dated text, and what the readers raise.
        DatedTextError: a dated text breaks the grammar.
    """
    if not body.strip():
        raise UnreadableArticle("empty-body", f"{len(body)} bytes of nothing")
    return _reader(body, capture.content_type)(body, capture, source)


def judge(body: bytes, capture: Capture, source: Source) -> tuple[Judged, ...]:
    """Every line of a captured page in document order, with why it is kept or not.

    A dated text holds nothing but its article: all its blocks are kept.

    Raises:
        UnreadableArticle: as ``read``, but for pages that are notices or hold no
            article.
        DatedTextError: a dated text breaks the grammar.
    """
    if not body.strip():
        raise UnreadableArticle("empty-body", f"{len(body)} bytes of nothing")
    reader = _reader(body, capture.content_type)
    if reader is not dated.read:
        return pages.judge(body, capture, source)
    return tuple(
        Judged(kind=block.kind, text=block.text, reason=KEPT)
        for block in reader(body, capture, source).blocks
    )


def _reader(body: bytes, content_type: str | None) -> Reader:
    media_type = (content_type or "").partition(";")[0].strip().lower()
    reader = READERS.get(media_type)
    if reader is dated.read:
        return reader
    if reader is None and media_type in UNTELLING_TYPES and _begins_as_html(body):
        reader = pages.read
    if reader is None or body.startswith(_BINARY_BEGINNINGS):
        kind = media_type or "of no media type"
        raise UnreadableArticle("not-a-page", f"{kind}, begins with {body[:12]!r}")
    return reader


def _begins_as_html(body: bytes) -> bool:
    """UTF-16 is told by leaving its zeros out."""
    beginning = body[:_BEGINNING_BYTES].replace(b"\0", b"").lower()
    return _HTML_BEGINNING.search(beginning) is not None
