"""Batches on disk, waiting to be loaded: nothing refined is lost to a held file.

A batch is a folder of newline-delimited JSON, one file a table, which appears under
its name only when every byte of it is synced. Loading it twice changes nothing, so
a kill between load and removal does no harm; what a kill leaves half-written the
next ``land`` takes away, since the lock file beside the folder tells it that nobody
is writing.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from glob import escape
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from transforms.batches import Batch
from transforms.errors import WarehouseError
from warehouse.literals import quoted
from warehouse.rows import Row, rows_of

REFUSED = "refused"
_WRITING = ".writing-"
_STAMP = "%Y%m%dT%H%M%S%f"
_LOCK_SECONDS = 60.0
# DuckDB reserves twice the longest line it is told to expect, for each thread: with
# 1 GiB, every load failed on a machine with 2 GB of memory.
_LINE_BYTES = 16 * 1024 * 1024


def land(folder: Path, batch: Batch) -> Path:
    """Writes ``batch`` durably below ``folder``; gives the batch's own folder.

    Raises:
        WarehouseError: the disk is full or not writable.
    """
    name = f"{batch.made_at.strftime(_STAMP)}-{batch.batch_id}"
    scratch, landed = folder / f"{_WRITING}{name}", folder / name
    with _explained(landed, "written"), held(folder):
        _remove_scratch(folder)
        if landed.exists():
            return landed
        try:
            scratch.mkdir()
            for table, rows in rows_of(batch).items():
                if rows:
                    _write(scratch / f"{table}.jsonl", rows)
            _sync_folder(scratch)
            scratch.replace(landed)
            _sync_folder(folder)
        except OSError:
            shutil.rmtree(scratch, ignore_errors=True)
            raise
    return landed


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Makes ``folder`` if need be; nothing appears in or leaves it meanwhile.

    Raises:
        WarehouseError: another process has held it for a minute.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder.with_name(folder.name + ".lock"), timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise WarehouseError(f"{folder} is held by another process") from error


def pending(folder: Path) -> list[Path]:
    """Batches that wait, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and path.name != REFUSED and not path.name.startswith(_WRITING)
    )


def made_at(landed: Path) -> datetime:
    """When the batch was made, aware and UTC."""
    stamp = landed.name.partition("-")[0]
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def files_of(landed: Path) -> Mapping[str, Path]:
    """The batch's files by table."""
    return {path.stem: path for path in sorted(landed.glob("*.jsonl"))}


def columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> Mapping[str, str]:
    """Types of the columns of ``table``, wherever it stands."""
    rows = connection.execute(
        "select column_name, data_type from information_schema.columns "
        "where table_name = ? and table_schema in ('main', 'ops') "
        "and table_catalog = current_database()",
        [table],
    ).fetchall()
    return dict(rows)


def reading(paths: Sequence[str], columns: Mapping[str, str]) -> str:
    """A select statement over landed files of one table."""
    types = ", ".join(f"\"{name}\": '{kind}'" for name, kind in columns.items())
    # A home folder may be named data[1] or data*.
    listed = ", ".join(quoted(escape(path)) for path in paths)
    line_bytes = max(_LINE_BYTES, *(_longest_line(Path(path)) for path in paths))
    return (
        f"select * from read_json([{listed}], format = 'newline_delimited', "
        f"columns = {{{types}}}, maximum_object_size = {line_bytes})"
    )


def remove(landed: Path) -> None:
    """Takes a loaded batch away.

    Raises:
        WarehouseError: the disk refuses.
    """
    with _explained(landed, "removed"), held(landed.parent):
        shutil.rmtree(landed)


def refuse(landed: Path, reason: str) -> Path:
    """Puts a batch that cannot be loaded aside, with the reason beside it.

    Raises:
        WarehouseError: the disk refuses.
    """
    aside = landed.parent / REFUSED / landed.name
    with _explained(landed, "put aside"), held(landed.parent):
        (landed / "reason.txt").write_text(reason + "\n", "utf-8", errors="replace")
        aside.parent.mkdir(exist_ok=True)
        landed.replace(aside)
    return aside


def _remove_scratch(folder: Path) -> None:
    """What killed writers left: under the lock nobody else is writing."""
    for path in folder.glob(f"{_WRITING}*"):
        shutil.rmtree(path)


@contextmanager
def _explained(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WarehouseError(f"{path}: cannot be {what}: {error}") from error


def _longest_line(path: Path) -> int:
    """Bytes; the whole file's where that is little anyway."""
    file_bytes = path.stat().st_size
    if file_bytes <= _LINE_BYTES:
        return file_bytes
    with path.open("rb") as stream:
        return max(len(line) for line in stream)


def _write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("wb") as stream:
        for row in rows:
            line = json.dumps(row, ensure_ascii=False, default=_plain) + "\n"
            # A lone surrogate (a broken escape in somebody's JSON) has no UTF-8;
            # one character stays one character, so spans still fit.
            stream.write(line.encode("utf-8", "replace"))
        stream.flush()
        os.fsync(stream.fileno())


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)


def _sync_folder(folder: Path) -> None:
    """Makes names in ``folder`` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
