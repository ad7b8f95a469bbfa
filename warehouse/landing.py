"""Batches on disk, waiting to be loaded: nothing refined is lost to a held file.

A batch is a folder of newline-delimited JSON, one file a table, which appears under
its name only when every byte of it is synced. Loading it twice changes nothing, so
a kill between load and removal does no harm.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from transforms.errors import WarehouseError
from transforms.records import Batch
from warehouse.rows import Row, rows_of

REFUSED = "refused"
_WRITING = ".writing-"
_LINE_BYTES_MAX = 1 << 30


def land(folder: Path, batch: Batch) -> Path:
    """Writes ``batch`` durably below ``folder``; gives the batch's own folder.

    Raises:
        WarehouseError: the disk is full or not writable.
    """
    name = f"{batch.made_at:%Y%m%dT%H%M%S%f}-{batch.batch_id}"
    scratch, landed = folder / f"{_WRITING}{name}", folder / name
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        for table, rows in rows_of(batch).items():
            if rows:
                _write(scratch / f"{table}.jsonl", rows)
        _sync_folder(scratch)
        scratch.replace(landed)
        _sync_folder(folder)
    except OSError as error:
        shutil.rmtree(scratch, ignore_errors=True)
        raise WarehouseError(f"{landed}: cannot be written: {error}") from error
    return landed


def pending(folder: Path) -> list[Path]:
    """Batches that wait, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_dir() and path.name != REFUSED and not path.name.startswith(_WRITING)
    )


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
    listed = ", ".join(quoted(path) for path in paths)
    return (
        f"select * from read_json([{listed}], format = 'newline_delimited', "
        f"columns = {{{types}}}, maximum_object_size = {_LINE_BYTES_MAX})"
    )


def quoted(text: str) -> str:
    """``text`` as an SQL string."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def remove(landed: Path) -> None:
    """Takes a loaded batch away."""
    shutil.rmtree(landed)


def refuse(landed: Path, reason: str) -> Path:
    """Puts a batch that cannot be loaded aside, with the reason beside it."""
    aside = landed.parent / REFUSED / landed.name
    aside.parent.mkdir(exist_ok=True)
    landed.replace(aside)
    (aside / "reason.txt").write_text(reason + "\n", "utf-8")
    return aside


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
