"""Orders by hand for one source: pause, resume, interval, retry, drop."""

import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console

from flows.registry import no_source, read_sources
from flows.settings import Settings
from transforms.errors import NoWarehouse, UsageError
from warehouse import dropping, orders
from warehouse.connection import Connection, exists, opened
from warehouse.migrate import migrate

ACTIONS = ("pause", "resume", "interval", "retry", "drop")
_UNITS = {"m": 60, "h": 3600, "d": 86_400}
_SECONDS_LEAST, _SECONDS_MOST = 60, 30 * 86_400


def add_arguments(actions: Any) -> list[ArgumentParser]:
    """Adds the five to the actions of ``dateline sources``."""
    helps = {
        "pause": "do not poll it until it is resumed",
        "resume": "poll it again",
        "interval": "poll its listings that often, or as they adapt: auto",
        "retry": "ask again for its listings and for pages that failed",
        "drop": "take it out of the warehouse with all that came of it",
    }
    parsers = {name: add_action(actions, name, helps[name]) for name in ACTIONS}
    for parser in parsers.values():
        parser.add_argument("source", help="the id of a source")
    parsers["pause"].add_argument("--reason", metavar="TEXT", help="why, for others")
    parsers["interval"].add_argument(
        "interval", type=interval, help="30m, 6h, 1d (1m to 30d), or auto"
    )
    sure = parsers["drop"].add_mutually_exclusive_group()
    sure.add_argument("--yes", action="store_true", help="do not ask")
    sure.add_argument("--dry-run", action="store_true", help="only count")
    return list(parsers.values())


def add_action(actions: Any, name: str, what: str) -> ArgumentParser:
    """One action, whose own help says what it does too."""
    told = f"{what[0].upper()}{what[1:]}."
    parser: ArgumentParser = actions.add_parser(name, help=what, description=told)
    return parser


def run(arguments: Namespace, settings: Settings) -> int:
    """Gives the order and says what holds now."""
    source_id = arguments.source
    with _warehouse(settings) as connection:
        _check(connection, settings, source_id)
        code = 0
        if arguments.action == "drop":
            code = _drop(connection, arguments)
        else:
            _say(_order(connection, arguments))
        orders.keep(connection, settings.orders)
    return code


def interval(text: str) -> int | None:
    """Seconds of ``30m``, ``6h``, ``1d``; None for ``auto``."""
    if text == "auto":
        return None
    found = re.fullmatch(r"(\d{1,6})([mhd])", text)
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not _SECONDS_LEAST <= seconds <= _SECONDS_MOST:
        raise ArgumentTypeError(f"{text!r} is none of 30m, 6h, 1d (1m to 30d), auto")
    return seconds


def _order(connection: Connection, arguments: Namespace) -> str:
    source_id, now = arguments.source, datetime.now(UTC)
    match arguments.action:
        case "pause":
            changes = {"is_paused": True, "reason": arguments.reason}
            orders.give(connection, source_id, now, **changes)
            return f"{source_id}: is not polled until dateline sources resume"
        case "resume":
            orders.give(connection, source_id, now, is_paused=False, reason=None)
            return f"{source_id}: is polled again, from the next run on"
        case "retry":
            orders.give(connection, source_id, now, retry_at=now)
            listings = orders.make_due(connection, source_id, now)
            return (
                f"{source_id}: {listings} listings are due, and what failed is asked "
                "for again, from the next run on"
            )
    seconds = arguments.interval
    orders.give(connection, source_id, now, interval_seconds=seconds)
    if seconds is None:
        return f"{source_id}: its intervals adapt again, after the next poll"
    orders.set_interval(connection, source_id, seconds)
    return f"{source_id}: its listings are polled every {seconds // 60} minutes"


def _drop(connection: Connection, arguments: Namespace) -> int:
    source_id = arguments.source
    counts = dropping.count(connection, source_id)
    _say(_told(source_id, counts))
    if arguments.dry_run:
        _say("a dry run: nothing has changed")
        return 0
    if not arguments.yes and not _is_sure(source_id):
        _say("nothing has changed")
        return 1
    dropping.drop(connection, source_id, datetime.now(UTC))
    _say(
        f"{source_id}: dropped. Its bytes are still in the archive; its source file, "
        "if it has one, brings it back with the next run"
    )
    return 0


def _told(source_id: str, counts: Mapping[str, int]) -> str:
    return (
        f"{source_id}: {counts['articles']} articles with {counts['versions']} "
        f"versions and {counts['facts']} facts, {counts['requests']} requests; "
        f"{counts['captures']} captures stay in the archive, marked; "
        f"{counts['copies']} copies of other sources stay"
    )


def _is_sure(source_id: str) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(
            "nobody is there to be asked: --yes drops it, --dry-run counts"
        )
    return input(f"Drop {source_id} for good? Write its id: ").strip() == source_id


def _check(connection: Connection, settings: Settings, source_id: str) -> None:
    """Refuses an id that neither a source file nor the warehouse has."""
    rows = connection.execute("select source_id from sources").fetchall()
    known = {row[0] for row in rows}
    if source_id in known:
        return
    known |= {source.id for source in read_sources(settings.sources)}
    if source_id not in known:
        raise no_source([source_id], known)


@contextmanager
def _warehouse(settings: Settings) -> Iterator[Connection]:
    if not exists(settings.warehouse):
        raise UsageError(str(NoWarehouse(str(settings.warehouse))))
    with opened(
        settings.warehouse, patience_seconds=settings.patience_seconds
    ) as connection:
        migrate(connection)
        yield connection


def _say(line: str) -> None:
    Console(highlight=False, soft_wrap=True).print(line, markup=False)
