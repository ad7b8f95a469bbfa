"""What people order of a source by hand: pause it, poll it at an interval, try again.

Orders lie in ``ops.source_orders`` and go before the source file. Whoever gives one
has the warehouse for writing; runs read them as they begin. A copy lies in a file, for
runs that begin while the warehouse is held.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from transforms.errors import NoWarehouse, WarehouseError, WarehouseHeld
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

    @property
    def refusal(self) -> str | None:
        """Why runs leave the source alone, in words; None if they do not."""
        return f"paused: {self.reason or 'no reason given'}" if self.is_paused else None


def read_orders(
    place: Place, kept: Path, *, patience_seconds: float
) -> Mapping[str, Order]:
    """All orders by source; those that ``keep`` wrote to ``kept`` where the warehouse
    is held or older, none where there is none.

    Raises:
        WarehouseError: ``kept`` is needed and cannot be read.
    """
    if not exists(place):
        return {}
    try:
        with opened(
            place, read_only=True, patience_seconds=patience_seconds
        ) as connection:
            if not pending(connection):
                return orders_in(connection)
    except NoWarehouse:
        return {}
    except WarehouseHeld:
        # Whoever holds it may do so for hours: a pause holds all the same.
        pass
    return _kept(kept)


def keep(connection: Connection, path: Path) -> None:
    """Writes all orders to ``path``, whole or not at all.

    Raises:
        WarehouseError: the disk refuses.
    """
    rows = [asdict(order) for order in orders_in(connection).values()]
    draft = path.with_suffix(".draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(rows, default=datetime.isoformat), "utf-8")
        os.replace(draft, path)
    except OSError as error:
        raise WarehouseError(
            f"{path}: {error.strerror}; the order is given, but runs that begin while "
            "the warehouse is held do not see it: give it again"
        ) from error


def _kept(path: Path) -> Mapping[str, Order]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        orders = [_order(row) for row in rows]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise WarehouseError(
            f"{path}: cannot be read ({error}); any dateline sources pause, resume or "
            "interval writes it anew"
        ) from error
    return {order.source_id: order for order in orders}


def _order(row: Mapping[str, Any]) -> Order:
    retry_at = row["retry_at"]
    return Order(**{**row, "retry_at": retry_at and datetime.fromisoformat(retry_at)})


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
