"""The raw archive: every response, before anything reads it. WARC 1.1, gzip a record.

Exchanges arrive from the fetchers; captures, which say where the bytes are, leave.
The files are ``<home>/captures/dateline-<day>-<writer>.warc.gz``: one a writer and
day (UTC, of the request), a new one from 1 GB on. Any WARC reader reads them;
``warc_records.py`` says what stands in them, ``warc_files.py`` how they are held,
``torn.py`` what becomes of those a killed process leaves.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import Lock
from types import TracebackType
from typing import Self

from transforms.errors import WarehouseError
from transforms.identity import digest, identify
from transforms.records import DATED_TEXT_TYPE, Capture, CaptureKind, Link
from warehouse.torn import Leftovers, Torn, settle_leftovers, unsettled
from warehouse.warc_fields import content_type, http_head
from warehouse.warc_files import HeldFile, Mark, explained, make_folder
from warehouse.warc_records import Record, pack_capture, pack_warcinfo, record_at

__all__ = [
    "Archive",
    "Exchange",
    "Leftovers",
    "Torn",
    "read",
    "settle_leftovers",
    "unsettled",
]

ROLL_BYTES = 1_000_000_000
# Room for the heads of a record beside its body: http.client takes at most 100
# header lines of 64 KiB.
_HEADS_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One answer, as a fetcher hands it over."""

    source_id: str
    kind: CaptureKind
    url: str
    """As asked for."""
    final_url: str
    """After redirects."""
    fetched_at: datetime
    """When it was asked for; names the file in which it is kept."""
    status: int
    headers: tuple[tuple[str, str], ...]
    """As received, in order."""
    body: bytes
    """Content coding and transfer coding removed."""
    link: Link | None
    http_version: str = "HTTP/1.1"
    captured_at: datetime | None = None
    """When an archive was given the answer that it replays here; None for an answer
    of the publisher's own. The capture and its record bear this date."""


class Archive:
    """One writer of the archive; a context manager; ``write`` from any thread.

    Nothing is open before the first write. A file of the day that an earlier
    writer has finished with is taken up again, so a run every ten minutes does
    not make 144 files a day. Every method raises WarehouseError where
    the disk refuses.
    """

    def __init__(self, folder: Path, *, roll_bytes: int = ROLL_BYTES) -> None:
        self._folder = folder
        self._roll_bytes = roll_bytes
        self._session = token_hex(16)
        self._lock = Lock()
        self._files: list[HeldFile] = []  # the newest last; the others await settle
        self._day = ""
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def write(self, exchange: Exchange, *, same_as: Capture | None = None) -> Capture:
        """The capture, once its bytes are with the system; ``sync`` makes them durable.

        ``same_as`` is an earlier capture with the same body: that body is then not
        written again. Where the body differs after all or cannot be
        read back, the response is written in full.
        """
        capture = _capture(exchange)
        original = None
        if same_as and same_as.payload_digest == capture.payload_digest:
            original = _same_body(self._folder, same_as, exchange.body)
        written_at = exchange.fetched_at.astimezone(UTC)
        content = pack_capture(
            capture,
            _head(exchange),
            exchange.body,
            original,
            self._session,
            copied_at=written_at if exchange.captured_at else None,
        )
        with self._lock:
            file = self._file_for(written_at)
            if file.end == 0:
                file.append(pack_warcinfo(file.path.name, written_at))
            offset = file.append(content)
        return replace(
            capture,
            file=file.path.name,
            file_offset=offset,
            file_length=len(content),
        )

    def sync(self) -> None:
        """Returns once every capture so far is on the disk and may have its row."""
        with self._lock:
            for file in self._files:
                file.sync()

    def settle(self) -> None:
        """All captures up to the last ``sync`` have their rows: the journal moves on.

        What was written since that ``sync`` stays in the journal.
        """
        with self._lock:
            for file in self._files:
                file.settle()
            for file in [file for file in self._files[:-1] if not file.is_marked]:
                self._files.remove(file)
                file.close()

    def close(self) -> None:
        """Syncs and lets the files go; what is not settled stays in the journal."""
        with self._lock:
            self._is_closed = True
            while self._files:
                file = self._files.pop()
                try:
                    file.sync()
                finally:
                    file.close()

    def _file_for(self, written_at: datetime) -> HeldFile:
        if self._is_closed:
            raise ValueError("the archive is closed")
        day = f"{written_at:%Y%m%d}"
        # Only forward: around midnight days come out of order.
        is_spent = day > self._day or self._files[-1].end >= self._roll_bytes
        if not self._files or is_spent:
            make_folder(self._folder)
            self._day = max(day, self._day)
            self._files.append(self._finished(self._day) or self._new(self._day))
        return self._files[-1]

    def _finished(self, day: str) -> HeldFile | None:
        for path in sorted(self._folder.glob(f"dateline-{day}-*.warc.gz")):
            file = HeldFile.claim(path, session=self._session)
            if file is None:
                continue
            # A mark is a killed writer's: its captures are to be adopted first.
            if file.end < self._roll_bytes and Mark.read(path) is None:
                return file
            file.close()
        return None

    def _new(self, day: str) -> HeldFile:
        file = None
        while file is None:
            path = self._folder / f"dateline-{day}-{token_hex(4)}.warc.gz"
            file = HeldFile.claim(path, session=self._session, create=True)
        return file


