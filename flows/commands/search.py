"""Finds articles or quotes by their words, best first.

    dateline search "evacuation AND Kupiansk" --since 2024-03-01
    dateline search 'flood* NOT "insurance claim" OR landslide'
    dateline search --in quotes "bridge euros" --format csv

Words all count, with or without AND; OR separates alternatives and binds less; NOT
excludes the next word; "..." is a phrase; word* a beginning. Case and accents do not
matter. In Chinese, Japanese, Thai, Lao, Khmer and Burmese, which put no spaces between
words, what is asked for matches anywhere. In SQL: from search('flood Lozeni').
"""

import sys
from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.commands.days import check_order, day
from flows.commands.rows import WRITERS, for_screen
from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.connection import connect_reader
from warehouse.searching import MACROS, search

_SHOWN = ("score", "source_id", "published_on", "speaker", "title", "snippet")


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("query", help='words, AND, OR, NOT, "phrases", beginnings*')
    parser.add_argument(
        "--in",
        dest="within",
        choices=tuple(MACROS),
        default="articles",
        help="what to search (default: articles)",
    )
    for name, what in (("since", "first"), ("until", "last")):
        parser.add_argument(
            f"--{name}", type=day, metavar="DAY", help=f"{what} day of publication"
        )
    parser.add_argument(
        "--limit", type=int, default=20, metavar="ROWS", help="how many (default: 20)"
    )
    parser.add_argument(
        "--format",
        choices=("table", *WRITERS),
        default="table",
        help="table leaves out ids and addresses (default: table)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints what was found; exit code 0, found or not."""
    if arguments.limit < 1:
        raise UsageError(f"--limit {arguments.limit}: give 1 or more")
    check_order(arguments.since, arguments.until)
    connection = connect_reader(
        settings.warehouse, patience_seconds=settings.patience_seconds
    )
    try:
        names, rows = search(
            connection,
            arguments.query,
            within=arguments.within,
            since=arguments.since,
            until=arguments.until,
            limit=arguments.limit,
        )
    finally:
        connection.close()
    if arguments.format != "table":
        sys.stdout.write(WRITERS[arguments.format](names, rows))
        return 0
    shown = [name for name in _SHOWN if name in names]
    cells = [[row[names.index(name)] for name in shown] for row in rows]
    console = Console()
    console.print(for_screen(console, shown, cells))
    if not rows:
        Console(stderr=True).print("nothing found", style="dim")
    return 0
