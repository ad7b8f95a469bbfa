"""Brings the warehouse to this Dateline's schema.

    dateline migrate --dry-run             which migrations are missing
    dateline migrate                       applies them, and makes every view anew

Every run does so by itself; this command shows it, or with --dry-run what it would
do.
"""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.settings import Settings
from transforms.errors import NoWarehouse
from warehouse.connection import connect_reader, opened
from warehouse.migrate import Migration, migrate, migrations, pending


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--dry-run", action="store_true", help="only say which migrations are missing"
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Applies what is missing, or lists it."""
    console = Console(highlight=False)
    found = _missing(settings) if arguments.dry_run else _apply(settings)
    word = "would apply" if arguments.dry_run else "applied"
    for migration in found:
        console.print(f"{word} {migration.version:04} {migration.name}")
    if not found:
        console.print(f"{settings.warehouse}: up to date")
    return 0


def _apply(settings: Settings) -> tuple[Migration, ...]:
    patience = settings.patience_seconds
    with opened(settings.warehouse, patience_seconds=patience) as connection:
        return migrate(connection)


def _missing(settings: Settings) -> tuple[Migration, ...]:
    """Reads alone; all of them where there is no warehouse yet."""
    try:
        connection = connect_reader(
            settings.warehouse, patience_seconds=settings.patience_seconds
        )
    except NoWarehouse:
        return migrations()
    try:
        return pending(connection)
    finally:
        connection.close()
