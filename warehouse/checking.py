"""The data's own tests: each file of ``checks`` names the rows that break a rule.

A check is one query with the columns ``place`` (table or column), ``row_key`` and
``problem``; its comment says the rule, then its severity. No row, no problem. One that
compares texts names ``$first`` and ``$last``, ids of versions: it is asked for some
versions at a time, since all texts of a million articles do not fit into memory.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from itertools import pairwise
from uuid import UUID

import duckdb

from transforms.identity import identify

EXAMPLES_KEPT = 10
SEVERITIES = ("error", "warning")
_VERSIONS_AT_ONCE = 50_000
_IDS = 1 << 128
_HEAD = re.compile(r"((?:-- .*\n)+?)-- severity: (\w+)\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule; ``severity`` is error (data are wrong) or warning (have a look)."""

    name: str
    rule: str
    severity: str
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One row that fails: table or column, key, and what is wrong with it."""

    place: str
    row_key: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What one check found; ``failures`` counts rows, of which some are shown."""

    check_run_id: UUID
    name: str
    severity: str
    failures: int
    examples: tuple[Example, ...]
    seconds: float
    checked_at: datetime


def read_checks() -> tuple[Check, ...]:
    """All checks, errors first, by name."""
    checks = sorted(_read_checks(), key=lambda check: check.name)
    return tuple(sorted(checks, key=lambda check: SEVERITIES.index(check.severity)))


def check(
    connection: duckdb.DuckDBPyConnection,
    checked_at: datetime,
    rules: Iterable[Check] | None = None,
) -> tuple[CheckResult, ...]:
    """Runs ``rules``, unless given every one, over the current database.

    Args:
        connection: a warehouse of this Dateline's schema; nothing is written to it.
        checked_at: aware UTC instant that the results bear.
        rules: as ``read_checks`` gives them.
    """
    chosen = read_checks() if rules is None else rules
    run_id = identify("check", checked_at.isoformat())
    return tuple(_result(connection, each, run_id, checked_at) for each in chosen)


def keep(
    connection: duckdb.DuckDBPyConnection, results: tuple[CheckResult, ...]
) -> None:
    """Adds results to ``ops.check_results``."""
    query = files("warehouse").joinpath("queries", "keep_check_results.sql")
    rows = json.dumps([asdict(result) for result in results], default=str)
    connection.execute(query.read_text("utf-8"), {"results": rows})


def _result(
    connection: duckdb.DuckDBPyConnection,
    rule: Check,
    run_id: UUID,
    checked_at: datetime,
) -> CheckResult:
    began = time.monotonic()
    _find(connection, rule)
    shown = connection.execute(
        "select place, row_key, problem, count(*) over () as failures from failing "
        f"order by place, row_key limit {EXAMPLES_KEPT}"
    ).fetchall()
    return CheckResult(
        check_run_id=run_id,
        name=rule.name,
        severity=rule.severity,
        failures=shown[0][3] if shown else 0,
        examples=tuple(
            Example(place=place, row_key=str(key), problem=str(problem))
            for place, key, problem, _ in shown
        ),
        seconds=round(time.monotonic() - began, 3),
        checked_at=checked_at,
    )


def _find(connection: duckdb.DuckDBPyConnection, rule: Check) -> None:
    """The temporary table ``failing``: all rows that break the rule."""
    making = "create or replace temp table failing as"
    if "$first" not in rule.sql:
        connection.execute(f"{making} {rule.sql}")
        return
    for first, last in _parts(connection):
        bounds = {"first": first, "last": last}
        connection.execute(f"{making} {rule.sql}", bounds)
        making = "insert into failing"


def _parts(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[UUID, UUID]]:
    """First and last id of each part of the versions; as digests they spread evenly."""
    found = connection.execute("select count(*) from versions").fetchone()
    count = -(-int(found[0] if found else 0) // _VERSIONS_AT_ONCE) or 1
    bounds = [part * _IDS // count for part in range(count + 1)]
    for first, after in pairwise(bounds):
        yield UUID(int=first), UUID(int=after - 1)


def _read_checks() -> Iterator[Check]:
    for entry in files("warehouse").joinpath("checks").iterdir():
        name, _, ending = entry.name.rpartition(".")
        if ending == "sql":
            sql = entry.read_text("utf-8")
            head = _HEAD.match(sql)
            if head is None or head[2] not in SEVERITIES:
                raise ValueError(f"{entry.name} does not begin with rule and severity")
            rule = " ".join(line[3:] for line in head[1].splitlines())
            yield Check(name=name, rule=rule, severity=head[2], sql=sql)
