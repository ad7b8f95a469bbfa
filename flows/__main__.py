"""Console script ``dateline``: parses the line, runs one command, gives its code.

0: done; 1: something failed; 2: wrong usage. A user's mistake is one clear line,
never a stack trace.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from rich.console import Console

from flows.allocating import bound_arenas
from flows.commands import COMMANDS, load
from flows.settings import VERSION, Settings, read_settings
from transforms.errors import DatelineError, UsageError, WarehouseHeld
from warehouse.connection import check_usable

_EPILOG = """\
environment:
  DATELINE_HOME             where everything is kept (default ./dateline-data)
  DATELINE_SOURCES          folder of source files (default: the packaged ones)
  DATELINE_WAREHOUSE        the DuckDB file (default HOME/warehouse.duckdb), or a
                            lake: ducklake:sqlite:PATH, ducklake:postgres:CONNECTION
  DATELINE_WAREHOUSE_DATA   folder of a lake's Parquet files (default HOME/lake)
  DATELINE_ALLOW_ADDRESSES  private host:port pairs that may be fetched, by commas
  DATELINE_CONTACT          address or URL in our User-Agent: who to write to
  DATELINE_TASK_RUNNER      what reads pages: threads, processes, dask or a Dask
                            scheduler's address (default threads)
  DATELINE_WARC_BASE        below it lie the files of Common Crawl's lists
  DATELINE_NAMES            spacy:MODEL or gliner:MODEL finds names (default: our own)
  DATELINE_ALERT_WEBHOOK    URL that new alerts are sent to, as JSON, by maintain
  DATELINE_ALERT_BLOCK      Prefect block that tells alerts and failed runs (TYPE/NAME)
  DATELINE_PATIENCE         seconds to wait for a held warehouse (default 10)
  DATELINE_LATE_AFTER       seconds a batch may wait before runs fail (default 6 h)

start with:  dateline demo
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line; gives the exit code."""
    errors = Console(stderr=True, highlight=False, soft_wrap=True)
    _speak_any_language()
    words = sys.argv[1:] if arguments is None else arguments
    try:
        # Some commands import Prefect: seconds, in which a user may think again.
        return _run(_parser(words).parse_args(words), errors)
    except KeyboardInterrupt:
        errors.print("dateline: stopped; the next run takes in what is archived")
        return 130


def _run(parsed: argparse.Namespace, errors: Console) -> int:
    """The command of a line; gives its exit code, and says what a user can mend."""
    bound_arenas()
    try:
        settings = read_settings(os.environ, home=parsed.home, sources=parsed.sources)
        # Else each run would fail in the midst of itself, with a stack trace.
        check_usable(settings.warehouse)
        code = int(parsed.run(parsed, settings))
        sys.stdout.flush()
        return code
    except UsageError as error:
        errors.print(f"dateline: {error}", style="red", markup=False)
        return 2
    except WarehouseHeld as error:
        errors.print(
            f"dateline: {error}{_way_out(settings)}", style="red", markup=False
        )
        return 1
    except DatelineError as error:
        errors.print(f"dateline: {error}", style="red", markup=False)
        return 1
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone (| head); nothing is wrong. SystemExit is
        # what rich makes of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _way_out(settings: Settings) -> str:
    """What whoever only reads may do while the warehouse is held."""
    if settings.read_copy.exists():
        return f"; to read meanwhile: DATELINE_WAREHOUSE={settings.read_copy}"
    return "; dateline maintain publishes a copy to read meanwhile"


def _speak_any_language() -> None:
    """Files and pipes are in UTF-8 whatever the locale; a terminal that lacks a
    character shows a question mark, as an "ă" in one of Latin-1 ended commands."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands; those that ``words`` name have their arguments."""
    parser = argparse.ArgumentParser(
        prog="dateline",
        description="News sources into a warehouse that you query with SQL.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"dateline {VERSION}")
    _add_places(parser, default=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, what in COMMANDS.items():
        if name not in words:
            commands.add_parser(name, help=what)
            continue
        command = load(name)
        subparser = commands.add_parser(
            name,
            help=what,
            description=command.__doc__,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _add_places(subparser, default=argparse.SUPPRESS)
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def _add_places(parser: argparse.ArgumentParser, default: str | None) -> None:
    """--home and --sources, before the command or after it."""
    parser.add_argument(
        "--home", metavar="DIR", default=default, help="instead of DATELINE_HOME"
    )
    parser.add_argument(
        "--sources", metavar="DIR", default=default, help="instead of DATELINE_SOURCES"
    )


if __name__ == "__main__":
    sys.exit(main())
