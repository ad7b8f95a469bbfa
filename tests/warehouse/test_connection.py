"""Who may open the file, who waits, and what is said when nobody can."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.warehouse.batches import select
from transforms.errors import WarehouseError, WarehouseHeld
from warehouse.connection import connect_in_memory, connect_reader, lock_path, opened
from warehouse.migrate import migrate

_HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print("held", flush=True)
sys.stdin.readline()
"""
_HOLD_AS_DATELINE = """
import sys
from pathlib import Path
from warehouse.connection import opened
with opened(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "warehouse.duckdb"
    with opened(path) as connection:
        migrate(connection)
    return path


@contextmanager
def another(
    code: str, path: Path, mode: str = "write"
) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open until it gets a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), mode],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdin
    assert process.stdout
    try:
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        if process.poll() is None:
            process.communicate("\n")
        process.stdin.close()
        process.stdout.close()


@pytest.mark.parametrize("mode", ["write", "read"])
def test_writer_names_the_process_that_holds_the_file(path: Path, mode: str) -> None:
    with another(_HOLD, path, mode) as holder:
        with (
            pytest.raises(WarehouseHeld) as caught,
            opened(path, patience_seconds=0.0),
        ):
            pass
        assert f"process {holder.pid} (" in caught.value.holder
        assert Path(sys.executable).name in caught.value.holder
        assert str(path) in str(caught.value)


def test_reader_names_the_process_that_writes(path: Path) -> None:
    with another(_HOLD, path) as holder:
        with pytest.raises(WarehouseHeld) as caught:
            connect_reader(path, patience_seconds=0.0)
        assert str(holder.pid) in caught.value.holder


def test_readers_do_not_exclude_each_other(path: Path) -> None:
    with another(_HOLD, path, "read"):
        with opened(path, read_only=True, patience_seconds=0.0) as connection:
            assert select(connection, "select count(*) from articles") == [(0,)]
        connect_reader(path, patience_seconds=0.0).close()


def test_two_dateline_processes_queue_by_the_lock(path: Path) -> None:
    with (
        another(_HOLD_AS_DATELINE, path),
        pytest.raises(WarehouseHeld, match="another Dateline process"),
        opened(path, patience_seconds=0.0),
    ):
        pass


@pytest.mark.parametrize("code", [_HOLD, _HOLD_AS_DATELINE])
def test_waiting_writer_opens_once_the_holder_leaves(path: Path, code: str) -> None:
    opening, has_opened = Event(), Event()

    def wait_and_open() -> None:
        opening.set()
        with opened(path, patience_seconds=30.0):
            has_opened.set()

    with another(code, path) as holder:
        waiting = Thread(target=wait_and_open)
        waiting.start()
        opening.wait(10)
        assert not has_opened.is_set()
        holder.communicate("\n")
        waiting.join(30)
    assert has_opened.is_set()


def test_file_is_free_after_the_block_even_where_it_raised(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), opened(path):
        _ = 1 / 0
    with opened(path, patience_seconds=0.0) as connection:
        assert select(connection, "select 1") == [(1,)]


@pytest.mark.parametrize(
    "content",
    [b"no warehouse at all", b"\0" * 20_000, b"PK\x03\x04" + b"x" * 9_000],
    ids=["text", "zeros", "zip"],
)
def test_file_that_is_no_warehouse_is_told_in_one_error(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.write_bytes(content)
    for read_only in (False, True):
        with (
            pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "),
            opened(path, read_only=read_only),
        ):
            pass
    assert path.read_bytes() == content


def test_warehouse_cut_short_is_told_in_one_error(path: Path) -> None:
    os.truncate(path, 5_000)
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "), opened(path):
        pass


def test_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.mkdir()
    with pytest.raises(WarehouseError, match=r"warehouse\.duckdb: "), opened(path):
        pass


def test_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    with (
        pytest.raises(WarehouseError, match="cannot be opened"),
        opened(tmp_path / "home" / "warehouse.duckdb"),
    ):
        pass


def test_reader_of_nothing_is_told_what_makes_a_warehouse(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="dateline ingest makes it"):
        connect_reader(tmp_path / "warehouse.duckdb")
    assert list(tmp_path.iterdir()) == []


def test_writer_makes_the_folder_and_the_lock_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "home" / "warehouse.duckdb"
    with opened(path):
        assert lock_path(path).exists()
    assert path.exists()


def test_reader_cannot_write(path: Path) -> None:
    reader = connect_reader(path)
    with pytest.raises(Exception, match="read-only"):
        reader.execute("delete from articles")
    reader.close()


def test_instants_are_shown_in_utc() -> None:
    connection = connect_in_memory()
    shown = select(connection, "select '2024-03-20 10:00:00+02'::timestamptz::varchar")
    assert shown == [("2024-03-20 08:00:00+00",)]
    connection.close()
