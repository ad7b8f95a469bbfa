"""Prints the dictionary: what every table, view, macro and column means.

    dateline schema                        all tables, views and macros, a line each
    dateline schema articles versions      their columns, with unit, zone and null
    dateline schema --format markdown      everything as a page, with a diagram

It tells the schema of this Dateline and needs no warehouse.
"""

import sys
from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.commands.rows import as_table
from flows.settings import Settings
from warehouse.dictionary import as_markdown, read_dictionary


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "relation", nargs="*", help="tables, views or macros (default: all)"
    )
    parser.add_argument(
        "--format",
        choices=("table", "markdown"),
        default="table",
        help="how to write it (default: table)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Prints what is asked for."""
    relations = read_dictionary(arguments.relation)
    if arguments.format == "markdown":
        sys.stdout.write(as_markdown(relations))
        return 0
    console = Console(highlight=False)
    if not arguments.relation:
        rows = [(each.name, each.kind, each.comment) for each in relations]
        console.print(as_table(["name", "kind", "meaning"], rows))
        return 0
    for each in relations:
        console.print(f"{each.kind} {each.name}: {each.comment}", markup=False)
        columns = [(found.name, found.type, found.comment) for found in each.columns]
        if columns:
            console.print(as_table(["column", "type", "meaning"], columns))
    return 0