def read(folder: Path, capture: Capture) -> bytes:
    """The body, proved by its digest; that of the original for a revisit.

    Raises WarehouseError, naming file and offset, where the record is damaged,
    missing, or not what the row says.
    """
    record = _original(folder, capture.file, capture.file_offset, capture.payload_bytes)
    body = record.payload()
    if digest(body) != capture.payload_digest:
        raise _damaged(folder / record.file, record.offset)
    return body


def _original(folder: Path, file: str, offset: int, payload_bytes: int) -> Record:
    record = _record(folder, file, offset, payload_bytes)
    if record.refers_to is None:
        return record
    # One step is enough: a revisit of a revisit is never written.
    return _record(folder, *record.refers_to, payload_bytes)


def _record(folder: Path, file: str, offset: int, payload_bytes: int) -> Record:
    path = folder / file
    if path.name != file or not path.is_file():
        raise WarehouseError(
            f"{path}: no such file, so the record at byte {offset} is missing; "
            "restore the file from a backup"
        )
    with explained(path), path.open("rb") as opened:
        keep_bytes = payload_bytes + _HEADS_BYTES
        record = record_at(opened, file, offset, keep_bytes=keep_bytes)
    if record is None or not record.is_complete:
        raise _damaged(path, offset)
    return record


def _damaged(path: Path, offset: int) -> WarehouseError:
    return WarehouseError(
        f"{path}: the record at byte {offset} is damaged, missing or not the one "
        "that was written there; restore the file from a backup"
    )


def _same_body(folder: Path, same_as: Capture, body: bytes) -> Record | None:
    try:
        record = _original(folder, same_as.file, same_as.file_offset, len(body))
    except WarehouseError:
        # The old body cannot be read any more: the new one is kept in full.
        return None
    return record if record.payload() == body else None


def _capture(exchange: Exchange) -> Capture:
    fetched_at = (exchange.captured_at or exchange.fetched_at).astimezone(UTC)
    payload_digest = digest(exchange.body)
    media_type = content_type(exchange.headers)
    if media_type is None and exchange.kind == "file":
        media_type = DATED_TEXT_TYPE
    return Capture(
        capture_id=identify(
            "capture", exchange.url, fetched_at.isoformat(), payload_digest
        ),
        source_id=exchange.source_id,
        kind=exchange.kind,
        url=exchange.url,
        final_url=exchange.final_url,
        fetched_at=fetched_at,
        status=exchange.status,
        content_type=media_type,
        payload_digest=payload_digest,
        payload_bytes=len(exchange.body),
        file="",
        file_offset=0,
        file_length=0,
        link=exchange.link,
    )


def _head(exchange: Exchange) -> bytes | None:
    if exchange.kind == "file":
        return None
    return http_head(
        exchange.http_version, exchange.status, exchange.headers, len(exchange.body)
    )
