"""What keeps a warehouse well: index, compact, publish, check.

    maintain(place, copy, now)      all of it, in this order, for a flow or a command

The writer's lock is held for index and compaction and, on a plain file, while it is
copied; the checks read the published copy, so that they keep nobody out however long
they take.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from warehouse import checking, indexing
from warehouse.checking import CheckResult
from warehouse.connection import Place, connect_reader, opened
from warehouse.lake import NAME, is_lake
from warehouse.migrate import migrate
from warehouse.publishing import publish

SNAPSHOTS_KEPT = timedelta(days=7)
"""How far back a lake can be asked AT (TIMESTAMP => ...)."""
_FILES_KEPT = timedelta(days=1)
"""After they were let go: a query that began before may still read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintained:
    """What was done; ``copy`` is the published file."""

    results: tuple[CheckResult, ...]
    copy: Path

    @property
    def errors(self) -> int:
        """Checks of severity error that failed."""
        return sum(
            result.severity == "error" and result.failures > 0
            for result in self.results
        )


def maintain(
    place: Place, copy: Path, now: datetime, *, patience_seconds: float = 10.0
) -> Maintained:
    """Indexes and compacts the warehouse, publishes ``copy`` and checks the data in it.

    The results are in ``ops.check_results`` too. Running it twice does no harm.

    Args:
        place: the warehouse; one of an older schema is migrated.
        copy: where the read-only copy appears, a path ending in .duckdb.
        now: aware UTC instant.
        patience_seconds: how long to wait for other writers, each time.

    Raises:
        WarehouseHeld: another process held the warehouse for longer.
        WarehouseError: it is damaged, or the disk is full.
    """
    with opened(place, patience_seconds=patience_seconds) as connection:
        migrate(connection)
        indexing.extend(connection)
        compact(connection, now)
    publish(place, copy, patience_seconds=patience_seconds)
    results = check_copy(copy, now)
    with opened(place, patience_seconds=patience_seconds) as connection:
        checking.keep(connection, results)
    return Maintained(results=results, copy=copy)


def compact(connection: duckdb.DuckDBPyConnection, now: datetime) -> None:
    """Makes room: a file's log is folded in, a lake's small files become large ones.

    Of a lake, snapshots older than ``SNAPSHOTS_KEPT`` are let go, and the files that
    only they needed a day later.
    """
    if not is_lake(connection):
        connection.execute("checkpoint")
        return
    connection.execute(f"call ducklake_flush_inlined_data('{NAME}')")
    connection.execute(
        f"call ducklake_expire_snapshots('{NAME}', older_than => ?)",
        [now - SNAPSHOTS_KEPT],
    )
    connection.execute(f"call ducklake_merge_adjacent_files('{NAME}')")
    connection.execute(f"call ducklake_rewrite_data_files('{NAME}')")
    for function in ("ducklake_cleanup_old_files", "ducklake_delete_orphaned_files"):
        connection.execute(
            f"call {function}('{NAME}', older_than => ?)", [now - _FILES_KEPT]
        )


def check_copy(copy: Path, now: datetime) -> tuple[CheckResult, ...]:
    """Runs the checks over a published copy."""
    connection = connect_reader(copy)
    try:
        return checking.check(connection, now)
    finally:
        connection.close()
