"""Polls sources once and loads what is new.

    dateline ingest                        every enabled source
    dateline ingest harbour-gazette        this one
    dateline ingest --due                  only what its polling interval says
    dateline ingest --direct               without Prefect around it: starts faster

Exit code 0: all went well; 1: something failed, and has its row in ops.failures.
Nothing that arrived is lost: run it again.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from rich.console import Console

from flows import quiet
from flows.commands.screen import follow, show_summary
from flows.readers import check_readers
from flows.registry import choose, read_sources
from flows.runs import Summary, run_ingest
from flows.serving import check_server
from flows.settings import Settings
from transforms.errors import NoWarehouse, WarehouseHeld
from transforms.facts.names.finders import find_by
from warehouse.connection import connect_reader


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "source", nargs="*", help="ids of sources (default: all that are enabled)"
    )
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--once",
        action="store_true",
        help="poll each listing once, due or not (this is the default)",
    )
    when.add_argument(
        "--due",
        action="store_true",
        help="only listings whose interval has passed, as a schedule does",
    )
    parser.add_argument(
        "--direct",
        action="store_true",
        help="the same steps without a Prefect server to record the run",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Runs the flow and shows its summary."""
    # Before a server is started: a wrong name is told at once.
    choose(read_sources(settings.sources), arguments.source)
    if settings.names:
        find_by(settings.names)
    console = Console(stderr=True, highlight=False)
    with follow(console):
        if arguments.direct:
            summary = run_ingest(settings, arguments.source, due_only=arguments.due)
        else:
            summary = run_flow(settings, arguments.source, due_only=arguments.due)
    show_summary(console, summary)
    console.print(f"warehouse: {settings.warehouse}", style="dim")
    return 1 if summary.failures else 0


def run_flow(
    settings: Settings, sources: Sequence[str], *, due_only: bool = False
) -> Summary:
    """The real flow in this process; where no Prefect server is configured, against
    a temporary one.

    Raises:
        UsageError: a source file or a name is wrong.
        WarehouseError: the disk or the warehouse file refuses.
    """
    _prove_readable(settings)
    check_readers(settings)
    check_server()
    quiet.prepare(settings)
    # Late: importing prefect takes seconds, which "dateline sql" should not pay.
    from flows.ingest import ingest

    state = ingest(list(sources), due_only, return_state=True)
    # A run with failures is Failed too, and has its summary all the same.
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    return cast(Summary, outcome)


def _prove_readable(settings: Settings) -> None:
    """Before a server is started, which would tell a damaged file by a stack trace.

    One that is not there yet is made, and for one that is held batches wait.

    Raises:
        WarehouseError: it cannot be read.
    """
    with suppress(NoWarehouse, WarehouseHeld):
        connect_reader(settings.warehouse, patience_seconds=0.0).close()
