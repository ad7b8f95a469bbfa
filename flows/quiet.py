"""Prefect without telephone calls home, noise or a shared home folder.

Sets environment variables, so it runs before the first import of prefect. What the
user has set stays.
"""

import os
from collections.abc import MutableMapping

from flows.settings import Settings
from warehouse.connection import spelled
from warehouse.lake import Lake
from warehouse.warc_files import explained

_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The default of 20 s is too short for a first start on a loaded machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_LOGGING_LEVEL": "WARNING",
}


def prepare(
    settings: Settings, environment: MutableMapping[str, str] = os.environ
) -> None:
    """Makes ``environment`` fit for a flow run of ``settings`` in this process.

    Raises:
        WarehouseError: the home's folder cannot be made.
    """
    for name, value in _QUIET.items():
        environment.setdefault(name, value)
    if "PREFECT_HOME" not in environment:
        folder = settings.home / "prefect"
        # Prefect makes it, but no folder above it: a first run, into a home that is
        # not there yet, would wait two minutes for a server without a database.
        with explained(folder):
            folder.mkdir(parents=True, exist_ok=True)
        environment["PREFECT_HOME"] = str(folder)
    environment["DATELINE_HOME"] = str(settings.home)
    environment["DATELINE_SOURCES"] = str(settings.sources)
    environment["DATELINE_WAREHOUSE"] = spelled(settings.warehouse)
    if isinstance(settings.warehouse, Lake):
        environment["DATELINE_WAREHOUSE_DATA"] = str(settings.warehouse.data)
    environment["DATELINE_ALLOW_ADDRESSES"] = ",".join(
        f"{host}:{port}" for host, port in sorted(settings.allowed_addresses)
    )
