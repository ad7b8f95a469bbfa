"""A run of ``reprocess`` from plan to summary, with or without Prefect around it.

Stale versions are planned from the warehouse; a part at a time is read again, compared
with what there is, and replaced in one transaction. A run that is stopped has done
what it had done, and the next one plans the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import reduce
from operator import add
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from flows.outcomes import Outcome, Wanted, in_counts, is_fact
from flows.readers import open_readers
from flows.registry import choose, read_sources
from flows.rereading import Reader, Reread
from flows.settings import Settings
from flows.steps import load_waiting, store
from transforms.batches import Batch, Run
from transforms.errors import UsageError, WarehouseHeld
from transforms.facts import KINDS
from transforms.facts.names.finders import find_by
from transforms.records import Failure, Source
from warehouse import landing, stale
from warehouse.connection import Connection, exists, opened
from warehouse.migrate import pending
from warehouse.replacing import Change, changes_of, compare
from warehouse.stale import Stale

VERSIONS_PER_BATCH = 200
VERSIONS_PER_READING = 50
"""What one reader is given at a time."""

Follow = Callable[[int, int], None]
"""Is told how many versions of how many have been read again."""
Announce = Callable[[str], None]
"""Is told what a batch will change, in counts, before it is committed."""


def run_reprocess(
    settings: Settings,
    wanted: Wanted,
    *,
    follow: Follow = lambda done, planned: None,
    announce: Announce = lambda line: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Outcome:
    """Reads again what older code has read, from the archive and the warehouse.

    Raises:
        UsageError: the days, a source's or the names' model's name make no sense;
            nothing has run.
        WarehouseError: the warehouse is held or refuses; what was read again by then
            is in it, or waits in landing for the next run.
    """
    registry = {source.id: source for source in read_sources(settings.sources)}
    check(wanted, registry)
    if settings.names:
        find_by(settings.names)
    run = _Run(settings, wanted, registry, announce, now)
    planned = run.plan()
    with open_readers(settings) as readers:
        for first in range(0, len(planned), VERSIONS_PER_BATCH):
            follow(first, len(planned))
            part = planned[first : first + VERSIONS_PER_BATCH]
            run.replace(part, readers)
    follow(len(planned), len(planned))
    return run.finish(len(planned))


def check(wanted: Wanted, registry: Mapping[str, Source]) -> None:
    """Refuses what makes no sense.

    Raises:
        UsageError: says what, and what to write instead.
    """
    if wanted.end < wanted.start:
        raise UsageError(
            f"the last day, {wanted.end}, lies before the first, {wanted.start}"
        )
    if wanted.sources:
        choose(registry.values(), wanted.sources)


class _Run:
    """One run while it lasts."""

    def __init__(
        self,
        settings: Settings,
        wanted: Wanted,
        registry: Mapping[str, Source],
        announce: Announce,
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._wanted = wanted
        self._registry = registry
        self._announce = announce
        self._now = now
        self._run_id = uuid4()
        self._started_at = now()
        self._failed: list[Failure] = []
        self._previewed: list[Change] = []

    def plan(self) -> list[Stale]:
        """What is stale; what waited in landing is loaded before that is asked."""
        if not exists(self._settings.warehouse):
            return []
        if not self._wanted.is_preview:
            load_waiting(self._settings, self._now())
        with self._reading() as connection:
            return stale.find(
                connection,
                first_on=self._wanted.start,
                last_on=self._wanted.end,
                sources=self._wanted.sources,
                stage=self._wanted.stage,
                is_everything=self._wanted.only == "all",
                names_by=self._settings.names or None,
            )

    def replace(self, part: Sequence[Stale], readers: Executor | None) -> None:
        """Reads some versions again and puts what that gives in their place."""
        with self._reading() as connection:
            texts = stale.texts(connection, [each.version_id for each in part])
        pairs = [
            (each, texts[each.version_id]) for each in part if each.version_id in texts
        ]
        reader = Reader(
            sources=self._registry,
            archive=self._settings.captures,
            names=self._settings.names,
            now=self._now(),
        )
        shares = [
            pairs[first : first + VERSIONS_PER_READING]
            for first in range(0, len(pairs), VERSIONS_PER_READING)
        ]
        found = (map if readers is None else readers.map)(reader.read, shares)
        self._take(sum(found, Reread()))

    def finish(self, planned: int) -> Outcome:
        """The summary; the run has its row where anything was done."""
        changes = tuple(self._added_up())
        if planned and not self._wanted.is_preview:
            self._store(self._batch(Reread(), self._record(planned, changes)))
        return Outcome(
            wanted=self._wanted,
            planned=planned,
            changes=changes,
            failed=tuple(self._failed),
        )

    def _take(self, found: Reread) -> None:
        """What was read again, counted; then stored, unless it is a preview."""
        self._failed += found.failures
        batch = self._batch(found)
        try:
            changes = self._compared(batch)
        except WarehouseHeld:
            if not self._wanted.is_preview:
                landing.land(self._settings.landing, batch)
            raise
        if self._wanted.is_preview:
            self._previewed += changes
            return
        self._announce(f"next {len(found.replacements)} versions, {in_counts(changes)}")
        self._store(batch)

    def _compared(self, batch: Batch) -> Sequence[Change]:
        with TemporaryDirectory() as folder, self._reading() as connection:
            return compare(connection, landing.land(Path(folder), batch))

    def _store(self, batch: Batch) -> None:
        stored = store(self._settings, batch)
        self._failed += stored.failures

    def _batch(self, found: Reread, *runs: Run) -> Batch:
        return Batch(
            batch_id=uuid4(),
            run_id=self._run_id,
            made_at=self._now(),
            runs=runs,
            refined=found.refined,
            failures=found.failures,
            replacements=found.replacements,
        )

    def _added_up(self) -> Iterator[Change]:
        """Changes of all batches and stages, one a kind."""
        changes = self._previewed
        if not self._wanted.is_preview:
            if not exists(self._settings.warehouse):
                return
            with self._reading() as connection:
                changes = changes_of(connection, self._run_id)
        for kind in ("versions", *KINDS):
            found = [change for change in changes if change.kind == kind]
            if found:
                yield reduce(add, found)

    def _record(self, planned: int, changes: Sequence[Change]) -> Run:
        facts = [change for change in changes if is_fact(change)]
        return Run(
            run_id=self._run_id,
            flow="reprocess",
            state="completed",
            parameters={
                "start": self._wanted.start.isoformat(),
                "end": self._wanted.end.isoformat(),
                "sources": list(self._wanted.sources),
                "stage": self._wanted.stage,
                "only": self._wanted.only,
            },
            counts={
                "versions": planned,
                "gone": sum(change.gone for change in facts),
                "new": sum(change.new for change in facts),
                "changed": sum(change.changed for change in facts),
                "same": sum(change.same for change in facts),
                "failures": len(self._failed),
            },
            started_at=self._started_at,
            finished_at=self._now(),
        )

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with opened(
            self._settings.warehouse,
            read_only=True,
            patience_seconds=self._settings.patience_seconds,
        ) as connection:
            if pending(connection):
                raise UsageError(
                    "the warehouse has an older schema; dateline migrate brings it "
                    "up to date"
                )
            yield connection
