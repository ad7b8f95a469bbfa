"""What was read again takes the place of the old, in the transaction of its batch.

A batch with replacements arrives as any other: landed, then loaded. ``retire`` comes
first in its load: it counts what will be other, takes the old rows away and puts facts
read from the same text in their place. Pages with another text then load as if they
were new, and ``settle`` gives their articles what the pages say of them now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from uuid import UUID

from transforms.facts import KINDS
from transforms.identity import identify
from warehouse import identities, incidents, landing, rates
from warehouse.connection import Connection
from warehouse.rows import PAGES, REPLACED
from warehouse.staging import run, stage

_OF_A_VERSION = (
    *("versions", "duplicates", "identities", "ops.fingerprints"),
    *("ops.term_vectors", *KINDS),
)
"""Tables with rows of one version, which go with it."""
_VALUED = {"money": "amount_usd, rate_on"}
"""Columns that the warehouse fills by itself, and no reading changes."""

_GOES = "kinds is null and refused_by is null"
"""The condition for versions whose page reads otherwise now."""
_COLUMNS = {
    "replacement_id": "UUID",
    "run_id": "UUID",
    "stage": "VARCHAR",
    "kind": "VARCHAR",
    "versions": "INTEGER",
    "gone": "INTEGER",
    "new": "INTEGER",
    "changed": "INTEGER",
    "same": "INTEGER",
    "replaced_at": "TIMESTAMPTZ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Rows of one kind of fact, or of ``versions``, before and after."""

    stage: str
    """facts, or article: its page was read again."""
    kind: str
    versions: int
    gone: int
    new: int
    changed: int
    same: int

    def __add__(self, other: "Change") -> "Change":
        """Of the same kind, added up."""
        names = ("versions", "gone", "new", "changed", "same")
        return replace(
            self,
            **{name: getattr(self, name) + getattr(other, name) for name in names},
        )


def retire(connection: Connection, landed: Path) -> int:
    """Counts and replaces; gives how many facts it put in. Within a transaction."""
    _stage_all(connection, landing.files_of(landed))
    changes = _changes(connection)
    _keep(connection, changes, landed)
    for query in (
        *("versions_refused", "versions_same_words", "articles_reread"),
        *("gone", "search_pending", "incidents_touched", "incident_reports_delete"),
    ):
        connection.execute(_sql(query))
    added = _replace_facts(connection)
    for table in _OF_A_VERSION:
        _delete(connection, table, "version_id")
    for column in ("version_id", "other_version_id"):
        _delete(connection, "ops.likenesses", column)
    return added


def settle(connection: Connection) -> None:
    """After the pages are loaded: histories and metadata of the articles read again."""
    for query in (
        *("histories", "versions_ordinals", "articles_histories"),
        *("articles_reread", "articles_emptied", "articles_orphaned"),
        *("articles_delete", "incidents_grouped"),
    ):
        connection.execute(_sql(query))
    found = connection.execute("select min(since_on) from incidents_affected")
    (since_on,) = found.fetchone() or (None,)
    if since_on is not None:
        run(connection, "incidents_delete")
        run(connection, "incidents_insert", since_on=since_on)


def compare(connection: Connection, landed: Path) -> list[Change]:
    """What loading the batch would change; reads and changes nothing."""
    _stage_all(connection, landing.files_of(landed))
    return _changes(connection)


def changes_of(connection: Connection, run_id: UUID) -> list[Change]:
    """What a run has replaced so far, batches added up."""
    rows = connection.execute(_sql("changes_of_run"), {"run_id": run_id}).fetchall()
    names = ("stage", "kind", "versions", "gone", "new", "changed", "same")
    return [Change(**dict(zip(names, row, strict=True))) for row in rows]


def _stage_all(connection: Connection, paths: Mapping[str, Path]) -> None:
    for name, columns in (
        ("replaced", REPLACED),
        ("same_words", PAGES),
        ("pages", PAGES),
        *((kind, landing.columns_of(connection, kind)) for kind in KINDS),
    ):
        rows = landing.reading([str(paths[name])], columns) if name in paths else None
        _stage(connection, f"incoming_{name}", columns, rows)
    connection.execute(_sql("replaced"))
    connection.execute(_sql("read_again"))


