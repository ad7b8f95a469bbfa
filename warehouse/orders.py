"""What people order of a source by hand: pause it, poll it at an interval, try again.

Orders lie in ``ops.source_orders`` and go before the source file. Whoever gives one
has the warehouse for writing; runs read them as they begin.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files

from transforms.errors import NoWarehouse, WarehouseHeld
from warehouse.connection import Connection, Place, exists, opened
from warehouse.migrate import pending


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What holds for one source; as it is born, nothing out of the ordinary."""

    source_id: str
    is_paused: bool = False
    reason: str | None = None
    interval_seconds: int | None = None
    """Between two polls of each listing; None: as it adapts by itself."""
    retry_at: datetime | None = None
    """Failures before this instant do not count."""


def read_orders(place: Place, *, patience_seconds: float) -> Mapping[str, Order]:
    """All orders by source; none where the warehouse is held, missing or older."""
    if not exists(place):
        return {}
    try:
        with opened(
            place, read_only=True, patience_seconds=patience_seconds
        ) as connection:
            return {} if pending(connection) else orders_in(connection)
    except (NoWarehouse, WarehouseHeld):
        return {}


def orders_in(connection: Connection) -> Mapping[str, Order]:
    """All orders by source."""
    rows = connection.execute(
        "select source_id, is_paused, reason, interval_seconds, retry_at "
        "from ops.source_orders"
    ).fetchall()
    return {
        source_id: Order(
            source_id=source_id,
            is_paused=is_paused,
            reason=reason,
            interval_seconds=interval_seconds,
            retry_at=retry_at,
        )
        for source_id, is_paused, reason, interval_seconds, retry_at in rows
    }


def give(
    connection: Connection, source_id: str, ordered_at: datetime, **changes: object
) -> Order:
    """The source's order with ``changes``, which are fields of ``Order``; kept."""
    known = orders_in(connection).get(source_id, Order(source_id=source_id))
    order = replace(known, **changes)  # type: ignore[arg-type]  # fields of the record
    values = {**asdict(order), "ordered_at": ordered_at}
    connection.begin()
    try:
        connection.execute(
            "delete from ops.source_orders where source_id = ?", [source_id]
        )
        names = ", ".join(values)
        marks = ", ".join(f"${name}" for name in values)
        connection.execute(
            f"insert into ops.source_orders ({names}) values ({marks})", values
        )
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return order


def make_due(connection: Connection, source_id: str, at: datetime) -> int:
    """The source's listings are due at once, gone ones too; gives how many."""
    row = connection.execute(_sql("make_due"), {"source_id": source_id, "at": at})
    found = row.fetchone()
    return int(found[0]) if found else 0


def set_interval(connection: Connection, source_id: str, seconds: int) -> None:
    """The source's listings are due so long after their last poll."""
    values = {"source_id": source_id, "seconds": seconds}
    connection.execute(_sql("interval"), values)


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", f"{query}.sql")
    return path.read_text("utf-8")
