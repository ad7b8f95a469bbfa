"""The schema: numbered migrations, then every view anew.

Each migration runs in one transaction with its record, so a kill leaves the file at
a whole number; of a new warehouse all of them run in one, for a lake takes a snapshot
at each commit: four seconds in place of one. Migrations are never edited once released.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files

import duckdb

from transforms.errors import SchemaTooNew
from transforms.identity import digest
from warehouse.lake import is_lake
from warehouse.staging import transaction

_WORD = re.compile(r"\w+")
_TEXT = re.compile(r"--[^\n]*|'(?:[^']|'')*'")
_UNKEPT_COMMENT = re.compile(r"\s*comment\s+on\s+(column|macro)\b", re.IGNORECASE)
_MAKING = (
    "fact_id, article_id, version_id, evidence, extractor_version, "
    "start_char, end_char, sentence_start_char, sentence_end_char"
)
_READINGS = """
select view_name
from duckdb_views()
where
    database_name = current_database()
    and schema_name = 'readings'
    and view_name not like 'every_%'
order by view_name
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered file of ``warehouse/migrations``."""

    version: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All migrations that this Dateline knows, in order."""
    return tuple(sorted(_read_migrations(), key=lambda migration: migration.version))


def pending(connection: duckdb.DuckDBPyConnection) -> tuple[Migration, ...]:
    """Migrations that the warehouse still lacks.

    Raises:
        SchemaTooNew: the warehouse has some that this Dateline does not know.
    """
    known = migrations()
    found = _applied(connection)
    if found > known[-1].version:
        path = connection.execute(
            "select coalesce(path, database_name) from duckdb_databases() "
            "where database_name = current_database()"
        ).fetchone()
        raise SchemaTooNew(str(path and path[0]), found, known[-1].version)
    done = _done(connection) if found else frozenset()
    return tuple(migration for migration in known if migration.version not in done)


def migrate(connection: duckdb.DuckDBPyConnection) -> tuple[Migration, ...]:
    """Brings the warehouse to this Dateline's schema; gives what it applied."""
    missing = pending(connection)
    if missing == migrations():
        with transaction(connection):
            _apply_all(connection, missing)
    else:
        for migration in missing:
            with transaction(connection):
                _apply_all(connection, [migration])
    _refresh_views(connection)
    return missing


def _apply_all(
    connection: duckdb.DuckDBPyConnection, chosen: Iterable[Migration]
) -> None:
    connection.execute(_read("queries", "ledger.sql"))
    for migration in chosen:
        _apply(connection, migration.sql)
        connection.execute(
            "insert into ops.schema_migrations values (?, ?, now())",
            [migration.version, migration.name],
        )


def _apply(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    """A migration's statements, updates of rows last.

    DuckDB does not commit rows of a table that is altered, or commented on, after them:
    0010 could be applied to an empty warehouse alone.
    """
    statements = connection.extract_statements(script)
    for statement in sorted(
        statements, key=lambda each: each.type == duckdb.StatementType.UPDATE
    ):
        connection.execute(statement)


def _refresh_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes all views anew if their files or the kinds of facts have changed."""
    statements = [*_unions_of_kinds(connection), *_read_views()]
    wanted = digest("".join(statements).encode())
    found = connection.execute(
        "select arg_max(views_digest, created_at) from ops.schema_views"
    ).fetchone()
    if found and found[0] == wanted:
        return
    with transaction(connection):
        for statement in statements:
            _make_view(connection, statement)
        connection.execute("insert into ops.schema_views values (?, now())", [wanted])


def _make_view(connection: duckdb.DuckDBPyConnection, script: str) -> None:
    if not is_lake(connection):
        connection.execute(script)
        return
    for statement in connection.extract_statements(script):
        # A lake takes comments on tables and their columns, and on views as a whole.
        if not _UNKEPT_COMMENT.match(statement.query):
            connection.execute(statement)


def _unions_of_kinds(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What all kinds of facts have in common: their readings, and their making."""
    kinds = [row[0] for row in connection.execute(_READINGS).fetchall()]
    readings = " union all by name ".join(
        f"select '{kind}' as kind, * from readings.{kind}" for kind in kinds
    )
    yield f"create or replace view readings.every_kind as {readings};"
    makings = " union all by name ".join(
        f"select '{kind}' as kind, {_MAKING} from main.{kind}" for kind in kinds
    )
    yield f"create or replace view readings.every_making as {makings};"


def _applied(connection: duckdb.DuckDBPyConnection) -> int:
    """The highest migration in the file, 0 for an empty one."""
    has_ledger = connection.execute(
        "select count(*) from duckdb_tables() "
        "where database_name = current_database() "
        "and schema_name = 'ops' and table_name = 'schema_migrations'"
    ).fetchone()
    if not has_ledger or not has_ledger[0]:
        return 0
    found = connection.execute(
        "select coalesce(max(version), 0) from ops.schema_migrations"
    ).fetchone()
    return int(found[0]) if found else 0


def _done(connection: duckdb.DuckDBPyConnection) -> frozenset[int]:
    """The migrations in the file; they may have come in another order."""
    rows = connection.execute("select version from ops.schema_migrations").fetchall()
    return frozenset(int(row[0]) for row in rows)


def _read(*path: str) -> str:
    return files("warehouse").joinpath(*path).read_text("utf-8")


@cache
def _read_views() -> tuple[str, ...]:
    """The statements, each behind those of the views that it names."""
    entries = files("warehouse").joinpath("views").iterdir()
    views = {
        entry.name.removesuffix(".sql"): entry.read_text("utf-8")
        for entry in sorted(entries, key=str)
        if entry.name.endswith(".sql")
    }
    named = {
        name: sorted(set(_WORD.findall(_TEXT.sub("", sql))) & views.keys() - {name})
        for name, sql in views.items()
    }
    return tuple(views[name] for name in TopologicalSorter(named).static_order())


def _read_migrations() -> Iterator[Migration]:
    for entry in files("warehouse").joinpath("migrations").iterdir():
        stem, _, ending = entry.name.rpartition(".")
        if ending == "sql":
            number, _, name = stem.partition("_")
            yield Migration(
                version=int(number), name=name, sql=entry.read_text("utf-8")
            )
