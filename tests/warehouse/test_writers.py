"""Several processes that load at the same time: the rows of one."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.transforms.duplicates.texts import prose
from tests.warehouse.batches import at, batch, dump, fetch, new_warehouse, put, refined
from transforms.batches import Batch
from warehouse.connection import Place, opened, spelled
from warehouse.landing import land, pending

pytestmark = pytest.mark.slow

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
    run_together([[spelled(place), str(tmp_path / "data"), str(folder)]] * 2)
    assert pending(folder) == []
    alone = new_warehouse()
    put(alone, tmp_path / "alone", *batches())
    with opened(place) as connection:
        assert dump(connection) == dump(alone)
    alone.close()


@pytest.mark.timeout(120)
def test_two_processes_find_the_copies_that_one_would(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Each loads a publisher's articles at the same moment; half of them are edited
    copies of the other's, and which publisher was first differs."""
    path = tmp_path / "warehouse.duckdb"
    publishers = {name: syndicated(name) for name in ("one", "two")}
    for name, each in publishers.items():
        land(tmp_path / name, each)
    run_together(
        [
            [spelled(path), str(tmp_path / "data"), str(tmp_path / name)]
            for name in publishers
        ]
    )
    put(warehouse, tmp_path / "alone", *publishers.values())
    with opened(path) as connection:
        found = copies(connection)
    assert found == copies(warehouse)
    assert len(found) == 6
    assert {original for _, original, _ in found} == {
        f"https://{'one' if number % 2 else 'two'}.example/{number}"
        for number in range(6)
    }


def syndicated(name: str) -> Batch:
    """Twelve articles, of which six are the other publisher's too, cut and credited."""
    is_two = name == "two"
    return batch(
        *(
            refined(
                f"https://{name}.example/{number}",
                words=" ".join(prose(number if number < 6 else 100 * is_two + number))
                + " Read more at two." * is_two,
                title=f"Report {number}",
                source_id=name,
                published_at=at(10 if (number % 2 == 0) ^ is_two else 5),
                minute=20,
            )
            for number in range(12)
        ),
        minute=20 + is_two,
    )


def copies(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """Address, its original's, and how it came from it."""
    return connection.execute(
        "select copies.canonical_url, originals.canonical_url, duplicates.kind "
        "from duplicates "
        "inner join versions on duplicates.version_id = versions.version_id "
        "inner join articles as copies on versions.article_id = copies.article_id "
        "inner join articles as originals "
        "on copies.duplicate_of = originals.article_id order by all"
    ).fetchall()


def run_together(arguments: list[list[str]]) -> None:
    """Loads in as many processes as there are lists of arguments."""
    root = Path(__file__).resolve().parents[2]
    loaders = [
        subprocess.Popen(
            [sys.executable, "-c", _LOAD_WAITING, *each],
            cwd=root,
            stderr=subprocess.PIPE,
        )
        for each in arguments
    ]
    assert [loader.communicate()[1] for loader in loaders] == [b""] * len(loaders)


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
