"""Runs everything on this machine: schedules, the backfill form, the pages to watch.

    dateline up                      http://127.0.0.1:4200
    dateline up --port 4300

A Prefect server on loopback and the process that runs what is due. Stop both with
Ctrl-C; started again, they go on with the same schedules and history, which lie in
HOME/prefect.
"""

import os
import signal
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from rich.console import Console

from flows import quiet
from flows.backfilling.remains import release
from flows.readers import check_readers
from flows.registry import read_sources
from flows.serving import HOST, Server, ServerTrouble, api_url, check_port
from flows.settings import Settings
from transforms.errors import UsageError, WarehouseHeld
from warehouse.connection import opened
from warehouse.migrate import migrate


def add_arguments(parser: ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "--port", type=int, default=4200, help="of the pages (default 4200)"
    )


def run(arguments: Namespace, settings: Settings) -> int:
    """Returns when it was stopped."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    sources = read_sources(settings.sources)
    _check(settings, arguments.port)
    prepare_warehouse(settings, console)
    environment = _environment(settings, arguments.port)
    os.environ.update(environment)
    server = Server(
        port=arguments.port,
        log=settings.home / "prefect" / "server.log",
        environment=environment,
        notify=lambda text: console.print(f"dateline: {text}", style="yellow"),
    )
    console.print("starting the Prefect server (about 15 s) ...", style="dim")
    # Some shells start what runs in the background deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        server.start()
        # Late: it reads the environment when it is imported.
        from flows.service import run_until_stopped

        def ready(deployments: dict[str, str]) -> None:
            _show(console, arguments.port, settings, deployments)

        run_until_stopped(
            sources, datetime.now(UTC).date(), settings.alert_block, ready
        )
    except KeyboardInterrupt:
        console.print()
    finally:
        server.stop()
    console.print(
        "stopped; schedules go on with the next dateline up, a backfill that was under "
        "way when it is run again"
    )
    _release(settings, console)
    return 0


def _release(settings: Settings, console: Console) -> None:
    """Nobody is at the windows of the backfills that were stopped."""
    try:
        left = release(settings, lambda: datetime.now(UTC))
    except WarehouseHeld as held:
        # Whoever holds it: the next start does it.
        console.print(f"some windows may say running until then: {held}", style="dim")
        return
    if left:
        console.print(f"{left} windows are missing again", style="dim")


def _check(settings: Settings, port: int) -> None:
    """What would go wrong later, said now.

    Raises:
        UsageError: in words, with the remedy.
    """
    other = os.environ.get("PREFECT_API_URL", "")
    if other and other.rstrip("/") != api_url(port):
        raise UsageError(
            f"PREFECT_API_URL names another server, {other}; dateline up brings its "
            "own. Unset it, or deploy to that one with: prefect deploy --all"
        )
    if not 0 < port < 65536:
        raise ServerTrouble(f"port {port}: there is no such port")
    check_port(port, settings.home)
    check_readers(settings)


def prepare_warehouse(settings: Settings, console: Console) -> None:
    """Its schema, and the windows that a killed backfill left. Whoever holds the file
    does not keep the schedules from starting: runs and ``maintain`` do the same.

    Raises:
        WarehouseError: it is of a newer Dateline, or damaged.
    """
    try:
        with opened(
            settings.warehouse, patience_seconds=settings.patience_seconds
        ) as connection:
            migrate(connection)
        release(settings, lambda: datetime.now(UTC))
    except WarehouseHeld as held:
        console.print(f"{held}: batches wait until it is closed", style="yellow")


def _environment(settings: Settings, port: int) -> dict[str, str]:
    """For the server, this process and every run."""
    quiet.prepare(settings)
    return {
        "PREFECT_API_URL": api_url(port),
        # Not --port: the pages would go on calling 4200.
        "PREFECT_SERVER_API_PORT": str(port),
        "PREFECT_SERVER_API_HOST": HOST,
        "PREFECT_UI_URL": f"http://{HOST}:{port}",
        # By its absence a dead run is told.
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        # A run's page opens at its logs: there its end is told in words, not here.
        "PREFECT_LOGGING_LOGGERS_PREFECT_FLOW_RUNS_LEVEL": "INFO",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    }


def _show(
    console: Console, port: int, settings: Settings, deployments: dict[str, str]
) -> None:
    base = f"http://{HOST}:{port}/v2"
    form = f"{base}/deployments/deployment/{deployments['backfill']}/run"
    lines = (
        ("pages", base),
        ("backfill", form),
        ("runs", f"{base}/runs"),
        ("alerts", f"{base}/artifacts/key/health"),
        ("warehouse", str(settings.warehouse)),
    )
    console.print("Dateline is up; stop it with Ctrl-C.", style="bold")
    for name, place in lines:
        console.print(f"  {name:<10}{place}")
