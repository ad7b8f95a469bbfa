"""One warehouse in memory for all tests; each finds it empty.

And places for others: a file, a lake in SQLite, a lake in PostgreSQL.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import postgres
from tests.warehouse.batches import empty, new_warehouse
from warehouse.connection import Place, read_place


@pytest.fixture(scope="session")
def _shared_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = new_warehouse()
    # The tables are tiny: a second thread costs more than it brings.
    connection.execute("set threads = 1")
    yield connection
    connection.close()


@pytest.fixture
def warehouse(
    _shared_warehouse: duckdb.DuckDBPyConnection,
) -> duckdb.DuckDBPyConnection:
    """An empty warehouse with all tables and views."""
    empty(_shared_warehouse)
    return _shared_warehouse


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server; skips where there is none."""
    folder = postgres.programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed: no initdb")
    with postgres.serving(folder) as server:
        yield server


@pytest.fixture
def postgres_lake(postgres_server: postgres.Server, tmp_path: Path) -> Place:
    """A lake in a database of its own."""
    setting = f"ducklake:postgres:{postgres_server.new_database()}"
    return read_place(setting, tmp_path / "data")


@pytest.fixture
def sqlite_lake(tmp_path: Path) -> Place:
    """A lake whose catalog is a file."""
    return read_place(f"ducklake:sqlite:{tmp_path}/catalog.sqlite", tmp_path / "data")


@pytest.fixture(params=["sqlite_lake", "postgres_lake"])
def a_lake(request: pytest.FixtureRequest) -> Place:
    """Each kind of lake in turn."""
    place: Place = request.getfixturevalue(request.param)
    return place
