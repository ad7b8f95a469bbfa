"""The commands of ``dateline``, one module each.

A command has ``NAME``, ``HELP`` (one line), ``add_arguments`` and ``run``, which
gives the exit code; its module docstring is what ``--help`` teaches.
"""

from argparse import ArgumentParser, Namespace
from typing import Protocol

from flows.commands import (
    automations,
    backfill,
    check,
    demo,
    explain,
    export,
    ingest,
    maintain,
    migrate,
    rates,
    report,
    reprocess,
    schema,
    search,
    sources,
    sql,
    status,
    up,
)
from flows.settings import Settings


class Command(Protocol):
    """What the console script asks of a module in here."""

    NAME: str
    HELP: str
    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, arguments: Namespace, settings: Settings) -> int: ...


COMMANDS: tuple[Command, ...] = (
    demo,
    ingest,
    backfill,
    up,
    automations,
    reprocess,
    sql,
    search,
    schema,
    export,
    report,
    explain,
    sources,
    rates,
    status,
    check,
    maintain,
    migrate,
)
"""In the order of ``dateline --help``."""
