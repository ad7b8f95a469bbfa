"""The loop of a run: what is gathered is refined, what is refined is stored.

Sources are admitted, then gathered, on threads, many hosts at once; nothing waits for
the slowest.
Who calls the steps is the caller's matter: Prefect tasks or the plain functions.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from contextvars import copy_context
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol, TypeVar
from uuid import UUID, uuid4

from flows.admission import Admission, admit, worst_first
from flows.context import Progress, RunContext
from flows.recovery import adopt, find_leftovers, torn_failures
from flows.steps import Reading, Stored, attempt, load_waiting
from flows.tally import Tally
from flows.visits import Gathered, Visit, captures, failure_of, fetches, pages
from transforms.batches import Batch, Run
from transforms.errors import ItemError
from transforms.records import Capture, Source
from warehouse.captures import settle_leftovers

HANDS = 16
"""Sources gathered at once."""
DOORS = 16
"""Sources admitted at once, beside these: one request each at most, or none."""
READERS_MOST = 4
"""Threads that read pages: they share one interpreter, and each holds a page."""
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
    journey.tally.count_failures(torn_failures(context, leftovers))
    with ExitStack() as stack:
        pools = Pools(
            admitters=stack.enter_context(_pool(DOORS)),
            gatherers=stack.enter_context(_pool(HANDS)),
            refiners=stack.enter_context(_pool(_readers(context))),
        )
        try:
            journey.run(sources, adopted, pools)
        except BaseException:
            # Ctrl-C: what has not begun never does, and the next run takes in what
            # is archived.
            context.stopping.set()
            for pool in (pools.admitters, pools.gatherers, pools.refiners):
                pool.shutdown(wait=False, cancel_futures=True)
            raise
    if is_complete and journey.is_whole:
        settle_leftovers(context.settings.captures, leftovers)
    if journey.is_whole:
        context.archive.settle()
    return journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Pools:
    """Threads, by what they do."""

    admitters: ThreadPoolExecutor
    gatherers: ThreadPoolExecutor
    refiners: ThreadPoolExecutor


class Journey:
    """A run while it lasts; touched by its main thread alone."""

    def __init__(self, context: RunContext, steps: Steps) -> None:
        self.tally = Tally()
        self.is_whole = True
        self._context = context
        self._steps = steps
        self._admitting: dict[Future[Admission], Source] = {}
        self._gathering: dict[Future[Gathered], tuple[Source, tuple[Visit, ...]]] = {}
        self._refining: dict[Future[Reading], Gathered] = {}
        self._pile: list[tuple[Gathered, Reading]] = []
        self._unlanded: Counter[str] = Counter()

    def run(
        self, sources: tuple[Source, ...], adopted: tuple[Gathered, ...], pools: Pools
    ) -> None:
        """All sources to rows; returns when everything is stored or landed."""
        for gathered in adopted:
            self._refine(gathered, pools)
        # Before the sources are asked: what was taken in is then no news to them.
        self._finish_all(pools)
        for source in worst_first(self._context, sources):
            self.tally.begin(source)
            step = partial(admit, self._context, source)
            self._admitting[_submit(pools.admitters, step)] = source
        # No more will come: threads end as they fall idle, and give their stacks back.
        pools.admitters.shutdown(wait=False)
        self._finish_all(pools)

    def _finish_all(self, pools: Pools) -> None:
        """Everything under way to rows."""
        while self._admitting or self._gathering or self._refining:
            futures: set[Future[Any]] = set(self._admitting)
            futures.update(self._gathering, self._refining)
            done, _ = wait(futures, return_when=FIRST_COMPLETED)
            for future in done:
                if future in self._admitting:
                    self._take_admitted(future, pools)
                elif future in self._gathering:
                    self._take_gathered(future, pools)
                else:
                    self._take_reading(future)
            if self._pages_piled() >= PAGES_PER_BATCH:
                self._store()
        self._store()

    def finish(self, run: Run) -> Stored:
        """Stores the run's own row, with what failed since the last batch."""
        stored = self._store_batch((), run)
        # What that batch itself met has its row in one more.
        return self._store_batch(()) if self.tally.unstored else stored

    def _take_admitted(self, future: Future[Admission], pools: Pools) -> None:
        source = self._admitting.pop(future)
        self._begin(source, attempt(future.result), pools)
        if not self._admitting:
            pools.gatherers.shutdown(wait=False)

    def _begin(
        self, source: Source, admission: Admission | ItemError, pools: Pools
    ) -> None:
        if isinstance(admission, ItemError):
            self._lose(source, admission)
            return
        if admission.refused:
            self.tally.skip(source)
            self._context.notify(_refusal(source, admission.refused))
            return
        step = partial(self._steps.gather, source)
        gathering = _submit(pools.gatherers, step)
        self._gathering[gathering] = source, admission.visits

    def _take_gathered(self, future: Future[Gathered], pools: Pools) -> None:
        source, knocked = self._gathering.pop(future)
        gathered = attempt(future.result)
        if isinstance(gathered, ItemError):
            self._lose(source, gathered)
            return
        gathered = replace(gathered, visits=(*gathered.visits, *knocked))
        failures = [failure for visit in gathered.visits for failure in visit.failures]
        if any(failure.reason == "unforeseen" for failure in failures):
            # It may have been archived before that: the next run takes it in.
            self.is_whole = False
        self._refine(gathered, pools)

    def _lose(self, source: Source, error: ItemError) -> None:
        """A source that failed as a whole; what it archived has no rows."""
        place = source.homepage or source.id
        failure = failure_of(error, source.id, place, self._context.now())
        self.tally.count_failures([failure])
        self.is_whole = False
        self._context.claims.release(source.id)

    def _take_reading(self, future: Future[Reading]) -> None:
        gathered = self._refining.pop(future)
        reading = attempt(future.result)
        if isinstance(reading, ItemError):
            # Its captures have no rows, so the next run takes them in again.
            self.is_whole = False
            failure = failure_of(reading, gathered.source.id, None, self._context.now())
            self.tally.count_failures([failure])
            self._let_go(gathered.source)
            return
        self._pile.append((gathered, reading))

    def _refine(self, gathered: Gathered, pools: Pools) -> None:
        for chunk in gathered.chunks(PAGES_PER_READING):
            step = partial(self._steps.refine, pages(chunk.visits))
            self._refining[_submit(pools.refiners, step)] = chunk
            self._unlanded[gathered.source.id] += 1

    def _let_go(self, source: Source) -> None:
        """One part less to land; after the last, other runs may ask the source."""
        self._unlanded[source.id] -= 1
        if not self._unlanded[source.id]:
            self._context.claims.release(source.id)

    def _pages_piled(self) -> int:
        return sum(len(gathered.visits) for gathered, _ in self._pile)

    def _store(self) -> None:
        """The pile as one batch."""
        pile, self._pile = self._pile, []
        if not pile:
            return
        for gathered, reading in pile:
            self.tally.count(gathered, reading)
        self._store_batch(pile)
        for gathered, _ in pile:
            self._let_go(gathered.source)

    def _store_batch(
        self, pile: Iterable[tuple[Gathered, Reading]], *runs: Run
    ) -> Stored:
        self._context.archive.sync()
        batch = self._batch(tuple(pile), runs)
        stored = self._steps.store(batch)
        self.tally.unstored.clear()
        self.tally.count_stored(stored)
        return stored

    def _batch(
        self, pile: tuple[tuple[Gathered, Reading], ...], runs: tuple[Run, ...]
    ) -> Batch:
        visits = tuple(visit for gathered, _ in pile for visit in gathered.visits)
        read = tuple(failure for _, reading in pile for failure in reading.failures)
        failed = tuple(failure for visit in visits for failure in visit.failures)
        left_out: dict[UUID, str] = {}
        for _, reading in pile:
            left_out |= reading.left_out
        sources = {gathered.source.id: gathered.source for gathered, _ in pile}
        return Batch(
            batch_id=uuid4(),
            run_id=self._context.run_id,
            made_at=self._context.now(),
            sources=tuple(sources.values()),
            runs=runs,
            refined=tuple(each for _, reading in pile for each in reading.refined),
            captures=captures(visits),
            fetches=fetches(visits, left_out),
            sightings=tuple(visit.sighting for visit in visits if visit.sighting),
            states=tuple(visit.state for visit in visits if visit.state),
            failures=(*failed, *read, *self.tally.unstored),
        )


def _open_warehouse(context: RunContext, journey: Journey) -> None:
    """Loads what waits and migrates, before anyone asks what is known.

    A warehouse with an older schema would look empty, and every page new. Whether it
    is held is told by the first batch that has to wait.
    """
    stored = load_waiting(context.settings, context.now())
    refused = (each for each in stored.failures if each.reason != "warehouse-held")
    journey.tally.count_stored(replace(stored, failures=tuple(refused)))


def _readers(context: RunContext) -> int:
    """One thread a processor, where it only waits for a process that reads."""
    processors = os.cpu_count() or 1
    return min(processors, READERS_MOST) if context.readers is None else processors


def _refusal(source: Source, note: str) -> Progress:
    return Progress(
        source_id=source.id,
        listed=0,
        due=0,
        done=0,
        failed=0,
        is_finished=True,
        note=note,
    )


def _pool(threads: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="dateline")


def _submit(pool: ThreadPoolExecutor, step: Callable[[], Result]) -> Future[Result]:
    """Runs ``step`` on ``pool`` in this context, where Prefect keeps its run."""
    return pool.submit(copy_context().run, step)
