"""What earlier runs know: fetching state and archived responses.

Batches that still wait in ``landing`` count as known: with the warehouse held for
hours, every run would otherwise fetch again what the last one fetched.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import duckdb

from transforms.errors import WarehouseHeld
from transforms.freshness import Known
from transforms.intervals import ListingState
from transforms.records import Capture, Link
from warehouse import landing
from warehouse.connection import connect_in_memory, opened
from warehouse.migrate import migrate, pending
from warehouse.rows import url_id

_CAPTURE_COLUMNS = (
    "capture_id, source_id, kind, url, final_url, fetched_at, status, content_type, "
    "payload_digest, payload_bytes, file, file_offset, file_length, link"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Looks addresses up; holds the warehouse for no longer than each look-up."""

    warehouse: Path
    landing: Path
    patience_seconds: float

    def known(self, urls: Iterable[str]) -> Mapping[str, Known]:
        """What is known of those addresses that were asked for before."""
        ids = {url: url_id(url) for url in urls}
        with self._asking("url_id", ids.values()) as connection:
            self._gather(connection, "requests", "fetches", "fetch_id")
            cursor = connection.execute(_sql("known"))
            names = [column[0] for column in cursor.description or ()][1:]
            found = {
                key: Known(**dict(zip(names, values, strict=True)))
                for key, *values in cursor.fetchall()
            }
        return {url: found[key] for url, key in ids.items() if key in found}

    def captures(self, capture_ids: Iterable[UUID]) -> Mapping[UUID, Capture]:
        """Archived responses by id."""
        with self._asking("capture_id", capture_ids) as connection:
            self._gather(connection, "responses", "captures", "capture_id")
            rows = connection.execute(
                f"select {_CAPTURE_COLUMNS} from responses"
            ).fetchall()
        found = [_capture(row) for row in rows]
        return {capture.capture_id: capture for capture in found}

    def states(self, listing_ids: Iterable[UUID]) -> Mapping[UUID, ListingState]:
        """The polling state of listings, after the newest poll."""
        with self._asking("listing_id", listing_ids) as connection:
            key = "listing_id, last_polled_at"
            self._gather(connection, "polls", "source_state", key)
            cursor = connection.execute("from polls order by last_polled_at")
            names = [column[0] for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return {row["listing_id"]: ListingState(**row) for row in rows}

    @contextmanager
    def _asking(
        self, key: str, values: Iterable[UUID]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection with the table ``asked``, whose one column is ``key``."""
        with self._connection() as connection:
            connection.execute(
                f"create temp table asked as select unnest(?::uuid[]) as {key}",
                [[str(value) for value in values]],
            )
            yield connection

    @contextmanager
    def _connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse; an empty one while there is none or while it is held."""
        if self.warehouse.exists():
            try:
                with opened(
                    self.warehouse,
                    read_only=True,
                    patience_seconds=self.patience_seconds,
                ) as connection:
                    if not pending(connection):
                        yield connection
                        return
            except WarehouseHeld:
                # The batch will wait in landing too; what waits there is known.
                pass
        connection = connect_in_memory()
        try:
            migrate(connection)
            yield connection
        finally:
            connection.close()

    def _gather(
        self, connection: duckdb.DuckDBPyConnection, name: str, table: str, key: str
    ) -> None:
        """Table ``name``: rows of ``table`` that were asked for, and waiting ones."""
        asked = "natural semi join asked"
        union = f"select * from ops.{table} {asked}"
        with ExitStack() as stack:
            if self.landing.is_dir():
                # Another run's load must not take the files away under our eyes.
                stack.enter_context(landing.held(self.landing))
            waiting = [
                str(path)
                for landed in landing.pending(self.landing)
                if (path := landing.files_of(landed).get(table))
            ]
            if waiting:
                columns = landing.columns_of(connection, table)
                rows = landing.reading(waiting, columns)
                union += f" union all by name select * from ({rows}) {asked}"
            # A kill between load and removal leaves a batch in both places.
            connection.execute(
                f"create temp table {name} as from ({union}) "
                f"qualify row_number() over (partition by {key}) = 1"
            )


def _capture(row: tuple[object, ...]) -> Capture:
    names = [name.strip() for name in _CAPTURE_COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    link = values.pop("link")
    return Capture(**values, link=_link(link) if isinstance(link, str) else None)  # type: ignore[arg-type]  # columns of a table that our own load filled


def _link(text: str) -> Link:
    values = json.loads(text)
    for name in ("published_at", "modified_at"):
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    return Link(**{**values, "authors": tuple(values["authors"])})


@cache
def _sql(query: str) -> str:
    return files("warehouse").joinpath("queries", f"{query}.sql").read_text("utf-8")
