"""One writer at a time: how the warehouse is opened, and by whom.

A warehouse is a DuckDB file or, once that is outgrown, a lake (``lake``). Every
Dateline process takes the lock file beside the file before it opens it, so that they
queue in order. Others (a DuckDB command line, a notebook) know no such lock: DuckDB
refuses while they hold the file, and we try again until the patience is used up.
"""

import os
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from transforms.errors import NoWarehouse, WarehouseError, WarehouseHeld
from warehouse import lake
from warehouse.lake import Lake

Connection = duckdb.DuckDBPyConnection
Place = Path | Lake
"""Where a warehouse is: the path of a DuckDB file, or a lake."""

_HOLDER = re.compile(r"\(PID (\d+)\)")
_PAUSE_SECONDS = 0.1
THREADS_MAX = 2
"""Of DuckDB's, for a run's own work: each reserves tens of megabytes where it reads a
batch, and with many processors there would be as many of them."""

SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # A missing extension would cost seconds of waiting for a name server.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def read_place(setting: str, data: Path) -> Place:
    """The warehouse that a setting names; ``data`` is the folder of a lake's files.

    Raises:
        ValueError: it begins like a lake's and names none.
    """
    if setting.startswith(lake.PREFIX):
        return lake.read_lake(setting, data)
    return Path(setting).absolute()


def spelled(place: Place) -> str:
    """The setting that names it, a password included."""
    return f"{lake.PREFIX}{place.catalog}" if isinstance(place, Lake) else str(place)


def check_usable(place: Place) -> None:
    """Proves that what opening it takes is installed.

    Raises:
        UsageError: it is a lake, and DuckDB's extensions are missing.
    """
    if isinstance(place, Lake):
        lake.check_extensions(place)


def exists(place: Place) -> bool:
    """Whether there may be a warehouse; whoever opens one in PostgreSQL will see."""
    return lake.exists(place) if isinstance(place, Lake) else place.exists()


def check_exists(place: Place) -> None:
    """Proves that there may be a warehouse.

    Raises:
        NoWarehouse: there is none.
    """
    if not exists(place):
        raise NoWarehouse(str(place))


@contextmanager
def opened(
    place: Place, *, read_only: bool = False, patience_seconds: float = 10.0
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse, held for as short as the block.

    Raises:
        WarehouseHeld: another process held it for longer than ``patience_seconds``.
        WarehouseError: it is missing (``read_only``), damaged or no warehouse.
    """
    if isinstance(place, Lake):
        opening = _opened_lake(place, read_only, patience_seconds)
    else:
        opening = _opened_file(place, read_only, patience_seconds)
    with opening as connection:
        set_threads(connection, 1)
        yield connection


@contextmanager
def _opened_file(
    path: Path, read_only: bool, patience_seconds: float
) -> Iterator[duckdb.DuckDBPyConnection]:
    deadline = time.monotonic() + patience_seconds
    _make_parent(path)
    try:
        with FileLock(lock_path(path), timeout=patience_seconds):
            connection = _connect(path, read_only, deadline)
            try:
                yield connection
            finally:
                connection.close()
    except Timeout as error:
        raise WarehouseHeld(str(path), "another Dateline process") from error


def set_threads(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """Bounds DuckDB's threads. A run's statements are a hundred a batch and short: a
    second thread costs them 40 % more CPU (0.70 s for 0.49), and they end no sooner.

    Not in the settings: connections to one file must agree on those, and a reader's
    query may use every processor.
    """
    connection.execute(f"set threads = {min(count, os.cpu_count() or 1)}")


def connect_in_memory() -> duckdb.DuckDBPyConnection:
    """A warehouse without a file, with the same settings."""
    return _in_utc(duckdb.connect(config=SETTINGS))


def lock_path(path: Path) -> Path:
    """The lock file of the warehouse at ``path``."""
    return path.with_name(path.name + ".lock")


def connect_reader(
    place: Place, *, patience_seconds: float = 10.0
) -> duckdb.DuckDBPyConnection:
    """A read-only connection for a person's query; takes no lock, so it may be long.

    Raises like ``opened``.
    """
    if isinstance(place, Path):
        return _connect(place, True, time.monotonic() + patience_seconds)
    connection = connect_in_memory()
    try:
        lake.attach_reader(place, connection, patience_seconds)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _opened_lake(
    place: Lake, read_only: bool, patience_seconds: float
) -> Iterator[duckdb.DuckDBPyConnection]:
    if read_only:
        with closing(
            connect_reader(place, patience_seconds=patience_seconds)
        ) as connection:
            yield connection
        return
    with (
        closing(connect_in_memory()) as connection,
        lake.written_alone(place, connection, patience_seconds),
    ):
        yield connection


def _connect(path: Path, read_only: bool, deadline: float) -> duckdb.DuckDBPyConnection:
    if read_only and not path.exists():
        raise NoWarehouse(str(path))
    while True:
        try:
            return _in_utc(
                duckdb.connect(str(path), read_only=read_only, config=SETTINGS)
            )
        except duckdb.IOException as error:
            holder = _HOLDER.search(str(error))
            if holder is None:
                raise WarehouseError(f"{path}: {error}") from error
            if time.monotonic() >= deadline:
                raise WarehouseHeld(str(path), _name(int(holder[1]))) from error
            time.sleep(_PAUSE_SECONDS)
        except duckdb.Error as error:
            raise WarehouseError(f"{path}: {error}") from error


def _make_parent(path: Path) -> None:
    """The folder of the warehouse and its lock, proved to be writable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock_path(path).touch()
    except OSError as error:
        raise WarehouseError(f"{path}: cannot be opened: {error}") from error


def _in_utc(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    connection.execute("set timezone = 'UTC'")
    return connection


def _name(process_id: int) -> str:
    """The process in words, with its command line where the system shows it."""
    try:
        raw = Path(f"/proc/{process_id}/cmdline").read_bytes()
    except OSError:
        return f"process {process_id}"
    command = " ".join(raw.replace(b"\0", b" ").decode("utf-8", "replace").split())
    return f"process {process_id} ({command[:120]})"
