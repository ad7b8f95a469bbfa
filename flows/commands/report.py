"""A summary of some days for a desk: what came in, what is told, what is lacking.

    dateline report                                    the last seven days, until today
    dateline report --since 2024-03-18 --until 2024-03-20 --out report.md
    dateline report --since 2024-03-18 --format json   every row, for other programs

What came in by source; stories that most sources tell; tolls and who disagrees; what
failed, was refused or left out, and why; days that sources lack; alerts. An article
belongs to the days on which it was published (in the publisher's zone) or first seen;
runs, failures and alerts to their UTC days.
"""

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from rich.console import Console

from flows.commands.days import check_order, day
from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.connection import connect_reader
from warehouse.migrate import pending
from warehouse.reporting import SECTIONS, Row, report

_SHOWN = 20
"""Rows of a section in Markdown; JSON has all."""
_IDS = ("story_id", "scope_id")
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&])")


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--since",
        type=day,
        metavar="DAY",
        help="first day (default: six days before the last)",
    )
    parser.add_argument(
        "--until", type=day, metavar="DAY", help="last day (default: today in UTC)"
    )
    parser.add_argument(
        "--format",
        choices=("markdown", "json"),
        default="markdown",
        help="(default: markdown)",
    )
    parser.add_argument("--out", metavar="PATH", help="file (default: standard output)")


def run(arguments: Namespace, settings: Settings) -> int:
    """Writes the report; exit code 0, whatever it tells."""
    now = datetime.now(UTC)
    since, until = _days(arguments, now.date())
    connection = connect_reader(
        settings.warehouse, patience_seconds=settings.patience_seconds
    )
    try:
        if pending(connection):
            raise UsageError("the warehouse has an older schema: dateline migrate")
        sections = report(connection, since, until)
    finally:
        connection.close()
    write = _as_json if arguments.format == "json" else _as_markdown
    _put(write(sections, since, until, now), arguments.out)
    return 0


def _days(arguments: Namespace, today: date) -> tuple[date, date]:
    """First and last day that are asked for."""
    since, until = arguments.since, arguments.until
    until = until or max(today, since or today)
    try:
        since = since or until - timedelta(days=6)
    except OverflowError as error:
        raise UsageError(f"--until {until}: give --since as well") from error
    check_order(since, until)
    return since, until


def _put(text: str, out: str | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        Path(out).write_text(text, "utf-8")
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror}") from error
    Console(stderr=True, highlight=False, markup=False).print(f"report to {out}")


def _as_json(
    sections: Mapping[str, Sequence[Row]], since: date, until: date, now: datetime
) -> str:
    head = {"since": since, "until": until, "made_at": now}
    return json.dumps({**head, **sections}, default=_plain, indent=1) + "\n"


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _as_markdown(
    sections: Mapping[str, Sequence[Row]], since: date, until: date, now: datetime
) -> str:
    """A page with a table for each section."""
    days = f"{since}" if since == until else f"{since} to {until}"
    lines = [f"# Dateline, {days}", "", f"Made at {now:%Y-%m-%d %H:%M} UTC."]
    for name, title in SECTIONS.items():
        lines += ["", f"## {title}", "", *_table(sections[name])]
    return "\n".join(lines) + "\n"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    if not rows:
        yield "None."
        return
    names = [name for name in rows[0] if name not in _IDS]
    yield "| " + " | ".join(name.replace("_", " ") for name in names) + " |"
    yield "|" + " --- |" * len(names)
    for row in rows[:_SHOWN]:
        yield "| " + " | ".join(as_cell(row[name]) for name in names) + " |"
    if len(rows) > _SHOWN:
        yield ""
        yield f"And {len(rows) - _SHOWN} more: `--format json` has all."


def as_cell(value: object) -> str:
    """A value for a table; what publishers wrote is never taken for markup."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, list):
        return ", ".join(map(as_cell, value))
    return _MARKUP.sub(r"\\\1", " ".join(str(value).split()))
