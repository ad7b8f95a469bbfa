"""Reads again what older code has read: from the archive, without the network.

    dateline reprocess --preview               what would change, in counts
    dateline reprocess                         everything that is stale
    dateline reprocess --start 2024-03-01 --end 2024-03-31 --source harbour-gazette
    dateline reprocess --stage facts           facts alone, from the texts as they are

Stale is what another state of the code has made: texts by versions.extractor_version,
facts by their extractor_version. Old rows stay until the new ones take their place, a
few hundred articles in one transaction, whose counts are shown before it is committed;
a run that is stopped goes on where it was, and a second run finds nothing to do.
ops.replacements keeps the counts.

Exit code 1: some could not be read again and keep what they had, or the warehouse is
held; what was read by then waits in landing for the next run.
"""

from argparse import ArgumentParser, Namespace

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from flows.commands.days import day
from flows.commands.rows import as_table
from flows.commands.screen import show_failures
from flows.outcomes import FIRST_DAY, LAST_DAY, Outcome, Wanted
from flows.reprocessing import run_reprocess
from flows.settings import Settings
from warehouse.connection import check_exists


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    for name, default in (("start", FIRST_DAY), ("end", LAST_DAY)):
        parser.add_argument(
            f"--{name}",
            type=day,
            default=default,
            metavar="YYYY-MM-DD",
            help=f"{'first' if name == 'start' else 'last'} day of publication",
        )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ID",
        help="only this source; may be given several times",
    )
    parser.add_argument(
        "--stage",
        choices=("all", "articles", "facts"),
        default="all",
        help="articles: stale pages with their facts; facts: stale facts (default all)",
    )
    parser.add_argument(
        "--only",
        choices=("stale", "all"),
        default="stale",
        help="all: what the present code has read too",
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="read, compare and count; change nothing",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Runs it and shows what changed."""
    wanted = Wanted(
        start=arguments.start,
        end=arguments.end,
        sources=tuple(arguments.source),
        stage=arguments.stage,
        only=arguments.only,
        is_preview=arguments.preview,
    )
    check_exists(settings.warehouse)
    console = Console(stderr=True, highlight=False)
    bars = Progress(
        TextColumn("reading again"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bars:
        task = bars.add_task("")
        outcome = run_reprocess(
            settings,
            wanted,
            follow=lambda done, total: bars.update(task, completed=done, total=total),
            announce=lambda line: console.print(line, markup=False),
        )
    show(console, outcome)
    return 1 if outcome.failed else 0


def show(console: Console, outcome: Outcome) -> None:
    """Counts per kind, then the first failures."""
    rows = outcome.table()
    if rows:
        console.print(as_table(list(rows[0]), [list(row.values()) for row in rows]))
    console.print(outcome.sentence())
    if outcome.wanted.is_preview:
        console.print("a preview: nothing has changed")
    show_failures(console, outcome.failed)
