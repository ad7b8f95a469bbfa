"""The commands of ``dateline``, one module each, named as the command is.

A command has ``add_arguments`` and ``run``, which gives the exit code; its module
docstring is what ``--help`` teaches.
"""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Protocol, cast

from flows.settings import Settings


class Command(Protocol):
    """What the console script asks of a module in here."""

    __doc__: str | None

    def add_arguments(self, parser: ArgumentParser) -> None: ...

    def run(self, arguments: Namespace, settings: Settings) -> int: ...


COMMANDS = {
    "demo": "see the whole path on a packaged site, offline",
    "ingest": "poll sources and load what is new",
    "backfill": "fetch the articles of past days",
    "up": "run schedules and the backfill form on this machine",
    "automations": "make the automations of your own Prefect server",
    "reprocess": "read again what older code has read",
    "sql": "ask the warehouse a question in SQL",
    "search": "find articles or quotes by their words",
    "schema": "tell what tables, views and columns mean",
    "export": "write articles, incidents or tables to files",
    "report": "sum up some days: what came in, stories, tolls, failures, gaps",
    "explain": "show how a page is read: its blocks and its facts",
    "sources": "list, check or add sources; pause, resume, retry or drop one",
    "rates": "take in rates of exchange: sums of money in US dollars",
    "status": "how sources, batches, disk and runs stand",
    "check": "check the data by rules, naming the rows that break them",
    "maintain": "compact the warehouse, publish a read-only copy, check the data",
    "migrate": "bring the warehouse to this schema",
}
"""What each does, in the order of ``dateline --help``."""


def load(name: str) -> Command:
    """The module of a command. Only the one that is asked for is imported: all of them
    take a second of the processor, ten times what a question in SQL does."""
    return cast(Command, import_module(f"{__name__}.{name}"))
