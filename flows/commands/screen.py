"""What a person sees while a run lasts, and when it has ended."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from flows.commands.rows import as_table
from flows.context import FOLLOWER, Progress
from flows.runs import Summary
from transforms.records import Failure

FAILURES_SHOWN = 5


@contextmanager
def follow(console: Console) -> Iterator[None]:
    """A bar for each source while it is gathered, on a terminal; else one line."""
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]}", style="red"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    tasks: dict[str, TaskID] = {}

    def notify(progress: Progress) -> None:
        source_id = progress.source_id
        if progress.note:
            console.print(f"  {source_id}: left alone, {progress.note}")
            return
        if source_id not in tasks:
            tasks[source_id] = bars.add_task(source_id, failed="")
        failed = f"{progress.failed} failed" if progress.failed else ""
        bars.update(
            tasks[source_id], completed=progress.done, total=progress.due, failed=failed
        )
        if progress.is_finished:
            bars.remove_task(tasks[source_id])
            console.print(
                f"  {source_id}: {progress.listed} listed, {progress.due} asked for"
                + (f", {failed}" if failed else "")
            )

    token = FOLLOWER.set(notify)
    try:
        with bars:
            yield
    finally:
        FOLLOWER.reset(token)


def show_summary(console: Console, summary: Summary) -> None:
    """Counts per source, and the first failures with their reasons."""
    rows = summary.table()
    if rows:
        console.print(as_table(list(rows[0]), [list(row.values()) for row in rows]))
    console.print(summary.sentence())
    show_failures(console, summary.failed)


def show_failures(console: Console, failed: Sequence[Failure]) -> None:
    """The first failures with their reasons."""
    for failure in failed[:FAILURES_SHOWN]:
        line = f"  {failure.reason}: {failure.url}: {failure.detail}"
        console.print(line, style="red", markup=False, soft_wrap=True)
    if len(failed) > FAILURES_SHOWN:
        console.print('  ...; all: dateline sql "from ops.failures"', style="red")
