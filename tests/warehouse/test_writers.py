"""Several processes that load at the same time: the rows of one."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, dump, fetch, new_warehouse, put, refined
from transforms.records import Batch
from warehouse.connection import Place, opened, spelled
from warehouse.landing import land, pending

_LOAD_WAITING = """
import sys
from pathlib import Path
from warehouse import landing
from warehouse.connection import opened, read_place
from warehouse.load import load
from warehouse.migrate import migrate

folder = Path(sys.argv[3])
warehouse = read_place(sys.argv[1], Path(sys.argv[2]))
while landing.pending(folder):
    with opened(warehouse, patience_seconds=60.0) as connection:
        migrate(connection)
        for landed in landing.pending(folder)[:1]:
            load(connection, landed)
            landing.remove(landed)
"""


def batches() -> list[Batch]:
    return [
        batch(
            *(
                refined(
                    f"https://one.example/{(number + part) % 6}",
                    words=f"Words number {number} were said in part {part // 2}.",
                    minute=part,
                )
                for number in range(5)
            ),
            fetches=(fetch(minute=part),),
            minute=part,
        )
        for part in range(3)
    ]


@pytest.fixture(params=["file", "postgres_lake"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "file":
        return tmp_path / "warehouse.duckdb"
    lake: Place = request.getfixturevalue(request.param)
    return lake


@pytest.mark.timeout(120)
def test_two_processes_fill_the_tables_as_one_would(
    place: Place, tmp_path: Path
) -> None:
    folder = tmp_path / "landing"
    for each in batches():
        land(folder, each)
    where = [spelled(place), str(tmp_path / "data"), str(folder)]
    command = [sys.executable, "-c", _LOAD_WAITING, *where]
    root = Path(__file__).resolve().parents[2]
    loaders = [
        subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(2)
    ]
    errors = [loader.communicate()[1] for loader in loaders]
    assert errors == [b"", b""]
    assert pending(folder) == []
    alone = new_warehouse()
    put(alone, tmp_path / "alone", *batches())
    with opened(place) as connection:
        assert dump(connection) == dump(alone)
    alone.close()


def test_killed_load_leaves_the_batch_to_the_next(tmp_path: Path) -> None:
    """The transaction dies with the process; the batch on disk does not."""
    path, folder = tmp_path / "warehouse.duckdb", tmp_path / "landing"
    landed = land(folder, batches()[0])
    code = """
import os, sys
from pathlib import Path
from warehouse import load as module
from warehouse.connection import opened
from warehouse.migrate import migrate
with opened(Path(sys.argv[1])) as connection:
    migrate(connection)
    module.matching.match = lambda connection: os._exit(9)
    module.load(connection, Path(sys.argv[2]))
"""
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", code, str(path), str(landed)]
    assert subprocess.run(command, cwd=root, check=False).returncode == 9
    with opened(path) as connection:
        assert not any(dump(connection).values())
        assert pending(folder) == [landed]
        put(connection, tmp_path / "again", batches()[0])
        assert count(connection) == 5


def count(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("select count(*) from articles").fetchone()
    return int(found[0]) if found else 0
