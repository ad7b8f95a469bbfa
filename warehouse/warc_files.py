"""One WARC file on disk: who holds it, what it still owes, where it is torn.

Below ``captures.py``: bytes arrive and are appended under an exclusive lock;
offsets leave. Knows files and gzip members, nothing of what is in them.

The journal is one small file beside each WARC file, ``<file>.open``, holding
the byte at which the records begin whose rows are not yet in the warehouse. It
is on disk before the first of those records is, and goes once they have rows.
What a killed process leaves is therefore a mark beside a file nobody holds.
"""

import errno
import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from transforms.errors import WarehouseError

MARK_SUFFIX = ".open"
_CHUNK_BYTES = 64 * 1024
# As zlib begins a member: deflate, no flags, no time.
_GZIP_MAGIC = b"\x1f\x8b\x08" + bytes(5)
_REMEDIES = {
    errno.ENOSPC: "free space on its disk, or move DATELINE_HOME to a larger one",
    errno.EDQUOT: "raise the disk quota, or move DATELINE_HOME to another disk",
    errno.EFBIG: "raise the limit on file sizes (ulimit -f)",
    errno.EACCES: "let this user write there, or set DATELINE_HOME elsewhere",
    errno.EPERM: "let this user write there, or set DATELINE_HOME elsewhere",
    errno.EROFS: "mount its disk for writing, or set DATELINE_HOME elsewhere",
    errno.EMFILE: "raise the limit on open files (ulimit -n)",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns an ``OSError`` into a WarehouseError that names file and remedy."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "check the disk and its mount")
        raise WarehouseError(f"{path}: {error.strerror or error}; {remedy}") from error


def make_folder(folder: Path) -> None:
    """Returns once ``folder`` is there and its parent says so on the disk."""
    if folder.is_dir():
        return
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sync_folder(folder.parent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One whole gzip member."""

    offset: int
    length: int
    """Bytes in the file."""
    content: bytes
    """Inflated; only the beginning where more was there than asked for."""
    content_length: int

    @property
    def end(self) -> int:
        return self.offset + self.length


def member_at(
    file: BinaryIO, offset: int, *, keep_bytes: int, most_bytes: int | None = None
) -> Member | None:
    """The gzip member at ``offset``, its checksum verified.

    None where no member begins there, or it is damaged, ends early or inflates to
    more than ``most_bytes``. Memory is bounded by ``keep_bytes`` whatever the member
    inflates to.
    """
    file.seek(offset)
    inflater = zlib.decompressobj(wbits=31)
    content = bytearray()
    content_length = 0
    while not inflater.eof:
        chunk = inflater.unconsumed_tail or file.read(_CHUNK_BYTES)
        if not chunk:
            return None
        try:
            inflated = inflater.decompress(chunk, 16 * _CHUNK_BYTES)
        except zlib.error:
            return None
        content += inflated[: keep_bytes - len(content)]
        content_length += len(inflated)
        if most_bytes is not None and content_length > most_bytes:
            return None
    return Member(
        offset=offset,
        length=file.tell() - len(inflater.unused_data) - offset,
        content=bytes(content),
        content_length=content_length,
    )


def next_magic(file: BinaryIO, offset: int, magic: bytes = _GZIP_MAGIC) -> int | None:
    """Where, from ``offset`` on, a gzip member may begin; None if nowhere."""
    overlap = len(magic) - 1
    while True:
        file.seek(offset)
        chunk = file.read(_CHUNK_BYTES)
        found = chunk.find(magic)
        if found >= 0:
            return offset + found
        if len(chunk) <= overlap:
            return None
        offset += len(chunk) - overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a journal file says: records from ``offset`` on have no rows yet."""

    file: str
    offset: int
    session: str | None
    """Secret of the writer's session, in its records too: behind a damaged place no
    bytes that a server sent can then pass for a record. None where it was lost."""

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """The mark beside ``path``, or None.

        One whose text the disk lost counts from the file's first byte: records
        that have rows already are then found again, which changes nothing.
        """
        with explained(path):
            try:
                text = _mark_path(path).read_text("ascii", "replace")
            except FileNotFoundError:
                return None
        offset, _, session = text.strip().partition(" ")
        is_offset = offset.isascii() and offset.isdigit()
        return cls(
            file=path.name,
            offset=int(offset) if is_offset else 0,
            session=session if is_offset else None,
        )


def marked_files(folder: Path) -> list[Path]:
    """The WARC files that have a journal mark, by name."""
    marks = sorted(folder.glob(f"*.warc.gz{MARK_SUFFIX}"))
    return [mark.with_name(mark.name.removesuffix(MARK_SUFFIX)) for mark in marks]


def remove_mark(path: Path) -> None:
    """Takes the journal mark beside ``path`` away.

    Should a power cut bring it back, captures are found again that have rows.
    """
    with explained(path):
        _mark_path(path).unlink(missing_ok=True)


class HeldFile:
    """A file under this process's exclusive lock. Not thread-safe by itself.

    The lock is flock(2) on the file itself: it ends with the process, however
    that ends, and two holders in one process exclude each other too.
    """

    def __init__(self, path: Path, descriptor: int, session: str) -> None:
        self.path = path
        self._session = session
        self._descriptor = descriptor
        self.end = os.fstat(descriptor).st_size
        self._synced_end = self.end
        self.is_marked = False

    @classmethod
    def claim(
        cls, path: Path, *, session: str = "", create: bool = False
    ) -> Self | None:
        """The file, locked; None where another holds it, or it is not there.

        With ``create`` it must be new: None where it exists. ``session`` goes into
        the marks of one who appends.
        """
        flags = os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT | os.O_EXCL if create else 0)
        with explained(path):
            try:
                descriptor = os.open(path, flags, 0o644)
            except FileExistsError:
                return None
            except FileNotFoundError:
                if create:
                    raise
                return None
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                return None
        return cls(path, descriptor, session)

    def append(self, content: bytes) -> int:
        """The offset at which ``content`` now begins; the journal mark comes first.

        A half-written record is cut off again, so that the file stays valid.
        """
        with explained(self.path):
            if not self.is_marked:
                self._mark(self.end)
            try:
                self._write(content)
            except OSError:
                # Should the disk refuse this too, the next append still begins
                # at the same byte and overwrites what is there.
                with suppress(OSError):
                    os.ftruncate(self._descriptor, self.end)
                raise
        offset = self.end
        self.end += len(content)
        return offset

    def sync(self) -> None:
        """Returns once everything appended so far is on the disk."""
        if self._synced_end != self.end:
            with explained(self.path):
                os.fsync(self._descriptor)
            self._synced_end = self.end

    def settle(self) -> None:
        """Moves the mark behind what was synced, or removes it if that is all."""
        if not self.is_marked:
            return
        if self._synced_end == self.end:
            remove_mark(self.path)
            self.is_marked = False
        else:
            with explained(self.path):
                self._mark(self._synced_end)

    def cut(self, end: int) -> None:
        """Drops everything from ``end`` on, on the disk too."""
        with explained(self.path):
            os.ftruncate(self._descriptor, end)
            os.fsync(self._descriptor)
        self.end = self._synced_end = end

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Gives the lock back."""
        with explained(self.path):
            os.close(self._descriptor)

    def _mark(self, offset: int) -> None:
        mark = _mark_path(self.path)
        draft = mark.with_name(f"{mark.name}.draft")
        with draft.open("w", encoding="ascii") as file:
            file.write(f"{offset} {self._session}\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(mark)
        _sync_folder(mark.parent)
        self.is_marked = True

    def _write(self, content: bytes) -> None:
        view = memoryview(content)
        written = 0
        while written < len(view):
            written += os.pwrite(self._descriptor, view[written:], self.end + written)


def _mark_path(path: Path) -> Path:
    return path.with_name(path.name + MARK_SUFFIX)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
