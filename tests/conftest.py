"""One temporary Prefect server for the few tests that run flows.

Prefect reads its environment at import, so it is made quiet before anything of it
is imported; nothing here imports it for tests that do not ask for it.
"""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A deadline would fail whatever a busy machine holds up.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

# The same names as in flows/quiet.py, and a home that no other checkout shares.
os.environ.update(
    {
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_LOGGING_LEVEL": "ERROR",
        "PREFECT_HOME": tempfile.mkdtemp(prefix="dateline-prefect-"),
    }
)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server in memory; entering it takes 15 s, hence once."""
    from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    # Each synchronous flow run would last a second longer than it does.
    heartless = temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None})
    with prefect_test_harness(server_startup_timeout=180), heartless:
        yield
