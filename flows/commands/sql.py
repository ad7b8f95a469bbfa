"""Asks the warehouse a question in SQL, read-only.

    dateline sql "select source_id, count(*) from originals group by all"
    dateline sql --format csv "from facts where kind = 'money'" > money.csv
    dateline sql --limit 20 "from articles order by published_on desc"
    dateline sql - < question.sql

Tables and views: dateline sql "show tables". What a column means:
    dateline sql "select column_name, comment from duckdb_columns()
                  where table_name = 'articles'"
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack

from rich.console import Console

from flows.commands.rows import WRITERS, as_records, for_screen
from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.ask import ask
from warehouse.connection import connect_reader

ROWS_SHOWN = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("query", help="SQL, or - to read it from standard input")
    parser.add_argument(
        "--format",
        choices=("table", "records", *WRITERS),
        default="table",
        help="how to write the rows (default: table, where its columns have room, "
        "else records: a line a column)",
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="ROWS",
        help=f"stop after so many; 0: all (default: table {ROWS_SHOWN}, others all)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the answer; on standard error, whether rows are left."""
    query = sys.stdin.read() if arguments.query == "-" else arguments.query
    limit = _limit(arguments)
    connection = connect_reader(
        settings.warehouse, patience_seconds=settings.patience_seconds
    )
    try:
        # One more than is shown tells whether there are more.
        names, rows = ask(connection, query, limit=limit and limit + 1)
    finally:
        connection.close()
    shown = rows[:limit]
    if arguments.format in WRITERS:
        sys.stdout.write(WRITERS[arguments.format](names, shown))
    else:
        _show(names, shown, are_records=arguments.format == "records")
    notes = Console(stderr=True, highlight=False, style="dim")
    if not rows:
        notes.print("no rows")
    elif len(shown) < len(rows):
        notes.print(f"the first {limit} rows; --limit 0 gives all, --limit N more")
    return 0


def _limit(arguments: Namespace) -> int | None:
    """How many rows to show; None for all."""
    if arguments.limit is None:
        return ROWS_SHOWN if arguments.format == "table" else None
    if arguments.limit < 0:
        raise UsageError(f"--limit {arguments.limit}: give 0 or more")
    return arguments.limit or None


def _show(
    names: Sequence[str], rows: Sequence[Sequence[object]], *, are_records: bool
) -> None:
    """On a terminal, page by page if it does not fit."""
    console = Console()
    shown = as_records(names, rows) if are_records else for_screen(console, names, rows)
    with ExitStack() as stack:
        if console.is_terminal and shown.row_count >= console.height:
            stack.enter_context(console.pager())
        console.print(shown)
