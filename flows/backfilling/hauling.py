"""The thread of one source: survey, then part after part, into the run's queue.

While one part is read the next is asked for; they are handed over in their order, so a
window that a later part closes has all that came before it.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from flows import steps
from flows.backfilling.fieldwork import Fieldwork, Part, Stopped
from flows.context import RunContext
from flows.steps import Reading
from flows.visits import Gathered, Visit, failure_of, pages
from transforms.errors import ItemError
from transforms.windows import Window

NOTHING_READ = Reading(refined=(), failures=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Haul:
    """One part's outcome on its way to the warehouse."""

    gathered: Gathered
    reading: Reading = NOTHING_READ
    work: Fieldwork | None = None
    """None: left behind by an earlier run."""
    windows: tuple[Window, ...] = ()
    """Those that are through with this part."""
    is_last: bool = False
    """Of its source."""
    error: BaseException | None = None
    """What nobody foresaw; ends the run."""


def haul(work: Fieldwork, queue: "SimpleQueue[Haul]") -> None:
    """Everything of one source; without a last haul where it is stopped."""
    try:
        _walk_through(work, queue)
    except Stopped:
        return
    except BaseException as error:
        gathered = Gathered(source=work.book.source, listed=0, visits=())
        queue.put(Haul(gathered=gathered, work=work, is_last=True, error=error))
        raise


def refine(context: RunContext, gathered: Gathered) -> Reading:
    """Pages of one source to articles, in a process where the settings say so."""
    read = partial(
        steps.refine,
        pages(gathered.visits),
        {gathered.source.id: gathered.source},
        context.settings.captures,
        context.now(),
        context.settings.names,
    )
    return read() if context.readers is None else context.readers.submit(read).result()


def _walk_through(work: Fieldwork, queue: "SimpleQueue[Haul]") -> None:
    found = work.survey()
    if work.context.stopping.is_set():
        # What it has found may not be all there is.
        raise Stopped
    if found.error is not None:
        queue.put(_given_up(work, found.error))
        return
    with ThreadPoolExecutor(1, thread_name_prefix="reading") as reader:
        before: tuple[Part, Gathered, Future[Reading]] | None = None
        for part in work.parts():
            gathered = _gather(work, part)
            context = copy_context()
            reading = reader.submit(context.run, _read, work, part, gathered)
            if before is not None:
                _hand_over(work, queue, *before)
            before = part, gathered, reading
        if before is not None:
            _hand_over(work, queue, *before)
    queue.put(Haul(gathered=work.last_visits(), work=work, is_last=True))


def _gather(work: Fieldwork, part: Part) -> Gathered:
    if part.targets:
        gathered = work.perform(f"ask {part.label}", partial(work.gather, part))
    else:
        gathered = work.gather(part)
    if gathered is None:
        raise Stopped
    return gathered


def _read(work: Fieldwork, part: Part, gathered: Gathered) -> Reading:
    if not pages(gathered.visits):
        return NOTHING_READ
    return work.perform(f"read {part.label}", partial(refine, work.context, gathered))


def _hand_over(
    work: Fieldwork,
    queue: "SimpleQueue[Haul]",
    part: Part,
    gathered: Gathered,
    reading: "Future[Reading]",
) -> None:
    read = reading.result()
    work.count(part, gathered, read)
    now = work.context.now()
    closed = work.book.settled(part.closes, work.context.run_id, now)
    queue.put(Haul(gathered=gathered, reading=read, work=work, windows=closed))


def _given_up(work: Fieldwork, error: ItemError) -> Haul:
    """The origin as a whole cannot be read for this source."""
    now, source = work.context.now(), work.book.source
    windows = work.book.give_up(error, work.context.run_id, now)
    gathered = work.last_visits()
    if not any(visit.failures for visit in gathered.visits):
        failure = failure_of(error, source.id, source.homepage, now)
        visits = (*gathered.visits, Visit(failures=(failure,)))
        gathered = Gathered(source=source, listed=0, visits=visits)
    return Haul(gathered=gathered, work=work, windows=windows, is_last=True)
