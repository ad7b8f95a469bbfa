"""What earlier runs know: fetching state and archived responses.

Batches that still wait in ``landing`` count as known: with the warehouse held for
hours, every run would otherwise fetch again what the last one fetched.

Look-ups that come together share one opening of the warehouse. Each on its own, those
of 40 sources queued for 10 s before a lock that takes 15 ms to come by, and whoever
had used up the patience was told that nothing is known.
"""

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Condition
from typing import Any
from uuid import UUID

import duckdb

from transforms.errors import NoWarehouse, WarehouseHeld
from transforms.freshness import Known
from transforms.intervals import ListingState
from transforms.records import Capture, Link
from transforms.windows import Window
from warehouse import landing
from warehouse.connection import Place, connect_in_memory, exists, opened
from warehouse.migrate import migrate, pending
from warehouse.rows import url_id

CAPTURE_COLUMNS = (
    "capture_id, source_id, kind, url, final_url, fetched_at, status, content_type, "
    "payload_digest, payload_bytes, file, file_offset, file_length, link"
)
_STRETCH_SECONDS = 0.5
_REST_SECONDS = 0.06
"""Look-ups without a pause would keep a writer out: after this long the warehouse is
left alone for longer than the 0.05 s between two looks of one who waits for it."""

Connection = duckdb.DuckDBPyConnection
Ids = Collection[UUID]
Found = Mapping[UUID, Any]
Kind = Callable[[Connection, Ids], Found]
Opening = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Looks addresses up, for any thread; holds the warehouse while somebody asks."""

    warehouse: Place
    landing: Path
    patience_seconds: float
    _desk: "Desk" = field(
        default_factory=lambda: Desk(), init=False, repr=False, compare=False
    )

    def known(self, urls: Iterable[str]) -> Mapping[str, Known]:
        """What is known of those addresses that were asked for before."""
        ids = {url: url_id(url) for url in urls}
        found = self._desk.ask(self._known, ids.values(), self._connection)
        return {url: found[key] for url, key in ids.items() if key in found}

    def captures(self, capture_ids: Iterable[UUID]) -> Mapping[UUID, Capture]:
        """Archived responses by id."""
        return self._desk.ask(self._captures, capture_ids, self._connection)

    def states(self, listing_ids: Iterable[UUID]) -> Mapping[UUID, ListingState]:
        """The polling state of listings, after the newest poll."""
        return self._desk.ask(self._states, listing_ids, self._connection)

    def windows(self, window_ids: Iterable[UUID]) -> Mapping[UUID, Window]:
        """The ledger's rows of backfill windows."""
        return self._desk.ask(self._windows, window_ids, self._connection)

    def _known(self, connection: Connection, ids: Ids) -> Found:
        self._gather(connection, "requests", "fetches", "fetch_id", ids, "url_id")
        cursor = connection.execute(_sql("known"))
        names = [column[0] for column in cursor.description or ()][1:]
        return {
            key: Known(**dict(zip(names, values, strict=True)))
            for key, *values in cursor.fetchall()
        }

    def _captures(self, connection: Connection, ids: Ids) -> Found:
        self._gather(connection, "responses", "captures", "capture_id", ids)
        rows = connection.execute(f"select {CAPTURE_COLUMNS} from responses")
        found = [capture_of(row) for row in rows.fetchall()]
        return {capture.capture_id: capture for capture in found}

    def _states(self, connection: Connection, ids: Ids) -> Found:
        key = "listing_id, last_polled_at"
        self._gather(connection, "polls", "source_state", key, ids, "listing_id")
        cursor = connection.execute("from polls order by last_polled_at")
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return {row["listing_id"]: ListingState(**row) for row in rows}

    def _windows(self, connection: Connection, ids: Ids) -> Found:
        key = "window_id, updated_at, state"
        self._gather(connection, "rows", "backfill_windows", key, ids, "window_id")
        cursor = connection.execute("from rows order by updated_at")
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return {row["window_id"]: Window(**row) for row in rows}

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """The warehouse; an empty one while there is none or while it is held."""
        if exists(self.warehouse):
            try:
                with opened(
                    self.warehouse,
                    read_only=True,
                    patience_seconds=self.patience_seconds,
                ) as connection:
                    if not pending(connection):
                        yield connection
                        return
            except (WarehouseHeld, NoWarehouse):
                # The batch will wait in landing too; what waits there is known.
                pass
        connection = connect_in_memory()
        try:
            migrate(connection)
            yield connection
        finally:
            connection.close()

    def _gather(
        self,
        connection: Connection,
        name: str,
        table: str,
        key: str,
        ids: Ids,
        column: str | None = None,
    ) -> None:
        """Table ``name``: rows of ``table`` whose ``column`` is one of ``ids``.

        Those that wait in landing as well; one for each ``key``, which is ``column``
        too unless that is named.
        """
        connection.execute(
            "create or replace temp table asked as "
            f"select unnest(?::uuid[]) as {column or key}",
            [[str(each) for each in ids]],
        )
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
                f"create or replace temp table {name} as from ({union}) "
                f"qualify row_number() over (partition by {key}) = 1"
            )


