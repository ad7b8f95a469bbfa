"""Writes articles or tables out of the warehouse.

dateline export --format jsonl --out articles.jsonl    one line an article
dateline export --format dated --out articles/         one text file an article
dateline export --format parquet --out tables/         one file a table
dateline export --format parquet --by-day --out days/  one file a table and day
dateline export --format csv --out tables/             the same as CSV
dateline export --format geojson --out map.geojson     incidents as points on a map
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from rich.console import Console

from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.connection import connect_reader
from warehouse.export import article_lines, write_dated
from warehouse.export_map import feature_lines
from warehouse.export_tables import write_tables

FORMATS = ("jsonl", "geojson", "dated", "parquet", "csv")
_OF_LINES = ("jsonl", "geojson")
"""Those that are one stream and may go to standard output."""


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--format", choices=FORMATS, default="jsonl", help="(default: jsonl)"
    )
    parser.add_argument(
        "--out",
        metavar="PATH",
        help="file (jsonl, geojson; default: standard output) or folder (the others)",
    )
    parser.add_argument(
        "--by-day",
        action="store_true",
        help="parquet, csv: a folder of each table, in it one of each day",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Writes the export and says on standard error what came of it."""
    if arguments.out is None and arguments.format not in _OF_LINES:
        raise UsageError(f"--format {arguments.format} writes a folder: give --out DIR")
    if arguments.by_day and arguments.format not in ("parquet", "csv"):
        raise UsageError("--by-day is for --format parquet or csv")
    connection = connect_reader(
        settings.warehouse, patience_seconds=settings.patience_seconds
    )
    try:
        if arguments.format == "jsonl":
            done = f"{_write(article_lines(connection), arguments.out)} articles"
        elif arguments.format == "geojson":
            lines = _collection(feature_lines(connection))
            # The collection's own first and last line are none.
            done = f"{_write(lines, arguments.out) - 2} incidents"
        elif arguments.format == "dated":
            done = f"{write_dated(connection, Path(arguments.out))} articles"
        else:
            counts = write_tables(
                connection,
                Path(arguments.out),
                arguments.format,
                by_day=arguments.by_day,
            )
            done = ", ".join(f"{table} {count}" for table, count in counts.items())
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"--out {arguments.out}: {reason}") from error
    finally:
        connection.close()
    where = arguments.out or "standard output"
    Console(stderr=True, highlight=False).print(f"{done} to {where}", style="dim")
    return 0


def _write(lines: Iterator[str], out: str | None) -> int:
    """Writes lines to a file or standard output; gives how many."""
    with ExitStack() as stack:
        stream: TextIO = sys.stdout
        if out:
            stream = stack.enter_context(Path(out).open("w", encoding="utf-8"))
        return sum(stream.write(line + "\n") > 0 for line in lines)


def _collection(features: Iterator[str]) -> Iterator[str]:
    """The lines of a feature collection, one feature a line."""
    yield '{"type": "FeatureCollection", "features": ['
    before = ""
    for feature in features:
        yield before + feature
        before = ","
    yield "]}"
