"""``dateline sources add URL``: a site's feeds and sitemaps as a new source file.

The file goes to standard output or into the folder of sources; what was asked for,
found and refused is told on standard error.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from shlex import quote

from rich.console import Console

from flows.commands.findings import explain, finding
from flows.commands.source_drafts import draft, pace, write_new
from flows.discovery import Discovery, NothingFound, discover
from flows.fronts import as_slug, slug_of
from flows.registry import read_sources
from flows.scouting import open_scout
from flows.settings import Settings, read_settings
from flows.steps import attempt
from transforms.errors import ItemError, UsageError
from transforms.records import Source
from transforms.urls import canonical_url, resolve_url

TITLES_SHOWN = 3
_OTHERS_SHOWN = 5


def add(url: str, wanted_id: str | None, settings: Settings, is_dry: bool) -> int:
    """Finds the listings of ``url`` and writes their source file; 1 if there are none.

    Raises:
        UsageError: what was asked for cannot be done; nothing was written.
        WarehouseError: the home's folder cannot be written.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    address = _address(url)
    _check_id(wanted_id)
    known = _known(settings, is_dry)
    with open_scout(settings) as scout:
        notify = partial(_tell, console)
        found = attempt(partial(discover, scout, address, notify))
        now = scout.now()
    if isinstance(found, ItemError):
        _show_refused(console, found.refused if isinstance(found, NothingFound) else ())
        words = found.detail if isinstance(found, NothingFound) else explain(found)
        console.print(f"{address}: {words}", style="red", markup=False)
        return 1
    source_id = wanted_id or slug_of(found.homepage)
    conflict = _conflict(found, source_id, known)
    if conflict and not is_dry:
        raise UsageError(conflict)
    text = draft(found, source_id, address, now.date())
    _show(console, found, now)
    Console(highlight=False, soft_wrap=True).print(text, markup=False, end="")
    if conflict:
        console.print(conflict, style="yellow", markup=False)
    if not is_dry:
        path = settings.sources / f"{source_id}.toml"
        write_new(path, text)
        # Copied as it stands it has to find the folder, which a flag may have named.
        words = f"dateline --sources {quote(str(settings.sources))} ingest"
        told = f"{path}: written; next: {words} {source_id}"
        console.print(told, markup=False)
    return 0


def _address(url: str) -> str:
    """The address as typed, or with the scheme that was left out."""
    address = resolve_url(url if "://" in url else f"https://{url}", None)
    if address is None:
        raise UsageError(f"{url!r} is no http(s) address")
    return address


def _check_id(wanted: str | None) -> None:
    if wanted is not None and (not wanted or as_slug(wanted) != wanted):
        better = as_slug(wanted) or "harbour-gazette"
        raise UsageError(f"--id {wanted!r} is no slug such as {better!r}")


def _known(settings: Settings, is_dry: bool) -> tuple[Source, ...]:
    """The sources among which the new one will stand.

    Raises:
        UsageError: nothing may be written there, or one of them is wrong.
    """
    packaged = read_settings({}).sources.resolve()
    if not is_dry and settings.sources.resolve() == packaged:
        raise UsageError(
            "the packaged source files are not written to: name a folder of your own "
            "with DATELINE_SOURCES or --sources, or look only, with --dry-run"
        )
    return read_sources(settings.sources) if settings.sources.is_dir() else ()


def _conflict(found: Discovery, source_id: str, known: Sequence[Source]) -> str | None:
    """Why the new source may not stand beside those there are."""
    urls = {canonical_url(str(each.listing.url)) for each in found.chosen}
    for source in known:
        if source.id == source_id:
            return f"there is a source {source_id} already; --id gives another name"
        listed = [each.url for each in source.listings if each.url]
        same = [url for url in listed if canonical_url(url) in urls]
        if same:
            return f"{same[0]} is a listing of source {source.id} already"
    return None


def _show(console: Console, found: Discovery, now: datetime) -> None:
    """What would be fetched and how often; what else there is; what was refused."""
    _show_refused(console, found.refused)
    for each in found.others[:_OTHERS_SHOWN]:
        words = finding(each.sight, now, is_moved_told=False).words
        line = f"also there: {each.listing.kind} {each.listing.url}  {words}"
        console.print(line, style="dim", markup=False)
    for each in found.chosen:
        words = finding(each.sight, now, is_moved_told=False).words
        line = f"{each.listing.kind} {each.listing.url}  {words}; {pace(each)}"
        console.print(line, style="green", markup=False)
        for link in each.links[:TITLES_SHOWN]:
            console.print(f"    {link.title or link.url}", markup=False)
        if len(each.links) > TITLES_SHOWN:
            console.print(f"    and {len(each.links) - TITLES_SHOWN} more")


def _show_refused(console: Console, refused: Sequence[tuple[str, ItemError]]) -> None:
    for url, error in refused:
        console.print(f"no use: {url}  {explain(error)}", style="dim", markup=False)


def _tell(console: Console, url: str) -> None:
    console.print(f"asking {url}", style="dim", markup=False)
