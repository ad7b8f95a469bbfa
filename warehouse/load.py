"""The last hop: a landed batch into the tables, in one transaction.

What the warehouse holds is read, pure code decides (``duplicates.versions``,
``matching``, ``stories``), whole columns are written. Everything is safe to repeat.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

import duckdb

from transforms.duplicates import versions
from transforms.errors import WarehouseError
from transforms.facts import KINDS
from warehouse import (
    identities,
    incidents,
    landing,
    matching,
    rates,
    replacing,
    stories,
)
from warehouse.lake import is_conflict
from warehouse.rows import PAGES, SIGHTINGS
from warehouse.staging import count, records, run, run_all, stage_records

_OUR_TROUBLE = (
    OSError,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.FatalException,
    duckdb.TransactionException,
)
"""What the machine refuses, whatever the batch holds."""

_LEDGERS: Mapping[str, str] = {
    "captures": "capture_id",
    "fetches": "fetch_id",
    "failures": "failure_id",
    "runs": "run_id",
}
"""Tables of schema ops that only grow, with their keys."""

_VERSION_COLUMNS = {
    "article_id": "UUID",
    "version_id": "UUID",
    "ordinal": "INTEGER",
    "seen_at": "TIMESTAMPTZ",
    "is_known": "BOOLEAN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What one batch, or several together, added to the warehouse."""

    batches: int = 0
    articles: int = 0
    versions: int = 0
    copies: int = 0
    facts: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            **{
                field.name: getattr(self, field.name) + getattr(other, field.name)
                for field in fields(self)
            }
        )


def load(
    connection: duckdb.DuckDBPyConnection, landed: Path, *, attempts: int = 3
) -> Loaded:
    """Loads one landed batch; on any error the warehouse is as it was before.

    A lake that somebody else has written to meanwhile is tried again.

    Raises:
        WarehouseError: disk or memory is full; the batch is not to blame.
        duckdb.Error: the batch does not fit the tables.
    """
    try:
        return _attempt(connection, landed)
    except (OSError, duckdb.Error) as error:
        is_others = is_conflict(error)
        if is_others and attempts > 1:
            return load(connection, landed, attempts=attempts - 1)
        if is_others or isinstance(error, _OUR_TROUBLE):
            problem = f"{landed}: cannot be loaded now: {error}"
            raise WarehouseError(problem) from error
        raise


def _attempt(connection: duckdb.DuckDBPyConnection, landed: Path) -> Loaded:
    connection.begin()
    try:
        loaded = _load(connection, landed)
        connection.commit()
    except BaseException:
        _roll_back(connection)
        raise
    return loaded


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    # A commit that fails has rolled back already; what failed is to be told.
    with suppress(duckdb.TransactionException, duckdb.FatalException):
        connection.rollback()


def _load(connection: duckdb.DuckDBPyConnection, landed: Path) -> Loaded:
    paths = landing.files_of(landed)
    for table in ("sources", "source_state", "backfill_windows"):
        if table in paths:
            columns = landing.columns_of(connection, table)
            _stage(connection, table, paths[table], columns)
            run(connection, table)
    for table, key in _LEDGERS.items():
        if table in paths:
            _append(connection, table, key, paths[table])
    loaded = Loaded(batches=1)
    if "replaced" in paths:
        loaded += Loaded(facts=replacing.retire(connection, landed))
    if "pages" in paths:
        loaded += _load_pages(connection, paths)
    if "replaced" in paths:
        replacing.settle(connection)
    if "sightings" in paths:
        _stage(connection, "sightings", paths["sightings"], SIGHTINGS)
        run(connection, "sightings")
    return loaded


def _load_pages(
    connection: duckdb.DuckDBPyConnection, paths: Mapping[str, Path]
) -> Loaded:
    _stage(connection, "pages", paths["pages"], PAGES)
    articles_before = count(connection, "articles")
    settled = versions.settle(records(connection, "states", versions.State))
    stage_records(connection, "settled", settled, _VERSION_COLUMNS)
    run_all(
        connection,
        *("incoming_fingerprints", "versions_insert", "versions_update"),
        *("articles", "articles_late", "search_pending"),
    )
    facts = sum(_load_facts(connection, kind, paths.get(kind)) for kind in KINDS)
    run(connection, "known_places")
    rates.value_new(connection)
    copies = matching.match(connection)
    stories.place(connection)
    incidents.follow_stories(connection)
    incidents.join(connection)
    run(connection, "profiled_incoming")
    identities.decide(connection)
    return Loaded(
        articles=count(connection, "articles") - articles_before,
        versions=sum(not version.is_known for version in settled),
        copies=copies,
        facts=facts,
    )


def _load_facts(
    connection: duckdb.DuckDBPyConnection, kind: str, path: Path | None
) -> int:
    """Facts of the versions that are new; the others have theirs already."""
    if path is None:
        # Else what the batch before brought of this kind would be taken for this one's.
        connection.execute(
            f"create or replace temp table incoming_{kind} as from {kind} limit 0"
        )
        return 0
    _stage(connection, kind, path, landing.columns_of(connection, kind))
    inserted = connection.execute(
        f"insert into {kind} by name select * from incoming_{kind} "
        "where version_id in (select version_id from settled where not is_known) "
        "qualify row_number() over (partition by fact_id) = 1 "
        # Facts of a text side by side: its ids, the same in each, are kept once.
        "order by version_id, start_char"
    ).fetchone()
    return int(inserted[0]) if inserted else 0


def _append(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, path: Path
) -> None:
    """Adds the rows whose key the ledger does not hold yet."""
    _stage(connection, table, path, landing.columns_of(connection, table))
    connection.execute(
        # Not "not in", for which DuckDB hashes all keys of the ledger.
        f"insert into ops.{table} by name from incoming_{table} as incoming "
        f"where not exists (from ops.{table} as kept where kept.{key} = incoming.{key})"
        f" qualify row_number() over (partition by {key}) = 1"
    )


def _stage(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    path: Path,
    columns: Mapping[str, str],
) -> None:
    """A landed file as the temporary table ``incoming_<name>``."""
    rows = landing.reading([str(path)], columns)
    connection.execute(f"create or replace temp table incoming_{name} as {rows}")
