"""Rates of exchange in the warehouse, and the sums of money that they value.

The user's rates arrive and are kept; every sum whose article was published within
seven days of a rate leaves with its value in US dollars and the day of that rate.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from transforms.facts.sums.rates import Rate
from warehouse.connection import Connection
from warehouse.staging import count, run, run_all, stage

_COLUMNS = {"currency": "VARCHAR", "rate_on": "DATE", "usd": "DECIMAL(18, 12)"}


def keep(
    connection: Connection, rates: Sequence[Rate], file: str, loaded_at: datetime
) -> int:
    """Keeps the rates and values all sums anew, in one transaction; how many.

    A rate replaces the one of its currency and day. Safe to repeat.
    """
    connection.begin()
    try:
        stage(connection, "incoming_rates", map(asdict, rates), _COLUMNS)
        run(connection, "rates", file=file, loaded_at=loaded_at)
        run(connection, "money_due_all")
        valued = run(connection, "money_usd").fetchone()
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return int(valued[0]) if valued else 0


def value_new(connection: Connection) -> None:
    """Values the sums of the versions that a load has added, if there are rates."""
    if count(connection, "rates"):
        run_all(connection, "money_due_new", "money_usd")
