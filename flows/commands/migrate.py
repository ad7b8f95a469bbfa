"""Brings the warehouse to this Dateline's schema.

Every run does so by itself; this command shows it, or with --dry-run what it would
do.
"""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.settings import Settings
from warehouse.connection import opened
from warehouse.migrate import migrate, pending

NAME = "migrate"
HELP = "bring the warehouse to this schema"


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--dry-run", action="store_true", help="only say which migrations are missing"
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Applies what is missing, or lists it."""
    console = Console(highlight=False)
    with opened(
        settings.warehouse, patience_seconds=settings.patience_seconds
    ) as connection:
        found = pending(connection) if arguments.dry_run else migrate(connection)
    word = "would apply" if arguments.dry_run else "applied"
    for migration in found:
        console.print(f"{word} {migration.version:04} {migration.name}")
    if not found:
        console.print(f"{settings.warehouse}: up to date")
    return 0
