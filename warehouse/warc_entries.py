"""Any WARC file, record by record: ours, Common Crawl's, Heritrix's, wget's.

An open file and an offset arrive; records leave, and what is no record, with the
bytes it takes. A file may be gzipped record by record (WARC 1.1 annex D) or not at
all. Nothing is read as a whole: memory is bounded by what is asked for, whatever
stands in the file.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO, Literal

from warehouse.warc_files import member_at, next_magic
from warehouse.warc_records import Record, unpack

HEADS_BYTES = 128 * 1024
"""Kept of a record in a walk: its named fields and the HTTP head."""

Problem = Literal["damaged-record", "gzipped-as-one"]

_GZIP = b"\x1f\x8b\x08"
_BEGINNING = b"WARC/"
# What may stand before a record, beyond the two line ends that belong to the last.
_GAP = b"\r\n"
_GAP_BYTES = 64
# A page with its fields is far below; a member that inflates past this is a bomb or
# a film, and neither is read to its end.
_MEMBER_BYTES = 2 << 30
_PROBE_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A stretch of a file: a record, or bytes that are none."""

    offset: int
    end: int
    record: Record | None
    problem: Problem | None = None
    """Why there is no record."""


def entries(
    file: BinaryIO, name: str, offset: int = 0, *, keep_bytes: int = HEADS_BYTES
) -> Iterator[Entry]:
    """Everything from ``offset`` on, in order, without a gap.

    Behind a damaged place the search goes on at the next byte that may begin a record.
    """
    end = file.seek(0, 2)
    while offset < end:
        entry = entry_at(file, name, offset, keep_bytes=keep_bytes)
        if entry is None:
            resumed = _next_start(file, offset + 1) or end
            if _is_empty(file, offset, resumed):
                return
            entry = Entry(
                offset=offset, end=resumed, record=None, problem="damaged-record"
            )
        yield entry
        offset = entry.end


def entry_at(
    file: BinaryIO, name: str, offset: int, *, keep_bytes: int
) -> Entry | None:
    """What begins at ``offset``; None where nothing whole does.

    ``record.is_complete`` is False where the block is more than ``keep_bytes``.
    """
    file.seek(offset)
    if file.read(len(_GZIP)) == _GZIP:
        return _packed(file, name, offset, keep_bytes)
    return _plain(file, name, offset, keep_bytes)


def _packed(file: BinaryIO, name: str, offset: int, keep_bytes: int) -> Entry | None:
    member = member_at(file, offset, keep_bytes=keep_bytes, most_bytes=_MEMBER_BYTES)
    if member is None:
        # A whole crawl in one member may be larger than any record.
        return None
    found = _record(member.content, name, offset, member.end)
    if found is None:
        return None
    record, length = found
    if member.content_length > length + _GAP_BYTES:
        return Entry(
            offset=offset, end=member.end, record=None, problem="gzipped-as-one"
        )
    is_whole = member.content_length >= length
    return Entry(offset=offset, end=member.end, record=record) if is_whole else None


def _plain(file: BinaryIO, name: str, offset: int, keep_bytes: int) -> Entry | None:
    file.seek(offset)
    content = file.read(keep_bytes)
    gap = len(content) - len(content.lstrip(_GAP))
    found = _record(content[gap:], name, offset, 0)
    if found is None:
        return None
    record, length = found
    end = offset + gap + length
    if end > file.seek(0, 2):
        return None
    file.seek(end)
    following = file.read(_GAP_BYTES)
    end += len(following) - len(following.lstrip(_GAP))
    return Entry(offset=offset, end=end, record=replace(record, end=end))


def _record(
    content: bytes, name: str, offset: int, end: int
) -> tuple[Record, int] | None:
    """The record that ``content`` begins with, and its bytes without the gap."""
    head_end = content.find(b"\r\n\r\n")
    if not content.startswith(_BEGINNING) or head_end < 0:
        return None
    unpacked = unpack(content)
    if unpacked is None:
        return None
    fields, block = unpacked
    record = Record(
        file=name, offset=offset, end=end, fields=fields, block=block, is_complete=True
    )
    written = (record.field("Content-Length") or "").strip()
    if not (written.isascii() and written.isdecimal() and len(written) < 16):
        return None
    length = head_end + 4 + int(written)
    return replace(record, is_complete=len(block) == int(written)), length


def _next_start(file: BinaryIO, offset: int) -> int | None:
    """The next byte at which a record may begin, packed or not."""
    file.seek(0)
    if file.read(len(_GZIP)) != _GZIP:
        found = next_magic(file, offset, b"\n" + _BEGINNING)
        return None if found is None else found + 1
    while (candidate := next_magic(file, offset, _GZIP)) is not None:
        if _begins_record(file, candidate):
            return candidate
        offset = candidate + 1
    return None


def _begins_record(file: BinaryIO, offset: int) -> bool:
    """By a glance: three bytes are soon found in anything compressed."""
    file.seek(offset)
    try:
        beginning = zlib.decompressobj(wbits=31).decompress(
            file.read(_PROBE_BYTES), len(_BEGINNING)
        )
    except zlib.error:
        return False
    return beginning == _BEGINNING


def _is_empty(file: BinaryIO, offset: int, end: int) -> bool:
    """Line ends and zeros behind the last record are no loss."""
    if end - offset > _PROBE_BYTES:
        return False
    file.seek(offset)
    return not file.read(end - offset).strip(b"\r\n\0")
