"""Makes the automations of a Prefect server of your own; dateline up does it itself.

    export PREFECT_API_URL=http://server:4200/api
    dateline automations

Runs whose process has gone become Crashed once they have sent no heartbeat for 90
seconds (start workers with PREFECT_FLOWS_HEARTBEAT_FREQUENCY=30). With
DATELINE_ALERT_BLOCK=TYPE/NAME, a block of the server that sends notifications, new
alerts of maintain and failed runs are told there. Doing it twice changes nothing.
"""

import os
from argparse import ArgumentParser, Namespace

from rich.console import Console

from flows import quiet
from flows.serving import check_server
from flows.settings import Settings
from transforms.errors import UsageError


def add_arguments(parser: ArgumentParser) -> None:
    """It needs none of its own."""


def run(arguments: Namespace, settings: Settings) -> int:
    """Makes them and names them."""
    if not os.environ.get("PREFECT_API_URL"):
        raise UsageError(
            "PREFECT_API_URL names no server, e.g. http://127.0.0.1:4200/api; "
            "dateline up brings its own, automations too"
        )
    check_server()
    quiet.prepare(settings)
    # Late: it reads the environment when it is imported.
    from flows.automations import register

    console = Console(highlight=False)
    for name in register(settings.alert_block):
        console.print(name, markup=False)
    return 0
