"""DuckLake: the warehouse once one file is outgrown.

The tables' rows lie as Parquet files in a folder; which of them make up a table stands
in a catalog, an SQLite file or a PostgreSQL database. Readers see a snapshot and keep
nobody out. Writers still go one by one, since nothing but their lock keeps keys
unique: a file lock beside an SQLite catalog, an advisory lock in a PostgreSQL one,
which holds between machines too and ends with the process that has it.
"""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from transforms.errors import NoWarehouse, UsageError, WarehouseError, WarehouseHeld
from warehouse.literals import quoted

PREFIX = "ducklake:"
CATALOGS = ("sqlite", "postgres")
NAME = "warehouse"
"""Under which a lake is attached, and current."""

_EXTENSIONS = {
    "sqlite": ("ducklake", "sqlite_scanner"),
    "postgres": ("ducklake", "postgres_scanner"),
}
_SECRET = re.compile(r"(password\s*=\s*)('[^']*'|\S+)|(://[^:/@\s]*:)[^@\s]*(?=@)")
_MASK = r"\1\3***"
_ABSENT = "does not exist - and creating"
_CONFLICTS = ("Transaction conflict", "database is locked")
_PAUSE_SECONDS = 0.1
_INLINED_ROWS = 1000
"""A statement that writes fewer keeps them in the catalog: a batch of one article
would otherwise leave thirty Parquet files. ``maintenance`` moves them out."""
_LOCK_KEY = int.from_bytes(b"dateline")
"""Of the advisory lock; PostgreSQL keeps such keys apart by database."""
_TRY = f"select pg_try_advisory_xact_lock({_LOCK_KEY}) as is_ours"  # a number
_HOLDER = (
    "select format('PostgreSQL session %s%s', activity.pid, "
    "' of ' || activity.client_addr) as holder "
    "from pg_locks as locks join pg_stat_activity as activity using (pid) "
    "where locks.locktype = 'advisory' and locks.granted and locks.objsubid = 1 "
    f"and (locks.classid::bigint << 32) + locks.objid::bigint = {_LOCK_KEY}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """Where a lake is.

    ``catalog`` is ``sqlite:PATH`` or ``postgres:`` with a libpq connection string;
    ``data`` the folder of its Parquet files, the same for all who open it.
    """

    catalog: str
    data: Path

    @property
    def kind(self) -> str:
        """sqlite or postgres."""
        return self.catalog.partition(":")[0]

    @property
    def address(self) -> str:
        """Path of an SQLite catalog, connection string of a PostgreSQL one."""
        return self.catalog.partition(":")[2]

    def __str__(self) -> str:
        """For messages: without a password."""
        hidden = _SECRET.sub(_MASK, self.catalog)
        return f"{PREFIX}{hidden}"


def read_lake(setting: str, data: Path) -> Lake:
    """The lake that ``ducklake:sqlite:PATH`` or ``ducklake:postgres:DSN`` names.

    Raises:
        ValueError: it names neither.
    """
    kind, _, address = setting.removeprefix(PREFIX).partition(":")
    if kind not in CATALOGS or not address.strip():
        raise ValueError(
            f"{_SECRET.sub(_MASK, setting)!r} names no lake: "
            "ducklake:sqlite:PATH or ducklake:postgres:CONNECTION"
        )
    if kind == "sqlite":
        address = str(Path(address).absolute())
    return Lake(catalog=f"{kind}:{address}", data=data.absolute())


def check_extensions(lake: Lake) -> None:
    """Proves that DuckDB's extensions for it are installed.

    Raises:
        UsageError: they are not; says the remedy.
    """
    for extension in _EXTENSIONS[lake.kind]:
        _extension_file(extension)


@contextmanager
def written_alone(
    lake: Lake, connection: duckdb.DuckDBPyConnection, patience_seconds: float
) -> Iterator[None]:
    """Attaches a lake for writing, made if need be, and keeps other writers out.

    Raises:
        UsageError: the extensions are not installed.
        WarehouseHeld: another writer did not end within ``patience_seconds``.
        WarehouseError: it cannot be opened.
    """
    deadline = time.monotonic() + patience_seconds
    _prepare(lake)
    for extension in _EXTENSIONS[lake.kind]:
        _load_extension(connection, extension)
    locked = _file_lock if lake.kind == "sqlite" else _advisory_lock
    with locked(lake, patience_seconds):
        _attach(connection, lake, "", deadline)
        yield


def attach_reader(
    lake: Lake, connection: duckdb.DuckDBPyConnection, patience_seconds: float
) -> None:
    """Attaches a lake read-only; a reader sees a snapshot and takes no lock.

    Raises:
        NoWarehouse: there is none.
        UsageError, WarehouseError: as ``written_alone``.
    """
    if not exists(lake):
        raise NoWarehouse(str(lake))
    for extension in _EXTENSIONS[lake.kind]:
        _load_extension(connection, extension)
    _attach(connection, lake, ", read_only", time.monotonic() + patience_seconds)


def exists(lake: Lake) -> bool:
    """Whether there may be one: of PostgreSQL's only whoever attaches it will know."""
    return lake.kind != "sqlite" or Path(lake.address).exists()


def is_lake(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the current database is a lake."""
    found = connection.execute(
        "select type = 'ducklake' from duckdb_databases() "
        "where database_name = current_database()"
    ).fetchone()
    return bool(found and found[0])


def is_conflict(error: Exception) -> bool:
    """Whether the same statements may succeed when tried again.

    Another snapshot was committed meanwhile, or a reader had the SQLite catalog.
    """
    words = str(error)
    return any(each in words for each in _CONFLICTS)


def _prepare(lake: Lake) -> None:
    try:
        lake.data.mkdir(parents=True, exist_ok=True)
        if lake.kind == "sqlite":
            Path(lake.address).parent.mkdir(parents=True, exist_ok=True)
            _log_ahead(lake.address)
    except (OSError, sqlite3.Error) as error:
        raise WarehouseError(f"{lake}: cannot be opened: {error}") from error


def _log_ahead(path: str) -> None:
    """Has the catalog written by a write-ahead log, from its first use on.

    Otherwise a reader in the midst of a query makes the writer's commit fail, and
    leave locked what it could not commit.
    """
    with closing(sqlite3.connect(path)) as catalog:
        catalog.execute("pragma journal_mode = wal")


def _load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """From its wheel, by path: nothing is downloaded or installed."""
    connection.execute(f"load {quoted(str(_extension_file(name)))}")


def _extension_file(name: str) -> Path:
    """Where the extension lies that fits this DuckDB.

    Raises:
        UsageError: it is not installed.
    """
    remedy = "pip install -c constraints.txt '.[lake]' in a clone of Dateline"
    try:
        folder = files(f"duckdb_extension_{name}") / "extensions"
    except ModuleNotFoundError as error:
        raise UsageError(f"a DuckLake warehouse needs more: {remedy}") from error
    file = Path(str(folder)) / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
    if not file.exists():
        problem = f"duckdb-extension-{name.replace('_', '-')} is not for DuckDB"
        raise UsageError(f"{problem} {duckdb.__version__}: {remedy}")
    return file


def _attach(
    connection: duckdb.DuckDBPyConnection, lake: Lake, options: str, deadline: float
) -> None:
    """Makes the lake the current database."""
    # Else a sort that needs a disk makes .tmp in the working folder.
    scratch = str(lake.data.with_name(lake.data.name + ".tmp"))
    connection.execute(f"set temp_directory = {quoted(scratch)}")
    statement = (
        f"attach {quoted(PREFIX + lake.catalog)} as {NAME} "
        f"(data_path {quoted(str(lake.data))}, "
        f"data_inlining_row_limit {_INLINED_ROWS}{options})"
    )
    while True:
        try:
            connection.execute(statement)
            connection.execute(f"use {NAME}")
            return
        except duckdb.Error as error:
            words = _SECRET.sub(_MASK, str(error))
            if _ABSENT in words:
                raise NoWarehouse(str(lake)) from error
            if not is_conflict(error):
                raise WarehouseError(f"{lake}: {words}") from error
            if time.monotonic() >= deadline:
                raise WarehouseHeld(str(lake), "another process") from error
            time.sleep(_PAUSE_SECONDS)


@contextmanager
def _file_lock(lake: Lake, patience_seconds: float) -> Iterator[None]:
    try:
        with FileLock(lake.address + ".lock", timeout=patience_seconds):
            yield
    except Timeout as error:
        raise WarehouseHeld(str(lake), "another Dateline process") from error


@contextmanager
def _advisory_lock(lake: Lake, patience_seconds: float) -> Iterator[None]:
    """In a transaction of its own, which lasts as long as the block.

    On a connection of its own too: what is attached beside the lake would show among
    its tables.
    """
    deadline = time.monotonic() + patience_seconds
    with closing(duckdb.connect()) as keeper:
        _load_extension(keeper, "postgres_scanner")
        _reach(keeper, lake)
        while not _ask(keeper, _TRY):
            if time.monotonic() >= deadline:
                raise WarehouseHeld(str(lake), str(_ask(keeper, _HOLDER)))
            time.sleep(_PAUSE_SECONDS)
        yield


def _reach(keeper: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    try:
        keeper.execute(f"attach {quoted(lake.address)} as keeper (type postgres)")
        keeper.execute("begin")
    except duckdb.Error as error:
        words = _SECRET.sub(_MASK, str(error))
        raise WarehouseError(f"{lake}: {words}") from error


def _ask(keeper: duckdb.DuckDBPyConnection, query: str) -> object:
    """The value that PostgreSQL gives; None if no row."""
    asked = f"from postgres_query('keeper', {quoted(query)})"
    found = keeper.execute(asked).fetchone()
    return found[0] if found else None
