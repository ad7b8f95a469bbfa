"""How everything stands: sources against their own past, what waits, disk, alerts.

    dateline status              sources with something to look at first
    dateline status --runs 10    the last runs: listed, read, copies, facts, failures

Exit code 1: an alert stands, or a source has a flag.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import cast

from rich.console import Console

from flows import health
from flows.commands.rows import for_screen
from flows.settings import Settings
from transforms.errors import UsageError
from warehouse import health as kept
from warehouse.connection import opened
from warehouse.health import Row
from warehouse.migrate import pending

_FUNNEL = (
    *("flow", "state", "started_at", "listed", "pages", "pages_read", "articles"),
    *("copies", "facts"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--runs", type=int, default=0, metavar="N", help="the last N runs of a week"
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Shows it all; reads and changes nothing."""
    console = Console(highlight=False, soft_wrap=True)
    now = datetime.now(UTC)
    room = health.measure(settings)
    with opened(
        settings.warehouse, read_only=True, patience_seconds=settings.patience_seconds
    ) as connection:
        if pending(connection):
            raise UsageError("the warehouse has an older schema: dateline migrate")
        sources = kept.sources(connection)
        runs = kept.last_runs(connection)
        alerts = health.alerts(connection, room, settings, now)
        funnels = kept.funnels(connection, now - timedelta(days=7))[: arguments.runs]
    _table(console, [_source_line(source) for source in sources])
    _table(console, runs)
    _say_room(console, room)
    for row in funnels:
        _funnel(console, row)
    for alert in alerts:
        console.print(f"{alert.flag}: {alert.detail}", style="yellow", markup=False)
    return 1 if alerts else 0


def _source_line(source: Row) -> Row:
    """What of source_status is worth a column on a screen."""
    paused = ["paused"] if source["is_paused"] else []
    return {
        "source": source["source_id"],
        "articles": source["articles"],
        "usual": source["usual_articles"],
        "refused": source["refused"],
        "failed": source["failed_share"],
        "last": _day(source["last_article_at"]),
        "polled": _this_year(source["last_polled_at"]),
        "flags": [*paused, *cast(list[str], source["flags"])],
    }


def _day(value: object) -> str | None:
    return f"{value:%Y-%m-%d}" if isinstance(value, datetime) else None


def _this_year(value: object) -> str | None:
    return f"{value:%m-%d %H:%M}" if isinstance(value, datetime) else None


def _table(console: Console, rows: list[Row]) -> None:
    if rows:
        listed = [[_cell(value) for value in row.values()] for row in rows]
        console.print(for_screen(console, list(rows[0]), listed))
        console.print()


def _cell(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return " ".join(map(str, value))
    return round(value, 2) if isinstance(value, float) else value


def _say_room(console: Console, room: health.Room) -> None:
    console.print(
        f"landing: {room.waiting} batches wait ({_megabytes(room.landing_bytes)}), "
        f"{room.refused} refused; captures {_megabytes(room.captures_bytes)}, "
        f"warehouse {_megabytes(room.warehouse_bytes)}, "
        f"free {_megabytes(room.free_bytes)}"
    )


def _funnel(console: Console, row: Row) -> None:
    console.print(", ".join(f"{name} {_cell(row[name])}" for name in _FUNNEL))
    reasons = row["reasons"]
    if isinstance(reasons, Iterable):
        for each in reasons:
            line = f"  {each['failures']} {each['stage']}: {each['reason']}"
            console.print(line, markup=False)


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
