"""One source of a backfill, from its survey to its last page, part by part.

A part is a few dozen pages. Undated pages come first: only when
they have been read is it known what else belongs to a day.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from flows.backfilling.fields import Field
from flows.backfilling.ledger import Book
from flows.backfilling.orders import Order
from flows.backfilling.surveys import Survey, Target, survey
from flows.context import MIN_DELAY_SECONDS, RunContext
from flows.polling import Due
from flows.steps import Reading, attempt
from flows.visits import Gathered, Visit
from transforms import freshness
from transforms.errors import DatelineError, ItemError
from transforms.records import Capture, Fetch

PART_SECONDS = 30.0
"""A part's pages take about that long to ask for, so a run tells how far it is."""
PAGES_PER_PART = 25, 100
"""At least, and at most: a part is two tasks, each some 20 ms of Prefect's, which were
a sixth of the time where hosts ask for no pause and parts had 25 pages."""
_ANSWER_SECONDS = 0.2
INGEST_GOES_FIRST_SECONDS = 900.0
"""For so long a backfill stands aside while a run of ingest is at its source."""
_GLANCE_SECONDS = 1.0
MEASURED_FROM = 5

Result = TypeVar("Result")


class Perform(Protocol):
    """Calls a step under a name: as it is, or as a Prefect task."""

    def __call__(self, name: str, step: Callable[[], Result]) -> Result: ...


def directly(name: str, step: Callable[[], Result]) -> Result:
    """The step without anybody around it."""
    return step()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Pages that are asked for and read together."""

    label: str
    targets: tuple[Target, ...]
    closes: tuple[date, ...] = ()
    """Windows that are through when this part is."""


@dataclass(slots=True, kw_only=True)
class Fieldwork:
    """A source at work in its thread."""

    context: RunContext
    order: Order
    place: Field
    book: Book
    perform: Perform
    found: Survey = field(default_factory=Survey)
    asked: int = 0
    """Pages asked for so far."""
    delay_seconds: float = MIN_DELAY_SECONDS
    """Between two pages, as robots.txt and the source file ask."""
    begun_at: float | None = None
    """When asking for pages began, on the monotonic clock."""

    def seconds_per_page(self) -> float | None:
        """As measured; None before there are a few."""
        if self.begun_at is None or self.asked < MEASURED_FROM:
            return None
        return (time.monotonic() - self.begun_at) / self.asked

    def survey(self) -> Survey:
        """Looks into the origin, and notes what it has."""
        label = f"look into {self.order.origin} of {self.book.source.id}"
        days = self.order.start, self.order.end
        look = partial(
            survey, self.place, self.order.origin, self.order.most_pages, days
        )
        self.found = self.perform(label, look)
        self.book.note(self.found)
        self.book.blame_all(self.place.walk.visits)
        self.begun_at = time.monotonic()
        asked = (each.lead.link.asked_url for each in self.found.targets)
        if (url := next(asked, None)) is not None and url.startswith("http"):
            verdict = attempt(partial(self.place.poll.permission.verdict, url))
            if not isinstance(verdict, ItemError):
                self.delay_seconds = verdict.crawl_delay or 0.0
        return self.found

    @property
    def pages_per_part(self) -> int:
        """As many as come in ``PART_SECONDS`` at the host's pace."""
        least, most = PAGES_PER_PART
        paced = int(PART_SECONDS / (self.delay_seconds + _ANSWER_SECONDS))
        return max(least, min(most, paced))

    def parts(self) -> Iterator[Part]:
        """What there is to do, in the order of the days."""
        turn = {day: number for number, day in enumerate(self.order.days)}
        vague = [each for each in self.found.targets if not each.is_dated]
        vague.sort(key=lambda each: turn[each.on])
        name = self.book.source.id
        most = self.pages_per_part
        for chunk in _chunks(vague, most):
            yield Part(label=f"undated pages of {name}", targets=chunk)
        by_day: dict[date, list[Target]] = {day: [] for day in self.book.windows}
        for target in self.found.targets:
            if target.is_dated:
                by_day[target.on].append(target)
        quiet = tuple(day for day, targets in by_day.items() if not targets)
        if quiet:
            yield Part(label=f"quiet days of {name}", targets=(), closes=quiet)
        busy = {day: targets for day, targets in by_day.items() if targets}
        yield from _parts(name, busy, most)

    def gather(self, part: Part) -> Gathered | None:
        """The pages of a part: asked for one by one, or found in the archive.

        None where the run is being stopped. No exception: this runs as a task, whose
        failure Prefect would show with a stack trace.
        """
        visits: list[Visit] = []
        for target in part.targets:
            self._let_ingest_go_first()
            if self.context.stopping.is_set():
                return None
            visits.append(self._visit(target))
        return Gathered(
            source=self.book.source, listed=len(part.targets), visits=tuple(visits)
        )

    def last_visits(self) -> Gathered:
        """Requests for listings and robots.txt, which are stored last."""
        visits = (*self.place.walk.visits, *self.place.poll.permission.visits)
        return Gathered(source=self.book.source, listed=0, visits=visits)

    def count(self, part: Part, gathered: Gathered, reading: Reading) -> None:
        """Notes in the book what came of a part's pages."""
        windows: dict[str, date] = {}
        for target, visit in zip(part.targets, gathered.visits, strict=True):
            for failure in visit.failures:
                self.book.fail(target.on, failure)
            if visit.capture is not None:
                windows[visit.capture.url] = target.on
        for failure in reading.failures:
            if failure.url in windows:
                self.book.fail(windows[failure.url], failure)
        self.book.take_in(reading)

    def _visit(self, target: Target) -> Visit:
        lead = target.lead
        if lead.capture is not None:
            return _reread(lead.capture, target, self.context)
        self.asked += 1
        due = Due(link=lead.link, known=None, earlier=None)
        visit = attempt(partial(self.place.poll.visit, due))
        if isinstance(visit, ItemError):
            return self.place.poll.failed_visit("page", visit, lead.link.url, lead.link)
        return visit

    def _let_ingest_go_first(self) -> None:
        """Live ingestion first: while it is at this source, the backfill waits."""
        waited = 0.0
        claims, name = self.context.claims, self.book.source.id
        while claims.is_elsewhere(name) and waited < INGEST_GOES_FIRST_SECONDS:
            if self.context.stopping.wait(_GLANCE_SECONDS):
                return
            waited += _GLANCE_SECONDS


