"""A backfill from order to report, with or without Prefect around its steps.

Sources are worked on in threads, a few at once; what they bring comes by one queue to
the main thread, which stores it with the ledger's rows. Stopped anywhere, nothing is
lost: pages are in the archive, done windows in the warehouse, the rest is missing.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Literal
from uuid import UUID, uuid4

from flows import steps
from flows.backfilling.advances import Advance, advance_of
from flows.backfilling.fields import Field
from flows.backfilling.fieldwork import Fieldwork, Perform, directly
from flows.backfilling.hauling import Haul, haul, refine
from flows.backfilling.ledger import LEFT, Book, Standing, claim_name, look_up
from flows.backfilling.orders import Order
from flows.backfilling.reports import Report
from flows.claims import Claims
from flows.context import RunContext, open_context
from flows.recovery import adopt, find_leftovers, torn_failures
from flows.registry import read_sources
from flows.settings import Settings
from flows.steps import load_waiting
from flows.visits import captures, fetches
from transforms.batches import Batch, Run
from transforms.facts.names.finders import find_by
from transforms.records import Failure
from transforms.windows import Window, recipe_digest, window_id
from warehouse.captures import settle_leftovers

PAGES_PER_BATCH = 300
SECONDS_PER_BATCH = 15.0
"""What has been read is in the warehouse by then."""
_TELL_SECONDS = 2.0

Follow = Callable[[Advance], None]


def run_backfill(
    settings: Settings,
    order: Order,
    *,
    perform: Perform = directly,
    follow: Follow = lambda advance: None,
) -> Report:
    """Works through an order; the report tells what came of each window.

    Raises:
        WarehouseError: the disk or the warehouse file refuses.
    """
    if settings.names:
        find_by(settings.names)
    with ExitStack() as stack:
        context = stack.enter_context(open_context(settings))
        claims = stack.enter_context(claims_of(settings))
        return Backfill(context, order, claims, perform, follow).run()


def claims_of(settings: Settings) -> Claims:
    """By which backfills of one home share windows."""
    return Claims(settings.home / "backfills.lock")


@dataclass(slots=True)
class Backfill:
    """A backfill while it lasts; touched by its main thread alone."""

    context: RunContext
    order: Order
    claims: Claims
    perform: Perform
    follow: Follow
    report: Report = field(init=False)
    _works: list[Fieldwork] = field(default_factory=list)
    _queue: "SimpleQueue[Haul]" = field(default_factory=SimpleQueue)
    _pile: list[Haul] = field(default_factory=list)
    _unstored: list[Failure] = field(default_factory=list)
    _stored_at: float = 0.0
    _told_at: float = 0.0

    def __post_init__(self) -> None:
        self.report = Report(order=self.order, started_at=self.context.started_at)

    def run(self) -> Report:
        """Everything from leftovers to the run's own row."""
        load_waiting(self.context.settings, self.context.now())
        self._adopt()
        self._begin(look_up(self.context, self.order, self.claims))
        self._stored_at = time.monotonic()
        threads = self.order.sources_at_once
        with ThreadPoolExecutor(threads, thread_name_prefix="backfill") as workers:
            for work in self._works:
                workers.submit(copy_context().run, haul, work, self._queue)
            try:
                self._take_all()
            except BaseException:
                self._stop(workers)
                raise
        self._store()
        # Its counts are those of all that has been stored.
        row = self._row("failed" if self.report.has_trouble else "completed")
        self._store_batch((), (), row)
        self.context.archive.settle()
        return self.report

    def _adopt(self) -> None:
        """Takes in what killed runs left in the archive, of any flow."""
        settings, leftovers = self.context.settings, find_leftovers(self.context)
        registry = {each.id: each for each in read_sources(settings.sources)}
        adopted, is_complete = adopt(self.context, leftovers, registry)
        self._unstored += torn_failures(self.context, leftovers)
        for gathered in adopted:
            for chunk in gathered.chunks(PAGES_PER_BATCH):
                reading = refine(self.context, chunk)
                self._pile.append(Haul(gathered=chunk, reading=reading))
                self._store()
        if is_complete:
            settle_leftovers(settings.captures, leftovers)

    def _begin(self, standings: tuple[Standing, ...]) -> None:
        """Claims the windows to work on and says so in the ledger."""
        taken: dict[str, list[Standing]] = {}
        rows = []
        for standing in standings:
            name = claim_name(standing.source.id, self.order.origin, standing.on)
            if standing.refusal:
                continue
            if standing.is_wanted:
                if self.claims.take(name):
                    taken.setdefault(standing.source.id, []).append(standing)
            elif standing.state == "unavailable":
                rows.append(self._window(standing, "unavailable"))
        for own in taken.values():
            source = own[0].source
            windows = {each.on: self._window(each, "running") for each in own}
            rows += windows.values()
            place = Field(
                self.context,
                source,
                list(windows),
                files=self.order.files,
                homepages=self.order.homepages,
            )
            self._works.append(
                Fieldwork(
                    context=self.context,
                    order=self.order,
                    place=place,
                    book=Book(source=source, windows=windows),
                    perform=self.perform,
                )
            )
        self.report.begin(standings, rows)
        if rows:
            self._store_batch((), rows)

    def _window(
        self, standing: Standing, state: Literal["running", "unavailable"]
    ) -> Window:
        source, now = standing.source, self.context.now()
        return Window(
            window_id=window_id(source.id, self.order.origin, standing.on),
            run_id=self.context.run_id,
            recipe_digest=recipe_digest(source, self.order.origin),
            source_id=source.id,
            origin=self.order.origin,
            state=state,
            reason=standing.reason if state == "unavailable" else None,
            covers_on=standing.on,
            started_at=now,
            updated_at=now,
        )

    def _take_all(self) -> None:
        """Hauls to rows until every source has handed over its last."""
        left = len(self._works)
        while left:
            try:
                haul = self._queue.get(timeout=_TELL_SECONDS)
            except Empty:
                pass
            else:
                self._take(haul)
                left -= haul.is_last
            is_time = time.monotonic() - self._stored_at >= SECONDS_PER_BATCH
            piled = sum(len(each.gathered.visits) for each in self._pile)
            if self._pile and (is_time or piled >= PAGES_PER_BATCH):
                self._store()
            self._tell()

    def _take(self, haul: Haul) -> None:
        if haul.error is not None:
            raise haul.error
        self.report.take(haul)
        self._pile.append(haul)

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= _TELL_SECONDS:
            self._told_at = now
            self.follow(advance_of(self._works, self.report, self.order))

    def _stop(self, workers: ThreadPoolExecutor) -> None:
        """Stores what is there; windows that are not through are missing again."""
        self.context.stopping.set()
        workers.shutdown(wait=True, cancel_futures=True)
        while not self._queue.empty():
            haul = self._queue.get()
            if haul.error is None:
                self.report.take(haul)
                self._pile.append(haul)
        now = self.context.now()
        left = [
            replace(window, state="missing", reason=LEFT, updated_at=now)
            for work in self._works
            for window in work.book.windows.values()
            if window.state == "running"
        ]
        self._store()
        self._store_batch((), left, self._row("failed"))

    def _store(self) -> None:
        """The pile as one batch, its windows with it."""
        pile, self._pile = self._pile, []
        if pile:
            windows = [window for haul in pile for window in haul.windows]
            self._store_batch(pile, windows)
        self._stored_at = time.monotonic()

    def _store_batch(
        self, pile: Iterable[Haul], windows: Iterable[Window], *runs: Run
    ) -> None:
        self.context.archive.sync()
        batch = self._batch(tuple(pile), tuple(windows), runs)
        self._unstored.clear()
        articles = f"{len(batch.refined)} articles" if batch.refined else "the ledger"
        name = f"store {articles}"
        settings = self.context.settings
        stored = self.perform(name, lambda: steps.store(settings, batch))
        self.report.take_stored(stored)
        self._unstored += stored.failures

    def _batch(
        self, pile: tuple[Haul, ...], windows: tuple[Window, ...], runs: tuple[Run, ...]
    ) -> Batch:
        visits = tuple(visit for haul in pile for visit in haul.gathered.visits)
        left_out: dict[UUID, str] = {}
        for each in pile:
            left_out |= each.reading.left_out
        failed = [failure for visit in visits for failure in visit.failures]
        read = [failure for haul in pile for failure in haul.reading.failures]
        sources = {haul.gathered.source.id: haul.gathered.source for haul in pile}
        return Batch(
            batch_id=uuid4(),
            run_id=self.context.run_id,
            made_at=self.context.now(),
            sources=tuple(sources.values()),
            runs=runs,
            refined=tuple(each for haul in pile for each in haul.reading.refined),
            captures=captures(visits),
            fetches=fetches(visits, left_out),
            sightings=tuple(visit.sighting for visit in visits if visit.sighting),
            failures=(*failed, *read, *self._unstored),
            windows=windows,
        )

    def _row(self, state: Literal["completed", "failed"]) -> Run:
        return Run(
            run_id=self.context.run_id,
            flow="backfill",
            state=state,
            parameters=self.report.parameters(),
            counts=self.report.counts(),
            started_at=self.context.started_at,
            finished_at=self.context.now(),
        )
