"""One warehouse in memory for all tests; each finds it empty."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.warehouse.batches import empty, new_warehouse


@pytest.fixture(scope="session")
def _shared_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    connection = new_warehouse()
    # The tables are tiny: a second thread costs more than it brings.
    connection.execute("set threads = 1")
    yield connection
    connection.close()


@pytest.fixture
def warehouse(
    _shared_warehouse: duckdb.DuckDBPyConnection,
) -> duckdb.DuckDBPyConnection:
    """An empty warehouse with all tables and views."""
    empty(_shared_warehouse)
    return _shared_warehouse
