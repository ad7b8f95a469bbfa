"""Shows the whole path on a site of its own; needs no network, account or server.

Serves four invented publishers on this machine, runs the real ingest flow over them
twice (between the polls two articles change), and asks the warehouse three
questions.

    dateline demo                          into ./dateline-demo, made anew each time
    dateline demo --home /tmp/try          somewhere else
    dateline demo --lake                   into a DuckLake instead of one file
"""

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from rich.console import Console

from flows.commands.ingest import run_flow
from flows.commands.rows import as_table
from flows.commands.screen import follow, show_summary
from flows.demo.site import DemoSite
from flows.settings import Settings
from transforms.errors import UsageError
from warehouse.ask import ask
from warehouse.connection import check_usable, connect_reader, read_place, spelled

NAME_OF_SCRIPT = "dateline"
_MARK = "made-by-dateline-demo"
_FIRST_PORT = 47310


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--lake",
        action="store_true",
        help="keep it in a DuckLake with an SQLite catalog (extra: lake)",
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Two polls, three questions, the next commands to try."""
    console = Console(highlight=False)
    settings = _at_home(arguments, settings)
    with _site() as site:
        site.write_sources(settings.sources)
        settings = replace(
            settings,
            allowed_addresses=frozenset(
                (host, int(port))
                for host, _, port in (
                    each.partition(":") for each in site.authorities()
                )
            ),
        )
        console.rule("First poll: four publishers, everything is new", align="left")
        _poll(console, settings)
        site.advance()
        console.rule("Second poll: two articles have changed since", align="left")
        _poll(console, settings)
    for title, query in _questions():
        _answer(console, settings, title, query)
    _say_what_next(console, settings)
    return 0


def _at_home(arguments: Namespace, settings: Settings) -> Settings:
    """The demo's own folder, emptied; never one that holds anything else.

    Raises:
        UsageError: the folder holds something that no demo wrote, or a lake is asked
            for and its extra is not installed.
    """
    named = arguments.home or os.environ.get("DATELINE_HOME") or "dateline-demo"
    home = Path(named).absolute()
    file = str(home / "warehouse.duckdb")
    lake = f"ducklake:sqlite:{home / 'warehouse.sqlite'}"
    place = read_place(lake if arguments.lake else file, home / "lake")
    check_usable(place)
    try:
        if home.exists() and any(home.iterdir()):
            if not (home / _MARK).exists():
                problem = "is no demo's folder; give another with --home"
                raise UsageError(f"{home} {problem}")
            shutil.rmtree(home)
        home.mkdir(parents=True, exist_ok=True)
        (home / _MARK).touch()
    except OSError as error:
        raise UsageError(f"{home}: {error.strerror}") from error
    return replace(settings, home=home, sources=home / "sources", warehouse=place)


def _site() -> DemoSite:
    """The site at its usual ports, so that ids are the same each time; else at any."""
    site = DemoSite(_FIRST_PORT)
    try:
        site.__enter__()
    except OSError:
        return DemoSite()
    site.__exit__(None, None, None)
    return DemoSite(_FIRST_PORT)


def _poll(console: Console, settings: Settings) -> None:
    with follow(console):
        summary = run_flow(settings, [])
    show_summary(console, summary)


def _questions() -> Iterator[tuple[str, str]]:
    """Title (the file's first comment) and SQL of each question."""
    folder = files("flows.demo").joinpath("questions")
    for entry in sorted(folder.iterdir(), key=str):
        title, _, query = entry.read_text("utf-8").partition("\n")
        yield title.removeprefix("-- "), query


def _answer(console: Console, settings: Settings, title: str, query: str) -> None:
    console.rule(f"[bold]{title}", align="left")
    console.print(query.strip(), style="dim", markup=False)
    console.print()
    connection = connect_reader(settings.warehouse)
    try:
        console.print(as_table(*ask(connection, query)))
    finally:
        connection.close()


def _say_what_next(console: Console, settings: Settings) -> None:
    call = f"{_own_name()} --home {os.path.relpath(settings.home)}"
    place = settings.warehouse
    what = f"{place}, files in {os.path.relpath(settings.home / 'lake')}"
    if isinstance(place, Path):
        what = f"{os.path.relpath(place)}, a plain DuckDB file"
    else:
        call = f"DATELINE_WAREHOUSE={spelled(place)} {call}"
    console.rule("[bold]Now ask your own", align="left")
    for line in (
        f"The warehouse is {what}.",
        "",
        f'  {call} sql "show tables"',
        f'  {call} sql "from ops.failures"',
        f"  {call} export --format dated --out articles",
        f"  {_own_name()} --help",
    ):
        console.print(line, markup=False, soft_wrap=True)


def _own_name() -> str:
    """What to type for ``dateline``: its path where it is not on PATH."""
    own = Path(sys.argv[0])
    if own.name != NAME_OF_SCRIPT:
        return "python -m flows"
    found = shutil.which(NAME_OF_SCRIPT)
    is_on_path = found is not None and Path(found).samefile(own)
    return NAME_OF_SCRIPT if is_on_path else os.path.relpath(own)
