"""The loop of a run: what is gathered is refined, what is refined is stored.

Sources are gathered on threads, many hosts at once; nothing waits for the slowest.
Who calls the steps is the caller's matter: Prefect tasks or the plain functions.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import asdict, replace
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from flows.context import RunContext
from flows.recovery import adopt, find_leftovers, torn_failures
from flows.steps import Reading, Stored, attempt, load_waiting
from flows.visits import Gathered, captures, failure_of, pages
from transforms.errors import ItemError
from transforms.records import Batch, Capture, Failure, Run, Source
from warehouse.captures import settle_leftovers

HANDS = 16
"""Sources gathered at once."""
PAGES_PER_READING = 100
PAGES_PER_BATCH = 500

Result = TypeVar("Result")


class Steps(Protocol):
    """The three steps of ``flows.steps``, called from threads of this run."""

    def gather(self, source: Source) -> Gathered: ...

    def refine(self, batch: tuple[Capture, ...]) -> Reading: ...

    def store(self, batch: Batch) -> Stored: ...


def travel(
    context: RunContext,
    steps: Steps,
    sources: tuple[Source, ...],
    registry: Mapping[str, Source],
) -> "Journey":
    """Takes ``sources`` the whole way and gives the journey with its counts.

    First takes in what a killed run left behind, of any source in ``registry``.
    """
    journey = Journey(context, steps)
    _open_warehouse(context, journey)
    leftovers = find_leftovers(context)
    adopted, is_complete = adopt(context, leftovers, registry)
    journey.count_failures(torn_failures(context, leftovers))
    with _pool(HANDS) as gatherers, _pool(os.cpu_count() or 1) as refiners:
        try:
            journey.run(sources, adopted, gatherers, refiners)
        except BaseException:
            # Ctrl-C: what has not begun never does, and the next run takes in what
            # is archived.
            context.stopping.set()
            gatherers.shutdown(wait=False, cancel_futures=True)
            refiners.shutdown(wait=False, cancel_futures=True)
            raise
    if is_complete and journey.is_whole:
        settle_leftovers(context.settings.captures, leftovers)
    if journey.is_whole:
        context.archive.settle()
    return journey


class Journey:
    """A run while it lasts; touched by its main thread alone."""

    def __init__(self, context: RunContext, steps: Steps) -> None:
        self.counts: dict[str, Counter[str]] = {"": Counter()}
        self.failed: list[Failure] = []
        self.is_whole = True
        self._context = context
        self._steps = steps
        self._gathering: dict[Future[Gathered], Source] = {}
        self._refining: dict[Future[Reading], Gathered] = {}
        self._pile: list[tuple[Gathered, Reading]] = []
        self._unstored: list[Failure] = []

    def run(
        self,
        sources: tuple[Source, ...],
        adopted: tuple[Gathered, ...],
        gatherers: ThreadPoolExecutor,
        refiners: ThreadPoolExecutor,
    ) -> None:
        """All sources to rows; returns when everything is stored or landed."""
        for gathered in adopted:
            self._refine(gathered, refiners)
        # Before the sources are asked: what was taken in is then no news to them.
        self._finish_all(refiners)
        for source in sources:
            self.counts.setdefault(source.id, Counter())
            step = partial(self._steps.gather, source)
            self._gathering[_submit(gatherers, step)] = source
        self._finish_all(refiners)

    def _finish_all(self, refiners: ThreadPoolExecutor) -> None:
        """Everything under way to rows."""
        while self._gathering or self._refining:
            futures: list[Future[Any]] = [*self._gathering, *self._refining]
            done, _ = wait(futures, return_when=FIRST_COMPLETED)
            for future in [each for each in self._gathering if each in done]:
                self._take_gathered(future, refiners)
            for reading in [each for each in self._refining if each in done]:
                self._take_reading(reading)
            if self._pages_piled() >= PAGES_PER_BATCH:
                self._store()
        self._store()

    def count_failures(
        self, failures: Iterable[Failure], *, is_stored: bool = False
    ) -> None:
        """Counts ``failures``; they go into the next batch unless one has them."""
        for failure in failures:
            self.failed.append(failure)
            counts = self.counts.setdefault(failure.source_id or "", Counter())
            counts["failures"] += 1
            counts["unforeseen"] += failure.reason == "unforeseen"
            if not is_stored:
                self._unstored.append(failure)

    def finish(self, run: Run) -> Stored:
        """Stores the run's own row, with what failed since the last batch."""
        stored = self._store_batch((), run)
        # What that batch itself met has its row in one more.
        return self._store_batch(()) if self._unstored else stored

    def count_stored(self, stored: Stored) -> None:
        """Counts what was loaded; a warehouse that stays held fails once a run."""
        is_told = any(failure.reason == "warehouse-held" for failure in self.failed)
        self.count_failures(
            failure
            for failure in stored.failures
            if not (is_told and failure.reason == "warehouse-held")
        )
        totals = self.counts[""]
        totals.update(asdict(stored.loaded))
        totals["waiting"] = stored.waiting

    def _take_gathered(
        self, future: Future[Gathered], refiners: ThreadPoolExecutor
    ) -> None:
        source = self._gathering.pop(future)
        gathered = attempt(future.result)
        if isinstance(gathered, ItemError):
            place = source.homepage or source.id
            failure = failure_of(gathered, source.id, place, self._context.now())
            self.count_failures([failure])
            self.is_whole = False
            return
        failures = [failure for visit in gathered.visits for failure in visit.failures]
        if any(failure.reason == "unforeseen" for failure in failures):
            # It may have been archived before that: the next run takes it in.
            self.is_whole = False
        self._refine(gathered, refiners)

    def _take_reading(self, future: Future[Reading]) -> None:
        gathered = self._refining.pop(future)
        reading = attempt(future.result)
        if isinstance(reading, ItemError):
            # Its captures have no rows, so the next run takes them in again.
            self.is_whole = False
            failure = failure_of(reading, gathered.source.id, None, self._context.now())
            self.count_failures([failure])
            return
        self._pile.append((gathered, reading))

    def _refine(self, gathered: Gathered, refiners: ThreadPoolExecutor) -> None:
        for chunk in gathered.chunks(PAGES_PER_READING):
            step = partial(self._steps.refine, pages(chunk.visits))
            self._refining[_submit(refiners, step)] = chunk

    def _pages_piled(self) -> int:
        return sum(len(gathered.visits) for gathered, _ in self._pile)

    def _store(self) -> None:
        """The pile as one batch."""
        pile, self._pile = self._pile, []
        if not pile:
            return
        for gathered, reading in pile:
            self._count(gathered, reading)
        self._store_batch(pile)

    def _store_batch(
        self, pile: Iterable[tuple[Gathered, Reading]], *runs: Run
    ) -> Stored:
        self._context.archive.sync()
        batch = self._batch(tuple(pile), runs)
        stored = self._steps.store(batch)
        self._unstored.clear()
        self.count_stored(stored)
        return stored

    def _batch(
        self, pile: tuple[tuple[Gathered, Reading], ...], runs: tuple[Run, ...]
    ) -> Batch:
        visits = tuple(visit for gathered, _ in pile for visit in gathered.visits)
        read = tuple(failure for _, reading in pile for failure in reading.failures)
        failed = tuple(failure for visit in visits for failure in visit.failures)
        sources = {gathered.source.id: gathered.source for gathered, _ in pile}
        return Batch(
            batch_id=uuid4(),
            run_id=self._context.run_id,
            made_at=self._context.now(),
            sources=tuple(sources.values()),
            runs=runs,
            refined=tuple(each for _, reading in pile for each in reading.refined),
            captures=captures(visits),
            fetches=tuple(visit.fetch for visit in visits if visit.fetch),
            sightings=tuple(visit.sighting for visit in visits if visit.sighting),
            states=tuple(visit.state for visit in visits if visit.state),
            failures=(*failed, *read, *self._unstored),
        )

    def _count(self, gathered: Gathered, reading: Reading) -> None:
        visits = gathered.visits
        counts = self.counts.setdefault(gathered.source.id, Counter())
        counts["listed"] += gathered.listed
        counts["requests"] += sum(visit.fetch is not None for visit in visits)
        counts["not_modified"] += sum(
            visit.fetch is not None and visit.fetch.status == 304 for visit in visits
        )
        counts["unchanged"] += sum(visit.sighting is not None for visit in visits)
        counts["pages"] += len(pages(visits))
        counts["read"] += len(reading.refined)
        for visit in visits:
            self.count_failures(visit.failures, is_stored=True)
        self.count_failures(reading.failures, is_stored=True)


def _open_warehouse(context: RunContext, journey: Journey) -> None:
    """Loads what waits and migrates, before anyone asks what is known.

    A warehouse with an older schema would look empty, and every page new. Whether it
    is held is told by the first batch that has to wait.
    """
    stored = load_waiting(context.settings, context.now())
    refused = (each for each in stored.failures if each.reason != "warehouse-held")
    journey.count_stored(replace(stored, failures=tuple(refused)))


def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="dateline")


def _submit(pool: ThreadPoolExecutor, step: Callable[[], Result]) -> Future[Result]:
    """Runs ``step`` on ``pool`` in this context, where Prefect keeps its run."""
    return pool.submit(copy_context().run, step)
