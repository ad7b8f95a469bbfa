"""Compaction, the published copy, checks in it: on a file and on a lake."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, dump, put, refined, select, source
from transforms.errors import NoWarehouse, WarehouseError, WarehouseHeld
from warehouse.checking import read_checks
from warehouse.connection import Place, connect_reader, opened, read_place
from warehouse.lake import Lake
from warehouse.maintenance import SNAPSHOTS_KEPT, compact, maintain
from warehouse.migrate import migrate, migrations
from warehouse.publishing import publish

NOW = datetime(2024, 3, 21, tzinfo=UTC)
COUNT = "select count(*) from facts"
_WRITE = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file with one article."""
    path = tmp_path / "warehouse.duckdb"
    fill(path, tmp_path, 0)
    return path


@pytest.fixture(params=["file", "lake"])
def file_or_lake(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each with one article."""
    if request.param == "file":
        path: Path = request.getfixturevalue("place")
        return path
    lake: Place = request.getfixturevalue("sqlite_lake")
    fill(lake, tmp_path, 0)
    return lake


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "home" / "warehouse.read.duckdb"


def fill(place: Place, folder: Path, number: int) -> None:
    with opened(place) as connection:
        migrate(connection)
        story = refined(
            f"https://one.example/{number}", words=f"Barge {number} sank on Monday."
        )
        put(connection, folder, batch(story, minute=number, sources=(source(),)))


def test_copy_holds_everything_and_is_a_plain_file(
    file_or_lake: Place, copy: Path
) -> None:
    maintained = maintain(file_or_lake, copy, NOW)
    assert maintained.errors == 0
    assert len(maintained.results) == len(read_checks())
    with closing(connect_reader(file_or_lake)) as connection:
        rows = dict(dump(connection))
        kept = rows.pop("ops.check_results")
    assert len(kept) == len(read_checks())
    with closing(connect_reader(copy)) as connection:
        copied = dict(dump(connection))
        assert copied.pop("ops.check_results") == []
        assert select(connection, COUNT) == [(1,)]
        versions = select(connection, "select version from ops.schema_migrations")
        assert sorted(versions) == [(each.version,) for each in migrations()]
        comment = "select comment from duckdb_views() where view_name = 'facts'"
        assert select(connection, comment) != [(None,)]
    assert copied == rows
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_who_has_the_copy_open_goes_on_reading_it(
    place: Path, copy: Path, tmp_path: Path
) -> None:
    publish(place, copy)
    with closing(duckdb.connect(str(copy), read_only=True)) as reader:
        fill(place, tmp_path, 1)
        publish(place, copy)
        assert select(reader, COUNT) == [(1,)]
    with closing(duckdb.connect(str(copy), read_only=True)) as reader:
        assert select(reader, COUNT) == [(2,)]


def test_wrong_data_are_an_error_that_leaves_the_copy(place: Path, copy: Path) -> None:
    with opened(place) as connection:
        connection.execute("delete from sources")
    maintained = maintain(place, copy, NOW)
    assert maintained.errors == 1
    assert copy.exists()


def test_lake_lets_old_snapshots_and_files_go(
    sqlite_lake: Place, tmp_path: Path
) -> None:
    assert isinstance(sqlite_lake, Lake)
    for number in range(2):
        fill(sqlite_lake, tmp_path, number)
    soon = datetime.now(UTC) + timedelta(minutes=1)
    later = soon + SNAPSHOTS_KEPT
    for now in (soon, later):
        with opened(sqlite_lake) as connection:
            compact(connection, now)
    files = [path.parent.name for path in sqlite_lake.data.rglob("*.parquet")]
    assert files.count("articles") == 1
    with closing(connect_reader(sqlite_lake)) as connection:
        assert select(connection, COUNT) == [(2,)]
        snapshots = "select count(*) from ducklake_snapshots('warehouse')"
        ((kept,),) = select(connection, snapshots)
        assert int(str(kept)) < 12


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Path]:
    """A warehouse that a process which knows no lock of ours writes to."""
    path = tmp_path / "warehouse.duckdb"
    fill(path, tmp_path, 0)
    holder = subprocess.Popen(
        [sys.executable, "-c", _WRITE, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    yield path
    holder.communicate("\n")


def test_held_warehouse_keeps_the_old_copy(held: Path, copy: Path) -> None:
    copy.parent.mkdir()
    copy.write_text("the one before", "utf-8")
    with pytest.raises(WarehouseHeld):
        maintain(held, copy, NOW, patience_seconds=0.0)
    assert copy.read_text("utf-8") == "the one before"
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_copy_that_cannot_be_written_is_told(place: Path, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", "utf-8")
    with pytest.raises(WarehouseError, match="cannot be published"):
        publish(place, tmp_path / "home" / "warehouse.read.duckdb")


def test_lake_that_is_not_there_is_not_published(tmp_path: Path, copy: Path) -> None:
    absent = read_place(f"ducklake:sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data")
    with pytest.raises(NoWarehouse):
        publish(absent, copy)
