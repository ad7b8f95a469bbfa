"""Asks the warehouse a question in SQL, read-only.

    dateline sql "select source_id, count(*) from originals group by all"
    dateline sql --format csv "from facts where kind = 'money'" > money.csv
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
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.settings import Settings
from warehouse.ask import ask
from warehouse.connection import connect_reader

NAME = "sql"
HELP = "ask the warehouse a question in SQL"

ROWS_SHOWN = 100


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("query", help="SQL, or - to read it from standard input")
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "jsonl"),
        default="table",
        help=f"table shows {ROWS_SHOWN} rows, the others give all (default: table)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints the answer."""
    query = sys.stdin.read() if arguments.query == "-" else arguments.query
    connection = connect_reader(
        settings.warehouse, patience_seconds=settings.patience_seconds
    )
    try:
        names, rows = ask(connection, query)
    finally:
        connection.close()
    if arguments.format == "table":
        Console().print(as_table(names, rows[:ROWS_SHOWN]))
        if len(rows) > ROWS_SHOWN:
            note = f"{ROWS_SHOWN} of {len(rows)} rows; --format csv gives all"
            Console(stderr=True).print(note, style="dim")
    else:
        sys.stdout.write(_WRITERS[arguments.format](names, rows))
    return 0


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
    return json.dumps(documents, ensure_ascii=False, indent=1, default=str) + "\n"


def _jsonl(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    documents = (dict(zip(names, row, strict=True)) for row in rows)
    return "".join(
        json.dumps(document, ensure_ascii=False, default=str) + "\n"
        for document in documents
    )


_WRITERS = {"csv": _csv, "json": _json, "jsonl": _jsonl}
