"""Checks the data: keys unique, references found, words at their spans, days and
amounts believable, nothing left over, no source gone silent.

    dateline check                         every rule, with the rows that break it
    dateline sql "from ops.check_results"  what earlier checks found

The rules are SQL files in warehouse/checks. Exit code 0: no error (there may be
warnings); 1: data are wrong. While it runs it holds a plain file as any reader does;
maintain checks the published copy instead.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import UTC, datetime

from rich.console import Console

from flows.commands.rows import as_table
from flows.settings import Settings
from transforms.errors import WarehouseHeld
from warehouse.checking import CheckResult, check, keep, read_checks
from warehouse.connection import connect_reader, opened


def add_arguments(parser: ArgumentParser) -> None:
    """It needs none of its own."""


def run(arguments: Namespace, settings: Settings) -> int:
    """Shows and keeps what the checks find."""
    console = Console(highlight=False)
    patience = settings.patience_seconds
    connection = connect_reader(settings.warehouse, patience_seconds=patience)
    try:
        results = check(connection, datetime.now(UTC))
    finally:
        connection.close()
    show_results(console, results)
    try:
        with opened(settings.warehouse, patience_seconds=patience) as connection:
            keep(connection, results)
    except WarehouseHeld as error:
        note = f"not added to ops.check_results: {error}"
        Console(stderr=True, highlight=False).print(note, style="dim", markup=False)
    return int(any(each.severity == "error" and each.failures for each in results))


def show_results(console: Console, results: Iterable[CheckResult]) -> None:
    """A line for each rule, then the rows that break one."""
    rules = {rule.name: rule.rule for rule in read_checks()}
    listed = list(results)
    rows = [
        (each.name, each.severity, each.failures, rules[each.name]) for each in listed
    ]
    console.print(as_table(["check", "severity", "failures", "rule"], rows))
    for each in listed:
        for example in each.examples:
            line = f"  {each.name}: {example.place} {example.row_key}: "
            line += example.problem
            style = "red" if each.severity == "error" else "yellow"
            console.print(line, style=style, markup=False, soft_wrap=True)
        if each.failures > len(each.examples):
            more = f"  {each.name}: {each.failures - len(each.examples)} more"
            console.print(more, style="dim")
