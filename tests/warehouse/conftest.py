"""One warehouse in memory for all tests; each finds it empty.

And places for others: a file, a lake in SQLite, a lake in PostgreSQL.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import postgres
from tests.warehouse.batches import empty, new_warehouse
from warehouse.connection import Place, opened, read_place
from warehouse.migrate import migrate

LakeMaker = Callable[[str, Path], Place]

_MOVED = "update ducklake_metadata set value = '{}/' where key = 'data_path'"


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


@pytest.fixture(scope="session")
def _sqlite_catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalog of a lake with all tables, to copy: to make one takes a second."""
    path = tmp_path_factory.mktemp("catalog") / "catalog.sqlite"
    _migrate(f"ducklake:sqlite:{path}", path.parent)
    return path


@pytest.fixture(scope="session")
def _postgres_catalog(
    postgres_server: postgres.Server, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The same in PostgreSQL: a database to make others like."""
    database = postgres_server.new_database()
    setting = f"ducklake:postgres:{postgres_server.address(database)}"
    _migrate(setting, tmp_path_factory.mktemp("catalog"))
    return database


def _migrate(setting: str, data: Path) -> None:
    with opened(read_place(setting, data)) as connection:
        migrate(connection)


@pytest.fixture(scope="session")
def new_lake(request: pytest.FixtureRequest) -> LakeMaker:
    """Makes a lake with all tables, empty, of a kind and in a folder."""

    def make(kind: str, folder: Path) -> Place:
        like = request.getfixturevalue(f"_{kind}_catalog")
        data = folder / "data"
        if kind == "sqlite":
            address = str(shutil.copyfile(like, folder / "catalog.sqlite"))
            with closing(sqlite3.connect(address)) as catalog, catalog:
                catalog.execute(_MOVED.format(data))
        else:
            server: postgres.Server = request.getfixturevalue("postgres_server")
            database = server.new_database(like=like)
            server.execute(database, _MOVED.format(data))
            address = server.address(database)
        return read_place(f"ducklake:{kind}:{address}", data)

    return make


@pytest.fixture
def sqlite_lake(new_lake: LakeMaker, tmp_path: Path) -> Place:
    """One whose catalog is a file."""
    return new_lake("sqlite", tmp_path)


@pytest.fixture
def postgres_lake(new_lake: LakeMaker, tmp_path: Path) -> Place:
    """One whose catalog is a database of its own."""
    return new_lake("postgres", tmp_path)


@pytest.fixture(params=["sqlite_lake", "postgres_lake"])
def a_lake(request: pytest.FixtureRequest) -> Place:
    """Each kind of lake in turn."""
    place: Place = request.getfixturevalue(request.param)
    return place


@pytest.fixture(params=["sqlite", "postgres"])
def a_new_lake(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Each kind of lake in turn, without any table."""
    if request.param == "sqlite":
        setting = f"sqlite:{tmp_path}/new.sqlite"
    else:
        server: postgres.Server = request.getfixturevalue("postgres_server")
        setting = f"postgres:{server.address(server.new_database())}"
    return read_place(f"ducklake:{setting}", tmp_path / "data")
