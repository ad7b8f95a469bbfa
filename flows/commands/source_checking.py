"""``dateline sources check``: every file key by key, then every listing once.

Sources are read in parallel, a bounded number at a time; the listings of one source one
after the other. Nothing is kept: see ``flows.scouting``.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import partial

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from flows.commands.findings import Finding, finding
from flows.pipeline import HANDS
from flows.registry import choose, read_sources
from flows.scouting import Scout, manners_of, open_scout
from flows.settings import Settings
from flows.steps import attempt
from transforms.records import Listing, Source

_WAITING_SHOWN = 3

Findings = tuple[tuple[Listing, Finding], ...]


def check(wanted: Sequence[str], settings: Settings, is_offline: bool) -> int:
    """One line a listing; 1 if any of them is unusable.

    Raises:
        UsageError: a source file or a name is wrong.
        WarehouseError: the home's folder cannot be written.
    """
    console = Console(highlight=False, soft_wrap=True)
    sources = read_sources(settings.sources)
    chosen = choose(sources, wanted)
    files = f"{len(sources)} source file" + ("s" if len(sources) != 1 else "")
    console.print(f"{settings.sources}: {files}, all right", markup=False)
    if is_offline:
        return 0
    told: list[Finding] = []
    with open_scout(settings) as scout, _bars(console) as bars:
        task = bars.add_task("", total=len(chosen), waiting="")
        for source, findings, waiting in _read_all(scout, chosen):
            for listing, found in findings:
                _show(console, source, listing, found)
                told.append(found)
            bars.update(task, advance=1, waiting=escape(waiting))
    return _conclude(console, told)


def look_at(scout: Scout, source: Source) -> Findings:
    """What is to be said of each listing of one source."""
    manners = manners_of(source)
    sights = [
        (listing, attempt(partial(scout.look, listing, manners)))
        for listing in source.listings
    ]
    return tuple((listing, finding(sight, scout.now())) for listing, sight in sights)


def _read_all(
    scout: Scout, sources: Sequence[Source]
) -> Iterator[tuple[Source, Findings, str]]:
    """Each source when it is done, and the names of some that are not."""
    with ThreadPoolExecutor(HANDS, thread_name_prefix="check") as hands:
        under_way: dict[Future[Findings], Source] = {
            hands.submit(look_at, scout, source): source for source in sources
        }
        try:
            for future in as_completed(list(under_way)):
                source = under_way.pop(future)
                names = [each.id for each in under_way.values()][:_WAITING_SHOWN]
                yield source, future.result(), ", ".join(names)
        except BaseException:
            # Ctrl-C: nothing else is begun.
            hands.shutdown(wait=False, cancel_futures=True)
            raise


def _show(console: Console, source: Source, listing: Listing, found: Finding) -> None:
    style = "" if found.is_usable and not found.problems else "yellow"
    mark = "ok" if found.is_usable else "unusable"
    place = listing.url or listing.path
    line = f"{mark}  {source.id}  {listing.kind} {place}  {found.words}"
    console.print(line, style=style if found.is_usable else "red", markup=False)


def _conclude(console: Console, told: Sequence[Finding]) -> int:
    unusable = sum(not found.is_usable for found in told)
    remarked = sum(found.is_usable and bool(found.problems) for found in told)
    listings = f"{len(told)} listing" + ("s" if len(told) != 1 else "")
    console.print(f"{listings} read: {unusable} unusable, {remarked} with remarks")
    return 1 if unusable else 0


def _bars(console: Console) -> Bars:
    return Bars(
        TextColumn("reading listings"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[waiting]}", style="dim"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
