"""Windows of the ledger that say that a backfill is at them."""

from transforms.windows import Window
from warehouse.connection import Connection


def running(connection: Connection) -> tuple[Window, ...]:
    """Every such row, by source, origin and day."""
    cursor = connection.execute(
        "from ops.backfill_windows where state = 'running' "
        "order by source_id, origin, covers_on"
    )
    names = [column[0] for column in cursor.description or ()]
    return tuple(
        Window(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()
    )
