"""What killed writers left in the archive: found, cut to whole records, handed over.

A mark beside a file that nobody holds arrives (see ``warc_files.py``); the captures
written since that mark leave, for ``store`` to load like any others. Only then does
``settle_leftovers`` take the mark away: dying in between changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from transforms.records import Capture
from warehouse.warc_fields import (
    Place,
    capture_from,
    link_from,
    promises_link,
    session_of,
)
from warehouse.warc_files import (
    HeldFile,
    Mark,
    explained,
    marked_files,
    next_magic,
    remove_mark,
)
from warehouse.warc_records import FIELD, Record, record_at

# What is looked at of a record in a search: its named fields, one of which repeats
# the addresses, and the whole of a link.
_FIELDS_BYTES = 4 * 1024 * 1024
_LINK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Torn:
    """Bytes that are no whole capture."""

    file: str
    offset: int
    bytes: int
    """0 where the whole file is gone."""
    is_cut: bool
    """Whether they were cut off, being the file's last; if not, whole ones follow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftovers:
    """What killed writers left: captures that may have no rows yet."""

    captures: tuple[Capture, ...]
    torn: tuple[Torn, ...]
    marks: tuple[Mark, ...]
    """The journal as it was found; for ``settle_leftovers``."""


def unsettled(folder: Path) -> Leftovers:
    """The captures, links included, of files with a mark that nobody holds.

    Some may have rows: their writer died before it could say so. A torn end is
    cut off, so that the file is valid again; a capture is torn where its
    metadata record is. Safe at any time and in several processes at once.
    WarehouseError where the disk refuses.
    """
    found: list[Capture | Torn] = []
    marks: list[Mark] = []
    for path in marked_files(folder):
        file = HeldFile.claim(path)
        if file is None and path.exists():
            continue  # its writer lives
        mark = Mark.read(path)
        if file is None and mark is not None:
            found.append(
                Torn(file=path.name, offset=mark.offset, bytes=0, is_cut=False)
            )
            marks.append(mark)
        elif file is not None:
            with file:
                found += [] if mark is None else _recover(file, mark)
            marks += [] if mark is None else [mark]
    return Leftovers(
        captures=tuple(item for item in found if isinstance(item, Capture)),
        torn=tuple(item for item in found if isinstance(item, Torn)),
        marks=tuple(marks),
    )


def settle_leftovers(folder: Path, leftovers: Leftovers) -> None:
    """Takes away the marks of ``leftovers``: its captures have their rows now.

    A mark that another writer has set since then stays.
    """
    for mark in leftovers.marks:
        path = folder / mark.file
        file = HeldFile.claim(path)
        if file is not None:
            with file:
                if Mark.read(path) == mark:
                    remove_mark(path)
        elif not path.exists():
            remove_mark(path)


def _recover(file: HeldFile, mark: Mark) -> list[Capture | Torn]:
    with explained(file.path), file.path.open("rb") as opened:
        found = list(_scan(opened, mark, file.end))
    for item in found:
        if isinstance(item, Torn) and item.is_cut:
            file.cut(item.offset)
    return found


def _scan(opened: BinaryIO, mark: Mark, end: int) -> Iterator[Capture | Torn]:
    offset = mark.offset
    while offset < end:
        found = _capture_at(opened, mark.file, offset, mark.session)
        if found is None:
            resumed = _next_capture(opened, mark, offset + 1) or end
            yield Torn(
                file=mark.file,
                offset=offset,
                bytes=resumed - offset,
                is_cut=resumed == end,
            )
            offset = resumed
        else:
            capture, offset = found
            if capture is not None:
                yield capture


def _next_capture(opened: BinaryIO, mark: Mark, offset: int) -> int | None:
    # A kill tears only the end. A power cut can lose a page in the middle, and
    # what is whole behind it was fetched all the same.
    while (candidate := next_magic(opened, offset)) is not None:
        found = _capture_at(opened, mark.file, candidate, mark.session)
        if found is not None and found[0] is not None:
            return candidate
        offset = candidate + 1
    return None


def _capture_at(
    file: BinaryIO, name: str, offset: int, session: str | None
) -> tuple[Capture | None, int] | None:
    """The capture that begins at ``offset``, and where it ends.

    No capture for records of other kinds; None altogether where no whole record
    begins there, it was not written in ``session`` (None: in any), or the link's
    record, which the first one promises, is not whole.
    """
    record = record_at(file, name, offset, keep_bytes=_FIELDS_BYTES)
    if record is None:
        return None
    if FIELD not in record.fields:
        return None, record.end
    try:
        if session not in {None, session_of(record.fields[FIELD])}:
            return None
        return _capture_of(file, record)
    except (ValueError, KeyError, TypeError):
        return None


def _capture_of(file: BinaryIO, record: Record) -> tuple[Capture, int] | None:
    field = record.fields[FIELD]
    record_id = record.fields["WARC-Record-ID"]
    link, end = None, record.end
    if promises_link(field):
        follower = record_at(file, record.file, end, keep_bytes=_LINK_BYTES)
        if not follower or follower.fields.get("WARC-Concurrent-To") != record_id:
            return None
        link, end = link_from(follower.block), follower.end
    at = Place(file=record.file, offset=record.offset, length=end - record.offset)
    return capture_from(field, UUID(record_id.strip("<>")), link, at), end
