"""Fetches the articles of past days from where a source's past can be found.

    dateline backfill --start 2024-03-01 --end 2024-03-14 --source harbour-gazette
    dateline backfill --start 2024-03-01 --end 2024-03-14 --origin cdx --preview
    dateline backfill --start 2024-03-01 --end 2024-03-14 --only failed

Origins: sitemaps (those of the source file and of robots.txt), listings (pages by
url_template), cdx (a web archive's copies), warc (--file: a WARC file, a folder of
them, or a list of paths, .paths, .txt or packed; here or at an address), captures
(pages in our own archive that no article was made of).

Run it again at any time: the ledger (ops.backfill_windows) knows what is done.
Exit code 0: every window is done or empty; 1: some are worth another run.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from rich.console import Console

from flows import quiet
from flows.backfilling.advances import Advance
from flows.backfilling.engine import run_backfill
from flows.backfilling.orders import Form, Order, read_order
from flows.backfilling.origins import ORIGINS
from flows.backfilling.previews import Preview, preview
from flows.backfilling.reports import Report
from flows.commands.days import day
from flows.commands.rows import as_table
from flows.readers import check_readers
from flows.serving import check_server
from flows.settings import Settings
from transforms.windows import ONLY


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    needed: dict[str, Any] = {"type": day, "metavar": "DAY", "required": True}
    parser.add_argument("--start", help="first day, such as 2024-03-01", **needed)
    parser.add_argument("--end", help="last day, included", **needed)
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="ID",
        help="a source; again for more (default: all that are enabled)",
    )
    _add_choices(parser)
    _add_bounds(parser)
    parser.add_argument(
        "--preview",
        action="store_true",
        help="only tell what there is to do, and how long it would take",
    )
    parser.add_argument(
        "--direct",
        action="store_true",
        help="the same steps without a Prefect server to record the run",
    )


def _add_choices(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--origin",
        choices=list(ORIGINS),
        default="sitemaps",
        help="where the past is looked for (default: sitemaps)",
    )
    parser.add_argument(
        "--only",
        choices=list(ONLY),
        default="unfinished",
        help="windows to take on (default: unfinished: missing, failed and stale)",
    )
    parser.add_argument(
        "--order",
        choices=["newest", "oldest"],
        default="newest",
        help="which days come first (default: newest)",
    )


def _add_bounds(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--most-pages",
        type=int,
        default=1000,
        metavar="N",
        help="pages asked for from one source (default 1000)",
    )
    parser.add_argument(
        "--sources-at-once",
        type=int,
        default=4,
        metavar="N",
        help="sources asked at the same time (default 4)",
    )
    parser.add_argument(
        "--file",
        action="append",
        default=[],
        metavar="PATH|URL",
        help="for origin warc: WARC files or lists of them; again for more",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Runs the backfill, or its preview, and shows what came of it."""
    # Before a server is started: what is wrong with the order is told at once.
    order = _order(arguments, settings)
    console = Console(stderr=True, highlight=False)
    if arguments.preview:
        return _show_preview(console, preview(settings, order))
    if arguments.direct:
        report = run_backfill(settings, order, follow=_Line(console).show)
    else:
        report = _run_flow(settings, arguments)
    _show_rows(console, report.table())
    console.print(report.sentence())
    for trouble in report.troubles:
        console.print(f"  {trouble}", style="red", markup=False, soft_wrap=True)
    return 1 if report.has_trouble else 0


def _order(arguments: Namespace, settings: Settings) -> Order:
    form = Form(**_values(arguments))
    return read_order(settings, form, datetime.now(UTC).date())


def _values(arguments: Namespace) -> dict[str, Any]:
    return {
        "start": arguments.start,
        "end": arguments.end,
        "sources": arguments.source,
        "origin": arguments.origin,
        "only": arguments.only,
        "order": f"{arguments.order} first",
        "most_pages": arguments.most_pages,
        "sources_at_once": arguments.sources_at_once,
        "files": arguments.file,
    }


def _run_flow(settings: Settings, arguments: Namespace) -> Report:
    check_readers(settings)
    check_server()
    quiet.prepare(settings)
    # Late: importing prefect takes seconds, which a preview should not pay.
    from flows.backfill import backfill

    state = backfill(**_values(arguments), return_state=True)
    outcome = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    return cast(Report, outcome)


def _show_preview(console: Console, found: Preview) -> int:
    _show_rows(console, found.table())
    console.print(found.sentence())
    return 0


def _show_rows(console: Console, rows: Sequence[Mapping[str, str | int]]) -> None:
    """One row a source without the columns that are empty for all; below, each reason
    once with its sources: fifteen columns had two letters each on a screen of 80."""
    source, *names, why = rows[0]
    told = [name for name in names if any(row[name] for row in rows)]
    cells = [[row[source], *(row[name] for name in told)] for row in rows]
    console.print(as_table([source, *told], cells))
    reasons: dict[str | int, list[str]] = {}
    for row in rows:
        if row[why]:
            reasons.setdefault(row[why], []).append(str(row[source]))
    for reason, sources in reasons.items():
        line = f"  {', '.join(sources)}: {reason}"
        console.print(line, markup=False, soft_wrap=True)


class _Line:
    """One line now and then, where nobody sees a bar."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._told = ""

    def show(self, advance: Advance) -> None:
        """Tells how far it is, unless that was told already."""
        line = f"  {advance.sentence()}"
        if line != self._told:
            self._told = line
            self._console.print(line, style="dim")
