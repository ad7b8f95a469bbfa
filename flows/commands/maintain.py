"""Keeps the warehouse well: compacts it, publishes a copy, checks data and health.

    dateline maintain

The copy is warehouse.read.duckdb in the home folder, a plain DuckDB file that may be
open for as long as anybody likes: ingestion never waits for it, and the next copy
takes its place without disturbing who has the old one open. What is worth a person's
look (a source gone silent, a layout that broke, batches that wait, a full disk) is a
row of ops.alerts from the night it begins until it is over; with
DATELINE_ALERT_WEBHOOK new ones are sent there as JSON, once. Exit code 1: data are
wrong, the webhook did not answer, or the warehouse was held.
"""

import os
from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.commands.check import show_results
from flows.maintaining import run_maintain
from flows.settings import Settings
from warehouse.connection import check_exists


def add_arguments(parser: ArgumentParser) -> None:
    """It needs none of its own."""


def run(arguments: Namespace, settings: Settings) -> int:
    """Does it all and shows what the checks found."""
    # A home that is spelled wrong would get a warehouse, found to be in order.
    check_exists(settings.warehouse)
    console = Console(highlight=False)
    done = run_maintain(settings)
    show_results(console, done.maintained.results)
    for alert in done.alerts:
        line = f"{alert['flag']}: {alert['detail']}"
        console.print(line, style="yellow", markup=False, soft_wrap=True)
    copy = os.path.relpath(done.maintained.copy)
    console.print(f"published: {copy}", markup=False, soft_wrap=True)
    if done.webhook_error:
        line = f"the webhook: {done.webhook_error}"
        console.print(line, style="red", markup=False, soft_wrap=True)
    return 0 if done.is_well else 1
