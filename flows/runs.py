"""One run from open to summary, with or without Prefect around its steps."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from flows import steps
from flows.context import RunContext, open_context
from flows.pipeline import Journey, Steps, travel
from flows.registry import choose, read_sources
from flows.settings import Settings
from flows.steps import Reading, Stored
from flows.visits import Gathered
from transforms.batches import Batch, Run
from transforms.records import Capture, Failure, Source
from warehouse import landing

SOURCE_COUNTS = (
    "listed",
    "requests",
    "not_modified",
    "unchanged",
    "pages",
    "read",
    "failures",
)
"""What is counted per source: links in its listings, requests sent, answers 304,
pages found unchanged, pages archived to be read, articles read, failures. Where two
runs met there is also ``skipped``: 1 where the other one was at the source."""

Registry = Mapping[str, Source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did, as a whole and per source (``""``: of no source)."""

    run: Run
    by_source: Mapping[str, Mapping[str, int]]
    waiting: int
    """Batches in ``landing`` that a held warehouse could not take."""

    failed: tuple[Failure, ...]

    @property
    def failures(self) -> int:
        """Items that failed; each has its row in ``ops.failures``."""
        return len(self.failed)

    def sentence(self) -> str:
        """The run in one line, for a log or a state."""
        counts = self.run.counts
        parts = [
            _several(counts.get("articles", 0), "new article"),
            _several(counts.get("versions", 0), "version"),
            f"{counts.get('copies', 0)} of them copies",
            _several(counts.get("facts", 0), "fact"),
            _several(counts.get("not_modified", 0), "unchanged answer") + " (304)",
            _several(self.failures, "failure"),
        ]
        if skipped := counts.get("skipped", 0):
            parts.append(f"{_several(skipped, 'source')} left alone")
        if self.waiting:
            batches = _several(self.waiting, "batch", "batches")
            parts.append(f"{batches} waiting in landing: the warehouse is held")
        return ", ".join(parts)

    def table(self) -> list[dict[str, str | int]]:
        """One row a source, for an artifact or a screen."""
        is_any_skipped = self.run.counts.get("skipped", 0) > 0
        names = (*SOURCE_COUNTS, "skipped") if is_any_skipped else SOURCE_COUNTS
        return [
            {
                "source": source_id or "(run)",
                **{name: counts.get(name, 0) for name in names},
            }
            for source_id, counts in self.by_source.items()
            if source_id or counts.get("failures")
        ]


class PlainSteps:
    """The steps as plain calls."""

    def __init__(self, context: RunContext, registry: Registry) -> None:
        self._context = context
        self._registry = registry

    def gather(self, source: Source) -> Gathered:
        """Hops 1 to 3."""
        return steps.gather(self._context, source)

    def refine(self, batch: tuple[Capture, ...]) -> Reading:
        """Hops 4 to 6."""
        context = self._context
        sources = {
            name: self._registry[name]
            for name in {capture.source_id for capture in batch}
        }
        read = partial(
            steps.refine,
            batch,
            sources,
            context.settings.captures,
            context.now(),
            context.settings.names,
        )
        if context.readers is None or not batch:
            return read()
        return context.readers.submit(read).result()

    def store(self, batch: Batch) -> Stored:
        """Hop 7."""
        return steps.store(self._context.settings, batch)


def run_ingest(
    settings: Settings,
    wanted: Iterable[str] = (),
    *,
    due_only: bool = False,
    make_steps: Callable[[RunContext, Registry], Steps] = PlainSteps,
) -> Summary:
    """Polls the sources named in ``wanted``, all enabled ones if it is empty.

    ``due_only`` leaves listings alone whose interval has not passed.

    Raises:
        UsageError: a source file or a name is wrong; nothing has run.
    """
    registry = {source.id: source for source in read_sources(settings.sources)}
    chosen = choose(registry.values(), wanted)
    with open_context(settings, due_only=due_only) as context:
        journey = travel(context, make_steps(context, registry), chosen, registry)
        run = _run(context, journey, chosen)
        stored = journey.finish(run)
        if is_late(settings, context.now()):
            run = replace(run, state="failed")
    return Summary(
        run=run,
        by_source=journey.tally.counts,
        waiting=stored.waiting,
        failed=tuple(journey.tally.failed),
    )


def is_late(settings: Settings, now: datetime) -> bool:
    """Whether a batch has waited for a held warehouse for too long."""
    waiting = landing.pending(settings.landing)
    if not waiting:
        return False
    waited = now - landing.made_at(waiting[0])
    return waited >= timedelta(seconds=settings.late_after_seconds)


def _several(count: int, noun: str, plural: str | None = None) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {plural or noun + 's'}"


def _run(context: RunContext, journey: Journey, chosen: tuple[Source, ...]) -> Run:
    totals: dict[str, int] = {}
    for counts in journey.tally.counts.values():
        for name, count in counts.items():
            totals[name] = totals.get(name, 0) + count
    has_failed = totals.get("unforeseen", 0) or is_late(context.settings, context.now())
    return Run(
        run_id=context.run_id,
        flow="ingest",
        state="failed" if has_failed else "completed",
        parameters={"sources": [source.id for source in chosen]},
        counts=totals,
        started_at=context.started_at,
        finished_at=context.now(),
    )
