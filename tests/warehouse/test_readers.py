"""Reading while batches are loaded: nothing is lost, no reader sees half a batch."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.warehouse.batches import batch, refined
from transforms.errors import WarehouseHeld
from warehouse.connection import connect_reader, opened
from warehouse.landing import land, pending, remove
from warehouse.load import load
from warehouse.migrate import migrate

ROOT = Path(__file__).resolve().parents[2]
BATCHES, ARTICLES = 3, 4

_READ = """
import sys
from pathlib import Path
from warehouse.connection import connect_reader

path, wanted = Path(sys.argv[1]), int(sys.argv[2])
found = 0
print("reading", flush=True)
while found < wanted:
    reader = connect_reader(path, patience_seconds=60.0)
    # One session, asked several times: what it sees does not move under it.
    counts = {
        reader.execute(
            "select (select count(*) from articles), (select count(*) from versions), "
            "(select count(distinct version_id) from facts)"
        ).fetchone()
        for _ in range(3)
    }
    reader.close()
    assert len(counts) == 1, counts
    articles, versions, stated = counts.pop()
    assert articles == versions == stated, (articles, versions, stated)
    assert articles % int(sys.argv[3]) == 0, articles
    found = articles
"""


def _load_waiting(path: Path, folder: Path, patience_seconds: float) -> None:
    for landed in pending(folder):
        with opened(path, patience_seconds=patience_seconds) as connection:
            load(connection, landed)
        remove(landed)


@pytest.mark.timeout(120)
def test_readers_and_loads_take_turns(tmp_path: Path) -> None:
    path, folder = tmp_path / "warehouse.duckdb", tmp_path / "landing"
    for number in range(BATCHES):
        articles = (
            refined(
                f"https://one.example/{number}/{place}",
                words=f"Mill {number}{place} paid $5 million on Monday.",
            )
            for place in range(ARTICLES)
        )
        land(folder, batch(*articles, minute=number))
    with opened(path) as connection:
        migrate(connection)
    arguments = [str(path), str(BATCHES * ARTICLES), str(ARTICLES)]
    with subprocess.Popen(
        [sys.executable, "-c", _READ, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"reading\n"
        _load_waiting(path, folder, patience_seconds=60.0)
        _, errors = reader.communicate()
    assert (errors, reader.returncode) == (b"", 0)
    assert pending(folder) == []


def test_session_that_stays_open_makes_batches_wait_and_loses_none(
    tmp_path: Path,
) -> None:
    path, folder = tmp_path / "warehouse.duckdb", tmp_path / "landing"
    with opened(path) as connection:
        migrate(connection)
    land(folder, batch(refined(), minute=1))
    held = (
        "import duckdb, sys; kept = duckdb.connect(sys.argv[1], read_only=True); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", held, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == b"open\n"
        with pytest.raises(WarehouseHeld):
            _load_waiting(path, folder, patience_seconds=0.0)
        assert len(pending(folder)) == 1
        reader.communicate()
    _load_waiting(path, folder, patience_seconds=10.0)
    assert pending(folder) == []
    connection = connect_reader(path)
    assert connection.execute("select count(*) from articles").fetchone() == (1,)
    connection.close()
