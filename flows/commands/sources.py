"""The publishers that Dateline polls, one TOML file each.

dateline sources list                  what is there, and what came of it so far
dateline sources check                 every file key by key, then every listing once
dateline sources check un-news --offline
dateline sources add https://harbour-gazette.example/ --dry-run

check reads the listings of enabled sources, or of those named, and says in words what
is wrong with each; add looks for a site's feeds and sitemaps and writes a source file.
Neither touches the warehouse. Orders by hand hold whatever the source file says:

dateline sources pause un-news --reason "asked us to wait"
dateline sources resume un-news
dateline sources interval un-news 6h   or auto: as the listings adapt
dateline sources retry un-news         what failed is asked for again, at once
dateline sources drop un-news --dry-run

Exit code 1: a listing is unusable, or none was found.
"""

from argparse import SUPPRESS, ArgumentParser, Namespace
from importlib.resources import files

from rich.console import Console

from flows.commands import source_adding, source_checking, source_orders
from flows.commands.rows import as_table
from flows.registry import read_sources
from flows.settings import Settings
from transforms.errors import DatelineError
from transforms.records import Source
from warehouse.ask import ask
from warehouse.connection import connect_reader, exists

_EXAMPLES = {
    "list": "",
    "check": "un-news --offline",
    "add": "https://harbour-gazette.example/ --sources sources",
    "pause": 'un-news --reason "asked us to wait"',
    "resume": "un-news",
    "interval": "un-news 6h",
    "retry": "un-news",
    "drop": "un-news --dry-run",
}
_WIDTH = 200
"""Of a table in a file or a pipe, where no line should be folded."""


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = source_orders.add_action(
        actions, "list", "what is there, and what came of it"
    )
    checking = source_orders.add_action(
        actions, "check", "read every file and listing once"
    )
    checking.add_argument(
        "source", nargs="*", help="ids of sources (default: all that are enabled)"
    )
    checking.add_argument(
        "--offline", action="store_true", help="only the files, without the network"
    )
    adding = source_orders.add_action(
        actions, "add", "find a site's listings, write its file"
    )
    adding.add_argument("url", help="a home page, or a feed or sitemap")
    adding.add_argument(
        "--id", metavar="ID", help="id of the new source (default: from the host)"
    )
    adding.add_argument(
        "--dry-run", action="store_true", help="show the file, do not write it"
    )
    ordered = source_orders.add_arguments(actions)
    for action in (listing, checking, adding, *ordered):
        name = action.prog.rpartition(" ")[2]
        action.epilog = f"example: dateline sources {name} {_EXAMPLES[name]}".rstrip()
        # As everywhere, also after the last word.
        for place in ("--home", "--sources"):
            action.add_argument(place, metavar="DIR", default=SUPPRESS, help=SUPPRESS)


def run(arguments: Namespace, settings: Settings) -> int:
    """Does one of them; a wrong file is a usage error that names its key."""
    if arguments.action == "list":
        return _list(settings)
    if arguments.action in source_orders.ACTIONS:
        return source_orders.run(arguments, settings)
    if arguments.action == "check":
        return source_checking.check(arguments.source, settings, arguments.offline)
    return source_adding.add(arguments.url, arguments.id, settings, arguments.dry_run)


def _list(settings: Settings) -> int:
    sources = read_sources(settings.sources)
    polled = _polled(settings)
    names = ["id", "name", "country", "language", "listings", "enabled"]
    if polled:
        names += ["last poll (UTC)", "articles"]
    rows = [
        (*_row(source), *(polled.get(source.id, (None, 0)) if polled else ()))
        for source in sources
    ]
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=_WIDTH)
    console.print(as_table(names, rows))
    return 0


def _row(source: Source) -> tuple[object, ...]:
    return (
        source.id,
        source.name,
        source.country,
        source.language,
        " ".join(listing.kind for listing in source.listings),
        "yes" if source.is_enabled else "no",
    )


def _polled(settings: Settings) -> dict[object, tuple[object, ...]]:
    """By source id, its last poll and its articles; empty without a warehouse."""
    if not exists(settings.warehouse):
        return {}
    query = files("warehouse").joinpath("queries", "polled.sql").read_text("utf-8")
    try:
        connection = connect_reader(settings.warehouse, patience_seconds=0.0)
        try:
            _, rows = ask(connection, query)
        finally:
            connection.close()
    except DatelineError as error:
        # Held for writing, or older than the tables asked for: the list is worth
        # having all the same.
        note = f"without what came of them: {error}"
        Console(stderr=True, highlight=False).print(note, style="dim", markup=False)
        return {}
    return {source_id: tuple(counts) for source_id, *counts in rows}
