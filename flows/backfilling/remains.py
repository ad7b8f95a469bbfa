"""Windows whose backfill has gone without a word: killed, or with its machine.

``dateline up`` asks as it begins and ``maintain`` every night, so that nobody takes a
window for one that is worked on. A backfill looks for itself (``ledger.look_up``).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from flows.backfilling.engine import claims_of
from flows.backfilling.ledger import LEFT, claim_name
from flows.settings import Settings
from flows.steps import store
from transforms.batches import Batch
from transforms.windows import Window
from warehouse.connection import exists, opened
from warehouse.migrate import pending
from warehouse.open_windows import running


def release(settings: Settings, now: Callable[[], datetime]) -> int:
    """How many windows nobody is at any more; they are missing again.

    Raises:
        WarehouseError: the warehouse is held or refuses.
    """
    if not exists(settings.warehouse):
        return 0
    patience = settings.patience_seconds
    with opened(
        settings.warehouse, read_only=True, patience_seconds=patience
    ) as connection:
        rows = () if pending(connection) else running(connection)
    with claims_of(settings) as claims:
        left = [
            replace(row, state="missing", reason=LEFT, updated_at=now())
            for row in rows
            if not claims.is_elsewhere(
                claim_name(row.source_id, row.origin, row.covers_on)
            )
        ]
    if left:
        store(settings, _batch(left, now()))
    return len(left)


def _batch(windows: list[Window], now: datetime) -> Batch:
    return Batch(batch_id=uuid4(), run_id=uuid4(), made_at=now, windows=tuple(windows))
