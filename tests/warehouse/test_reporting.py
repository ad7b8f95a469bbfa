"""The report over the world whose right answers were counted by hand."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest

from tests.warehouse.world import fill
from warehouse.health import Alert, raise_alerts
from warehouse.reporting import SECTIONS, Row, report

WEEK = (date(2024, 3, 4), date(2024, 3, 10))
CONVOY = "Gunmen attack aid convoy"


@pytest.fixture
def world(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> duckdb.DuckDBPyConnection:
    fill(warehouse, tmp_path)
    return warehouse


def _fail(connection: duckdb.DuckDBPyConnection, day: int, reason: str) -> None:
    values = (
        uuid4(),
        uuid4(),
        f"page {day}",
        reason,
        datetime(2024, 3, day, tzinfo=UTC),
    )
    connection.execute(
        "insert into ops.failures (failure_id, run_id, source_id, stage, detail, "
        "reason, occurred_at) values (?, ?, 'teliva-courier', 'article', ?, ?, ?)",
        list(values),
    )


def _by(rows: tuple[Row, ...], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_report_says_who_disagrees_on_a_toll(world: duckdb.DuckDBPyConnection) -> None:
    first = report(world, *WEEK)["tolls"][0]
    assert (first["title"], first["effect"], first["disputed"]) == (
        CONVOY,
        "killed",
        "yes",
    )
    assert (first["lowest"], first["highest"]) == (3, 4)
    assert first["who_says"] == ["danubia-wire 3", "eastern-ledger 4"]


def test_report_counts_what_each_source_brought(
    world: duckdb.DuckDBPyConnection,
) -> None:
    rows = report(world, *WEEK)["sources"]
    told = world.execute(
        "select source_id, count(*), count(duplicate_of) from articles "
        "where published_on between ? and ? group by source_id "
        "order by count(*) desc, source_id",
        list(WEEK),
    ).fetchall()
    assert told
    assert _by(rows, "source", "articles", "copies") == told


def test_report_has_only_what_its_days_brought(
    world: duckdb.DuckDBPyConnection,
) -> None:
    before = report(world, date(2023, 1, 1), date(2023, 1, 7))
    assert before == dict.fromkeys(SECTIONS, ())
    convoy = report(world, date(2024, 3, 5), date(2024, 3, 5))["stories"]
    assert [row["story"] for row in convoy] == [CONVOY]


def test_report_gives_failures_by_reason_with_the_latest(
    world: duckdb.DuckDBPyConnection,
) -> None:
    for day, reason in (
        (5, "no-text"),
        (6, "no-text"),
        (7, "paywall"),
        (20, "no-text"),
    ):
        _fail(world, day, reason)
    found = report(world, *WEEK)
    assert _by(found["failures"], "reason", "failures", "sources", "latest") == [
        ("no-text", 2, ["teliva-courier"], "page 6"),
        ("paywall", 1, ["teliva-courier"], "page 7"),
    ]
    (courier,) = [row for row in found["sources"] if row["source"] == "teliva-courier"]
    assert courier["failures"] == 3


def test_report_tells_days_that_a_source_lacks_and_sources_never_asked(
    world: duckdb.DuckDBPyConnection,
) -> None:
    world.execute(
        "insert into sources by name select * replace ('mute' as source_id) "
        "from sources where source_id = 'danubia-wire'"
    )
    rows = report(world, date(2024, 3, 9), date(2024, 3, 11))["days"]
    lacking = _by(rows, "source", "state", "days")
    assert ("teliva-courier", "failed", 2) in lacking
    assert ("teliva-courier", "missing", 1) in lacking
    assert ("mute", "never asked", None) in lacking


def test_report_has_alerts_that_stood_on_its_days(
    world: duckdb.DuckDBPyConnection,
) -> None:
    silent = Alert(flag="silent", detail="nothing since Monday", source_id="a")
    raise_alerts(world, [silent], datetime(2024, 3, 6, tzinfo=UTC))
    raise_alerts(world, [], datetime(2024, 3, 12, tzinfo=UTC))
    assert _by(report(world, *WEEK)["alerts"], "source", "flag") == [("a", "silent")]
    assert not report(world, date(2024, 3, 13), date(2024, 3, 20))["alerts"]
    assert not report(world, date(2024, 3, 1), date(2024, 3, 5))["alerts"]
