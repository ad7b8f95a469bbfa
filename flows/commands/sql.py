"""Asks the warehouse a question in SQL, read-only.

    dateline sql "select source_id, count(*) from originals group by all"
    dateline sql --format csv "from facts where kind = 'money'" > money.csv
    dateline sql --limit 20 "from articles order by published_on desc"
    dateline sql - < question.sql

Tables and views: dateline sql "show tables". What a column means:
    dateline sql "select column_name, comment from duckdb_columns()
                  where table_name = 'articles'"
"""

import csv
import io
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.ask import ask
from warehouse.connection import connect_reader

NAME = "sql"
HELP = "ask the warehouse a question in SQL"

ROWS_SHOWN = 100
LEAST_LETTERS = 10
"""A column that holds as many gets as many; in fewer no sentence can be read."""


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("query", help="SQL, or - to read it from standard input")
    parser.add_argument(
        "--format",
        choices=("table", "records", "csv", "json", "jsonl"),
        default="table",
        help="how to write the rows (default: table, where its columns have room, "
        "else records: a line a column)",
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="ROWS",
        help=f"stop after so many; 0: all (default: on the screen {ROWS_SHOWN}, "
        "others all)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the answer; on standard error, whether rows are left or none came."""
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
        return None if arguments.format in WRITERS else ROWS_SHOWN
    if arguments.limit < 0:
        raise UsageError(f"--limit {arguments.limit}: give 0 or more")
    return arguments.limit or None


def _show(
    names: Sequence[str], rows: Sequence[Sequence[object]], *, are_records: bool
) -> None:
    """On a terminal, page by page if it does not fit."""
    console = Console()
    if rows and (are_records or not _has_room(names, rows, console.width)):
        shown, lines = as_records(names, rows), len(rows) * (len(names) + 1)
    else:
        shown, lines = as_table(names, rows), len(rows)
    with ExitStack() as stack:
        if console.is_terminal and lines >= console.height:
            stack.enter_context(console.pager())
        console.print(shown)


def _has_room(
    names: Sequence[str], rows: Iterable[Sequence[object]], width: int
) -> bool:
    """Whether each column of a table has the letters that it needs to be read."""
    cells = ([_cell(value).plain for value in row] for row in rows)
    columns = zip(names, *cells, strict=True)
    least = (min(max(map(len, column)), LEAST_LETTERS) for column in columns)
    return sum(letters + 2 for letters in least) <= width + 2


def as_table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Rows as a table for the screen; numbers stand to the right."""
    table = Table(header_style="bold", box=None, pad_edge=False, row_styles=["", "dim"])
    listed = [list(row) for row in rows]
    for position, name in enumerate(names):
        values = [row[position] for row in listed if row[position] is not None]
        is_number = bool(values) and all(isinstance(v, int | float) for v in values)
        table.add_column(name, justify="right" if is_number else "left")
    for row in listed:
        table.add_row(*(_cell(value) for value in row))
    return table


def as_records(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Rows below each other for the screen, a line a column."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column()
    table.add_column(overflow="fold")
    for row in rows:
        for name, value in zip(names, row, strict=True):
            table.add_row(Text(name, style="bold"), _cell(value))
        table.add_row()
    return table


def _cell(value: object) -> Text:
    """A value for the screen; what articles say is never taken for markup."""
    if value is None:
        return Text("")
    is_round = isinstance(value, float | Decimal) and value == value // 1
    return Text(f"{value:,.0f}" if is_round else str(value))


def _csv(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return stream.getvalue()


def _json(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    documents = [dict(zip(names, row, strict=True)) for row in rows]
    return json.dumps(documents, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _jsonl(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    documents = (dict(zip(names, row, strict=True)) for row in rows)
    return "".join(
        json.dumps(document, ensure_ascii=False, default=_plain) + "\n"
        for document in documents
    )


def _plain(value: object) -> object:
    """What JSON has no word for: instants in ISO 8601, decimals as numbers."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else str(value)


WRITERS = {"csv": _csv, "json": _json, "jsonl": _jsonl}