@dataclass(slots=True, kw_only=True, eq=False)
class _Question:
    """What one thread wants to know; ``found`` is None until it is answered."""

    kind: Kind
    ids: frozenset[UUID]
    found: Found | None = None


class Desk:
    """Answers together what several threads ask at once, in one opening.

    Who asks while nobody answers opens the warehouse, answers in one query a kind
    whatever has been asked by then, goes on while more comes in, and closes. All in
    its own thread, as locks want it; the others wait. What is left unanswered when it
    ends, in time or by an error, the next of those takes up.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._waiting: list[_Question] = []
        self._is_open = False
        self._closed_at = self._busy_since = 0.0

    def ask(self, kind: Kind, ids: Iterable[UUID], opening: Opening) -> Found:
        """What ``kind`` finds for those ``ids`` of which something is known.

        Args:
            kind: looks ids up; gives what it found by id.
            ids: any number.
            opening: gives a connection, and closes it.

        Raises:
            WarehouseError: as ``opening``, in each thread that asked.
        """
        question = _Question(kind=kind, ids=frozenset(ids))
        with self._changed:
            self._waiting.append(question)
        while self._is_to_open(question):
            self._serve(question, opening)
        return question.found or {}

    def _is_to_open(self, question: _Question) -> bool:
        """Whether it is for this thread to open; False once it has its answer."""
        with self._changed:
            self._changed.wait_for(
                lambda: question.found is not None or not self._is_open
            )
            if question.found is None:
                self._is_open = True
                return True
            return False

    def _serve(self, own: _Question, opening: Opening) -> None:
        try:
            self._rest()
            with opening() as connection:
                until = time.monotonic() + _STRETCH_SECONDS
                self._answer(connection, self._take())
                while time.monotonic() < until and (asked := self._take()):
                    self._answer(connection, asked)
        finally:
            self._closed_at = time.monotonic()
            with self._changed:
                if own.found is None:
                    self._waiting.remove(own)
                self._is_open = False
                self._changed.notify_all()

    def _take(self) -> list[_Question]:
        """Everything asked so far; it stays in the queue until it is answered."""
        with self._changed:
            return list(self._waiting)

    def _answer(self, connection: Connection, asked: list[_Question]) -> None:
        answers: dict[Kind, Found] = {}
        for kind in {question.kind for question in asked}:
            ids = [question.ids for question in asked if question.kind == kind]
            answers[kind] = kind(connection, frozenset[UUID]().union(*ids))
        with self._changed:
            for question in asked:
                found = answers[question.kind]
                question.found = {
                    each: found[each] for each in question.ids if each in found
                }
                self._waiting.remove(question)
            self._changed.notify_all()

    def _rest(self) -> None:
        """Leaves the warehouse alone for a moment once it was in use for long."""
        now = time.monotonic()
        if now - self._closed_at < _REST_SECONDS:
            if now - self._busy_since < _STRETCH_SECONDS:
                return
            time.sleep(_REST_SECONDS)
        self._busy_since = time.monotonic()


def capture_of(row: tuple[object, ...]) -> Capture:
    names = [name.strip() for name in CAPTURE_COLUMNS.split(",")]
    values = dict(zip(names, row, strict=True))
    link = values.pop("link")
    return Capture(**values, link=_link(link) if isinstance(link, str) else None)  # type: ignore[arg-type]  # columns of a table that our own load filled


def _link(text: str) -> Link:
    values = json.loads(text)
    # Rows from before archives were read have no captured_at.
    for name in ("published_at", "modified_at", "captured_at"):
        if values.get(name) is not None:
            values[name] = datetime.fromisoformat(values[name])
    for name in ("wanted_from", "wanted_until"):
        if values.get(name) is not None:
            values[name] = date.fromisoformat(values[name])
    return Link(**{**values, "authors": tuple(values["authors"])})


@cache
def _sql(query: str) -> str:
    return files("warehouse").joinpath("queries", f"{query}.sql").read_text("utf-8")
