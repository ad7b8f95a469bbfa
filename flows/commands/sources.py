"""The publishers that Dateline polls, one TOML file each.

dateline sources list                  what is there
dateline sources check                 whether every file is right, key by key
"""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows.commands.sql import as_table
from flows.registry import read_sources
from flows.settings import Settings

NAME = "sources"
HELP = "list or check the source files"


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("action", choices=("list", "check"))


def run(arguments: Namespace, settings: Settings) -> int:
    """Lists the sources; a wrong file is a usage error that names its key."""
    console = Console(highlight=False)
    sources = read_sources(settings.sources)
    if arguments.action == "check":
        console.print(f"{settings.sources}: {len(sources)} source files, all right")
        return 0
    rows = [
        (
            source.id,
            source.name,
            source.country,
            source.language,
            " ".join(listing.kind for listing in source.listings),
            "yes" if source.is_enabled else "no",
        )
        for source in sources
    ]
    names = ["id", "name", "country", "language", "listings", "enabled"]
    console.print(as_table(names, rows))
    return 0
