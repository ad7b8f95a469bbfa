"""How the warehouse and its sources stand, and alerts that last while their cause does.

Rows of ``source_status`` and of runs leave as records; alerts are raised once, stay
while their cause lasts, and are cleared when it is over.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from uuid import UUID

from transforms.identity import identify
from warehouse.connection import Connection
from warehouse.staging import stage

Row = Mapping[str, object]

_COLUMNS = {
    "alert_id": "UUID",
    "source_id": "VARCHAR",
    "flag": "VARCHAR",
    "detail": "VARCHAR",
    "raised_at": "TIMESTAMPTZ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something worth a person's look; without ``source_id`` it is the warehouse's."""

    flag: str
    detail: str
    source_id: str | None = None


def sources(connection: Connection) -> list[Row]:
    """Enabled sources, those with flags first."""
    return _rows(connection, "status_sources")


def last_runs(connection: Connection) -> list[Row]:
    """The newest run of each flow."""
    return _rows(connection, "status_runs")


def funnels(connection: Connection, since: datetime) -> list[Row]:
    """Runs that began since then, newest first, with what fell out and why."""
    return _rows(connection, "status_funnels", since=since)


def raise_alerts(
    connection: Connection, alerts: Iterable[Alert], now: datetime
) -> tuple[UUID, ...]:
    """Keeps the alerts; gives the ids of those that nobody has been sent yet.

    One that stands already keeps its instant; one whose cause is gone is cleared.
    """
    rows = [
        {
            **asdict(alert),
            "raised_at": now,
            "alert_id": identify("alert", alert.source_id, alert.flag, now.isoformat()),
        }
        for alert in alerts
    ]
    stage(connection, "incoming_alerts", rows, _COLUMNS)
    connection.begin()
    try:
        connection.execute(_sql("alerts_cleared"), {"at": now})
        connection.execute(_sql("alerts_details"))
        connection.execute(_sql("alerts_raised"))
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    unsent = connection.execute(
        "select alert_id from ops.alerts where sent_at is null and cleared_at is null"
    )
    return tuple(row[0] for row in unsent.fetchall())


def standing(connection: Connection) -> list[Row]:
    """Alerts whose cause lasts, oldest first."""
    return _rows(connection, "alerts_standing")


def mark_sent(connection: Connection, ids: Sequence[object], at: datetime) -> None:
    """Notes that the webhook took these alerts."""
    connection.execute(
        "update ops.alerts set sent_at = ? "
        "where alert_id in (select unnest(?::uuid[]))",
        [at, [str(each) for each in ids]],
    )


def _rows(connection: Connection, query: str, **values: object) -> list[Row]:
    cursor = connection.execute(_sql(query), values or None)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@cache
def _sql(query: str) -> str:
    path = files("warehouse").joinpath("queries", "health", f"{query}.sql")
    return path.read_text("utf-8")
