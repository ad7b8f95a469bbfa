"""A read-only copy of the warehouse, for long sessions, notebooks and other programs.

Whoever opens the warehouse's own file keeps its writer out. The copy is nobody's to
write: it is made beside its place and takes it in one step, so that whoever has the
one before it open goes on reading that. It is a plain DuckDB file, also of a lake.
"""

import os
import shutil
from contextlib import closing, suppress
from pathlib import Path

from transforms.errors import WarehouseError, WarehouseHeld
from warehouse import lake
from warehouse.connection import Place, connect_reader, opened
from warehouse.lake import Lake
from warehouse.literals import quoted
from warehouse.migrate import migrate, pending

_ATTEMPTS = 3
_TABLES = """
select schema_name || '.' || table_name
from duckdb_tables()
where
    database_name = current_database()
    and schema_name in ('main', 'ops')
    and table_name not like 'schema_%'
order by all
"""


def publish(place: Place, target: Path, *, patience_seconds: float = 10.0) -> None:
    """Makes or replaces the copy at ``target``; a reader sees the old one or the new.

    Raises:
        WarehouseHeld: somebody else writes to the warehouse all the time.
        WarehouseError: there is no warehouse, or no room for the copy.
    """
    scratch = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(place, Lake):
            _rebuild(place, scratch, patience_seconds)
        else:
            _copy(place, scratch, patience_seconds)
        with scratch.open("rb") as written:
            os.fsync(written.fileno())
        scratch.replace(target)
    except OSError as error:
        raise WarehouseError(f"{target}: cannot be published: {error}") from error
    finally:
        for left in (scratch, scratch.with_name(scratch.name + ".wal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _copy(path: Path, scratch: Path, patience_seconds: float) -> None:
    """The file's bytes, at a moment when all that was committed is in it."""
    log = path.with_name(path.name + ".wal")
    for _ in range(_ATTEMPTS):
        with opened(path, patience_seconds=patience_seconds) as connection:
            connection.execute("checkpoint")
        # Open for reading, so that nobody writes meanwhile, not even one who does not
        # know of our lock.
        with opened(path, read_only=True, patience_seconds=patience_seconds):
            if not log.exists():
                shutil.copyfile(path, scratch)
                return
    raise WarehouseHeld(str(path), "a process that goes on writing")


def _rebuild(place: Lake, scratch: Path, patience_seconds: float) -> None:
    """A file of the same schema with the rows of one snapshot."""
    with closing(
        connect_reader(place, patience_seconds=patience_seconds)
    ) as connection:
        if pending(connection):
            problem = "is of an older schema; run dateline migrate"
            raise WarehouseError(f"{place}: {problem}")
        tables = [row[0] for row in connection.execute(_TABLES).fetchall()]
        connection.execute(f"attach {quoted(str(scratch))} as copy")
        connection.execute("use copy")
        migrate(connection)
        connection.begin()
        for table in tables:
            connection.execute(
                f"insert into copy.{table} by name from {lake.NAME}.{table}"
            )
        connection.commit()
