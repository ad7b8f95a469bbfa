"""Keeps the warehouse well: compacts it, publishes a read-only copy, checks the data.

    dateline maintain

The copy is warehouse.read.duckdb in the home folder, a plain DuckDB file that may be
open for as long as anybody likes: ingestion never waits for it, and the next copy
takes its place without disturbing who has the old one open. Exit code 1: data are
wrong, or the warehouse was held.
"""

import os
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from rich.console import Console

from flows.commands.check import show_results
from flows.settings import Settings
from warehouse.maintenance import maintain

NAME = "maintain"
HELP = "compact the warehouse, publish a read-only copy, check the data"


def add_arguments(parser: ArgumentParser) -> None:
    """It needs none of its own."""


def run(arguments: Namespace, settings: Settings) -> int:
    """Does it all and shows what the checks found."""
    console = Console(highlight=False)
    maintained = maintain(
        settings.warehouse,
        settings.read_copy,
        datetime.now(UTC),
        patience_seconds=settings.patience_seconds,
    )
    show_results(console, maintained.results)
    copy = os.path.relpath(maintained.copy)
    console.print(f"published: {copy}", markup=False, soft_wrap=True)
    return 1 if maintained.errors else 0