def _stage(
    connection: Connection, table: str, columns: Mapping[str, str], rows: str | None
) -> None:
    """A landed file as a temporary table, empty where the batch has none."""
    empty = ", ".join(
        f'cast(null as {kind}) as "{name}"' for name, kind in columns.items()
    )
    connection.execute(
        f"create or replace temp table {table} as "
        + (rows or f"select {empty} where false")
    )


def _changes(connection: Connection) -> list[Change]:
    changes = [_versions_changed(connection)]
    for kind in KINDS:
        changes += [
            _facts_changed(connection, kind, "facts", _anew(kind)),
            _facts_changed(connection, kind, "article", _GOES),
        ]
    return [change for change in changes if change.versions]


def _anew(kind: str) -> str:
    """The condition for versions whose facts of that kind were read again."""
    return f"list_contains(kinds, '{kind}')"


def _facts_changed(
    connection: Connection, kind: str, name: str, condition: str
) -> Change:
    """Facts of one kind of the versions in ``replaced`` that meet ``condition``."""
    own = ", ".join(filter(None, ("extractor_version", _VALUED.get(kind))))
    scope = f"(select version_id from replaced where {condition})"
    incoming = scope if name == "facts" else "(select version_id from incoming_pages)"
    row = connection.execute(
        f"with old as (select * exclude ({own}) from {kind} "
        f"where version_id in {scope}), "
        f"fresh as (select * exclude ({own}) from incoming_{kind} "
        f"where version_id in {incoming}), "
        "equal as (select fact_id from "
        "(select * from old intersect select * from fresh)), "
        "kept as (select fact_id from old intersect select fact_id from fresh) "
        "select (select count(*) from "
        f"{scope}), (select count(*) from old), (select count(*) from fresh), "
        "(select count(*) from kept), (select count(*) from equal)"
    ).fetchone()
    versions, old, fresh, kept, equal = row or (0, 0, 0, 0, 0)
    return Change(
        stage=name,
        kind=kind,
        versions=versions,
        gone=old - kept,
        new=fresh - kept,
        changed=kept - equal,
        same=equal,
    )


def _versions_changed(connection: Connection) -> Change:
    """Pages that were read again: with the same text, another one, or none now."""
    row = connection.execute(_sql("versions_changed")).fetchone()
    versions, gone, new, changed, same = row or (0, 0, 0, 0, 0)
    return Change(
        stage="article",
        kind="versions",
        versions=versions,
        gone=gone,
        new=new,
        changed=changed,
        same=same,
    )


def _keep(connection: Connection, changes: list[Change], landed: Path) -> None:
    run = connection.execute("select any_value(run_id) from incoming_replaced")
    (run_id,) = run.fetchone() or (None,)
    made_at = landing.made_at(landed)
    rows = [
        {
            "replacement_id": identify(
                "replacement", landed.name, change.stage, change.kind
            ),
            "run_id": run_id,
            "replaced_at": made_at,
            **{name: getattr(change, name) for name in Change.__slots__},
        }
        for change in changes
    ]
    stage(connection, "incoming_replacements", rows, _COLUMNS)
    connection.execute(_sql("replacements"))


def _replace_facts(connection: Connection) -> int:
    added = 0
    for kind in KINDS:
        chosen = f"(select version_id from replaced where {_anew(kind)})"
        connection.execute(f"delete from {kind} where version_id in {chosen}")
        row = connection.execute(
            f"insert into {kind} by name select * from incoming_{kind} "
            f"where version_id in {chosen} "
            "qualify row_number() over (partition by fact_id) = 1 "
            "order by version_id, start_char"
        ).fetchone()
        added += int(row[0]) if row else 0
    connection.execute(_sql("versions_facts"))
    _derive_anew(connection)
    return added


def _derive_anew(connection: Connection) -> None:
    """What a load derives from the facts of new versions, for those replaced."""
    connection.execute(_sql("settled"))
    connection.execute(
        "delete from identities where version_id in (select version_id from settled)"
    )
    connection.execute(_sql("derived"))
    rates.value_new(connection)
    incidents.join(connection)
    run(connection, "profiled_kept")
    identities.decide(connection)


def _delete(connection: Connection, table: str, column: str) -> None:
    connection.execute(
        f"delete from {table} where {column} in (select version_id from gone)"
    )


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "replace", f"{query}.sql")
    return path.read_text("utf-8")
