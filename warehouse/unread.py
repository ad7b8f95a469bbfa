"""Pages in the archive whose article is in no table."""

from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from uuid import UUID

from transforms.records import Capture
from warehouse.connection import Place, exists, opened
from warehouse.read import CAPTURE_COLUMNS, capture_of
from warehouse.rows import url_id


def unread_captures(
    warehouse: Place, source_id: str, since: datetime, *, patience_seconds: float
) -> tuple[Capture, ...]:
    """The newest good capture of each of a source's pages that no version is of.

    Raises:
        WarehouseHeld: another process holds the warehouse.
    """
    if not exists(warehouse):
        return ()
    query = files("warehouse").joinpath("queries", "unread.sql").read_text("utf-8")
    with opened(
        warehouse, read_only=True, patience_seconds=patience_seconds
    ) as connection:
        rows = connection.execute(query, {"source_id": source_id, "since": since})
        return tuple(capture_of(row) for row in rows.fetchall())


def captures_of(
    warehouse: Place, urls: Iterable[str], *, patience_seconds: float
) -> dict[UUID, Capture]:
    """The newest good capture of a page, by ``rows.url_id`` of its address.

    Raises:
        WarehouseHeld: another process holds the warehouse.
    """
    ids = [str(url_id(url)) for url in urls]
    if not ids or not exists(warehouse):
        return {}
    with opened(
        warehouse, read_only=True, patience_seconds=patience_seconds
    ) as connection:
        rows = connection.execute(
            f"select {CAPTURE_COLUMNS} from ops.captures "
            "where kind in ('page', 'file') and status = 200 "
            "and url_id in (select unnest(?::uuid[])) "
            "qualify row_number() over "
            "(partition by url_id order by fetched_at desc) = 1",
            [ids],
        )
        found = [capture_of(row) for row in rows.fetchall()]
    return {url_id(capture.url): capture for capture in found}
