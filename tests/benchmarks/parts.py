"""Where the seconds of a run go. The steps of a run arrive, seconds by part leave.

For the benchmarks beside this file: ``Parts`` adds up, ``TimedSteps`` and
``timed_context`` are what a run is given so that it is timed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock, local
from time import perf_counter
from typing import Any, cast

from flows.context import RunContext
from flows.runs import PlainSteps, Registry
from flows.steps import Reading, Stored
from flows.visits import Gathered
from transforms.batches import Batch
from transforms.records import Capture, Source


class Parts:
    """Seconds and calls of a run by part, summed over its threads.

    A part that is timed within another counts for itself alone: the request for a
    page looks up whether its robots.txt is known.
    """

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self.gathered: dict[str, tuple[float, float]] = {}
        """Start and end of each source's gathering, since the run began."""
        self.began = perf_counter()
        self._lock = Lock()
        self._thread = local()

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        """Counts the block as one call of ``part``."""
        outer = getattr(self._thread, "within", 0.0)
        self._thread.within = 0.0
        started = perf_counter()
        try:
            yield
        finally:
            taken = perf_counter() - started
            with self._lock:
                self.seconds[part] += taken - self._thread.within
                self.calls[part] += 1
            self._thread.within = outer + taken

    def gather(self, source: Source, step: Callable[[Source], Gathered]) -> Gathered:
        """What ``step`` gathers of ``source``, timed."""
        started = perf_counter() - self.began
        with self.timed("gather"):
            gathered = step(source)
        self.gathered[source.id] = started, perf_counter() - self.began
        fetches = [visit.fetch for visit in gathered.visits if visit.fetch]
        with self._lock:
            self.seconds["network"] += sum(fetch.seconds for fetch in fetches)
        return gathered

    def finish(self) -> Mapping[str, float]:
        """Seconds of the run and of its parts, now that it has ended."""
        wall = perf_counter() - self.began
        starts, ends = zip(*self.gathered.values(), strict=True)
        seconds = self.seconds
        return {
            "whole run": wall,
            "before the first source": min(starts),
            "while sources are gathered": max(ends) - min(starts),
            "after the last source": wall - max(ends),
            "hands: look-ups": seconds["look-ups"],
            "hands: on the network": seconds["network"],
            "hands: waiting for turns, failed robots.txt": seconds["asking"]
            - seconds["network"],
            "hands: archiving": seconds["archiving"],
            "hands: rest of gathering": seconds["gather"],
            "refining": seconds["refine"],
            "storing": seconds["store"],
        }


class TimedSteps(PlainSteps):
    """The steps as plain calls, each timed, and what they use as well."""

    def __init__(self, context: RunContext, registry: Registry, parts: Parts) -> None:
        super().__init__(timed_context(context, parts), registry)
        self._parts = parts

    def gather(self, source: Source) -> Gathered:
        """Hops 1 to 3."""
        return self._parts.gather(source, super().gather)

    def refine(self, batch: tuple[Capture, ...]) -> Reading:
        """Hops 4 to 6."""
        with self._parts.timed("refine"):
            return super().refine(batch)

    def store(self, batch: Batch) -> Stored:
        """Hop 7."""
        with self._parts.timed("store"):
            return super().store(batch)


def timed_context(context: RunContext, parts: Parts) -> RunContext:
    """``context`` whose look-ups, requests and archiving are timed."""
    return replace(
        context,
        memory=cast(Any, _Timed(context.memory, parts, "look-ups")),
        fetcher=cast(Any, _Timed(context.fetcher, parts, "asking")),
        archive=cast(Any, _Timed(context.archive, parts, "archiving")),
    )


class _Timed:
    """Stands before an object and times its methods as one part."""

    def __init__(self, inner: object, parts: Parts, part: str) -> None:
        self._inner, self._parts, self._part = inner, parts, part

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._inner, name)

        def call(*positional: Any, **named: Any) -> Any:
            with self._parts.timed(self._part):
                return method(*positional, **named)

        return call
