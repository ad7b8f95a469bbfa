"""How things stand: what waits, what there is room for, what nobody must miss.

Arrive settings and an instant; leave what ``status`` shows and what alerts tell.
"""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.settings import Settings
from warehouse import health, landing
from warehouse.connection import Connection
from warehouse.health import Alert, Row

_FREE_LEAST = 0.05
_FREE_BYTES_LEAST = 2_000_000_000
_MAINTAINED_WITHIN = timedelta(hours=36)

MEANINGS: Mapping[str, str] = {
    "silent": "no new article in seven days",
    "fewer-articles": "far fewer articles than usual",
    "more-articles": "far more articles than usual",
    "pages-refused": "many more pages are refused than before",
    "gone": "its listings have answered 410 for a day",
    "listing-fails": "its listings have failed three times in a row",
    "requests-fail": "many more requests fail than before",
    "selectors-miss": "the selectors of its source file find nothing",
}
"""Flags in words; all others say that its articles read differently from before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What lies in the home folder, in bytes."""

    waiting: int
    """Batches in landing."""
    refused: int
    """Batches that could not be loaded."""
    oldest_waits_since: datetime | None
    landing_bytes: int
    captures_bytes: int
    warehouse_bytes: int
    free_bytes: int
    total_bytes: int


def measure(settings: Settings) -> Room:
    """The home folder as it is."""
    waiting = landing.pending(settings.landing)
    refused = settings.landing / landing.REFUSED
    usage = shutil.disk_usage(_existing(settings.home))
    return Room(
        waiting=len(waiting),
        refused=len(list(refused.iterdir())) if refused.is_dir() else 0,
        oldest_waits_since=landing.made_at(waiting[0]) if waiting else None,
        landing_bytes=_size(settings.landing),
        captures_bytes=_size(settings.captures),
        warehouse_bytes=sum(
            path.stat().st_size for path in settings.home.glob("warehouse*.duckdb*")
        ),
        free_bytes=usage.free,
        total_bytes=usage.total,
    )


def alerts(
    connection: Connection, room: Room, settings: Settings, now: datetime
) -> list[Alert]:
    """All that is worth a person's look."""
    return [
        *_of_room(room, settings, now),
        *_of_runs(health.last_runs(connection), now),
        *_of_sources(health.sources(connection)),
    ]


def _of_room(room: Room, settings: Settings, now: datetime) -> Iterator[Alert]:
    since = room.oldest_waits_since
    if since and (now - since).total_seconds() >= settings.late_after_seconds:
        detail = (
            f"{room.waiting} batches wait in landing, the oldest since {since:%F %R}"
        )
        yield Alert(flag="landing-waits", detail=detail)
    if room.refused:
        detail = f"{room.refused} batches could not be loaded: see landing/refused"
        yield Alert(flag="landing-refused", detail=detail)
    share = room.free_bytes / room.total_bytes
    if share < _FREE_LEAST and room.free_bytes < _FREE_BYTES_LEAST:
        detail = f"{room.free_bytes / 1e9:.1f} GB are free, {share:.0%} of the disk"
        yield Alert(flag="disk-full", detail=detail)


def _of_runs(runs: list[Row], now: datetime) -> Iterator[Alert]:
    for run in runs:
        started_at = run["started_at"]
        if run["flow"] != "maintain" or not isinstance(started_at, datetime):
            continue
        if now - started_at > _MAINTAINED_WITHIN:
            detail = f"maintenance last ran on {started_at:%F %R}"
            yield Alert(flag="maintenance-late", detail=detail)


def _of_sources(rows: list[Row]) -> Iterator[Alert]:
    for row in rows:
        if row["is_paused"]:
            continue
        for flag in _words(row["flags"]):
            meaning = MEANINGS.get(flag, "its articles read differently from before")
            source_id = str(row["source_id"])
            usual = row["usual_articles"]
            detail = f"{source_id}: {meaning} ({row['articles']} articles in a week"
            detail += f", usually {usual})" if usual is not None else ")"
            yield Alert(flag=flag, detail=detail, source_id=source_id)


def _words(flags: object) -> list[str]:
    return [str(flag) for flag in flags] if isinstance(flags, list) else []


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _existing(path: Path) -> Path:
    return path if path.exists() else _existing(path.parent)