class Stopped(DatelineError):
    """The run is being stopped: the part is left to the next one."""


def _parts(
    name: str, by_day: Mapping[date, Sequence[Target]], most: int
) -> Iterator[Part]:
    """Days with few pages together, a day with many in several parts."""
    pile: list[Target] = []
    through: list[date] = []
    for day, targets in by_day.items():
        *full, rest = _chunks([*pile, *targets], most)
        for chunk in full:
            label = f"{name}, {chunk[0].on} to {chunk[-1].on}"
            yield Part(label=label, targets=chunk, closes=tuple(through))
            through = []
        pile = list(rest)
        through.append(day)
    if pile:
        label = f"{name}, {pile[0].on} to {pile[-1].on}"
        yield Part(label=label, targets=tuple(pile), closes=tuple(through))


def _chunks(targets: Sequence[Target], most: int) -> Iterator[tuple[Target, ...]]:
    for start in range(0, len(targets), most):
        yield tuple(targets[start : start + most])


def _reread(capture: Capture, target: Target, context: RunContext) -> Visit:
    """A page of the archive as if it had come now; nobody is asked."""
    link = target.lead.link
    fetch = Fetch(
        source_id=capture.source_id,
        kind=capture.kind,
        url=link.asked_url,
        final_url=capture.final_url,
        started_at=context.now(),
        seconds=0.0,
        status=capture.status,
        wire_bytes=0,
        payload_digest=capture.payload_digest,
        capture_id=capture.capture_id,
        link_digest=freshness.link_digest(link),
    )
    return Visit(fetch=fetch, capture=replace(capture, link=link), is_page=True)
