"""What a backfill would do, without doing it.

Listings are looked into, so that the numbers are true; no page is asked for, and the
ledger stays as it is.
"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from uuid import uuid4

from flows import steps
from flows.backfilling.advances import in_words, seconds_for, together
from flows.backfilling.engine import claims_of
from flows.backfilling.fields import Field
from flows.backfilling.fieldwork import Fieldwork, directly
from flows.backfilling.ledger import Book, Standing, look_up
from flows.backfilling.orders import Order
from flows.context import RunContext, open_context
from flows.settings import Settings
from flows.steps import load_waiting
from flows.visits import captures, fetches
from transforms.batches import Batch
from transforms.records import Source
from transforms.windows import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """One source in a preview."""

    source: Source
    states: Counter[str]
    wanted: int
    """Windows that the order would take on."""
    listed: int = 0
    known: int = 0
    requests: int = 0
    from_archive: int = 0
    """Pages that the archive has: nobody is asked."""
    over: int = 0
    seconds: float = 0.0
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All sources of an order."""

    order: Order
    outlooks: tuple[Outlook, ...] = field(default=())

    @property
    def wanted(self) -> int:
        """Windows to work on."""
        return sum(each.wanted for each in self.outlooks)

    @property
    def requests(self) -> int:
        """Pages to ask for."""
        return sum(each.requests for each in self.outlooks)

    @property
    def seconds(self) -> float:
        """Under the politeness limits, sources side by side."""
        each = [outlook.seconds for outlook in self.outlooks]
        return together(each, self.order.sources_at_once)

    @property
    def states(self) -> Counter[str]:
        """Windows by state."""
        return sum((each.states for each in self.outlooks), Counter[str]())

    def sentence(self) -> str:
        """The whole in one line."""
        states = self.states
        told = ", ".join(f"{states[each]} {each}" for each in STATES if states[each])
        return (
            f"{self.wanted} windows to work on ({told}): {self.requests} pages to ask "
            f"for, {in_words(self.seconds)}"
        )

    def table(self) -> list[dict[str, str | int]]:
        """One row a source."""
        return [
            {
                "source": each.source.id,
                **{state: each.states[state] for state in STATES},
                "pages listed": each.listed,
                "already there": each.known,
                "to ask for": each.requests,
                "in the archive": each.from_archive,
                "beyond the limit": each.over,
                "minutes": f"{each.seconds / 60:.1f}",
                "note": each.problem or "",
            }
            for each in self.outlooks
        ]


def preview(settings: Settings, order: Order) -> Preview:
    """What the order would do now.

    Raises:
        WarehouseError: the disk or the warehouse file refuses.
    """
    with ExitStack() as stack:
        context = stack.enter_context(open_context(settings))
        claims = stack.enter_context(claims_of(settings))
        load_waiting(settings, context.now())
        standings: dict[str, list[Standing]] = {each.id: [] for each in order.sources}
        for standing in look_up(context, order, claims):
            standings[standing.source.id].append(standing)
        with ThreadPoolExecutor(order.sources_at_once) as threads:
            looks = threads.map(
                lambda own: _outlook(context, order, own), standings.values()
            )
            outlooks = tuple(looks)
        context.archive.settle()
    return Preview(order=order, outlooks=outlooks)


def _outlook(context: RunContext, order: Order, own: list[Standing]) -> Outlook:
    source = own[0].source
    states = Counter(str(each.state) for each in own)
    days = [each.on for each in own if each.is_wanted]
    if not days:
        problem = next((each.reason for each in own if each.reason), None)
        return Outlook(source=source, states=states, wanted=0, problem=problem)
    work = Fieldwork(
        context=context,
        order=order,
        place=Field(
            context,
            source,
            days,
            files=order.files,
            homepages=order.homepages,
            is_preview=True,
        ),
        book=Book(source=source, windows={}),
        perform=directly,
    )
    found = work.survey()
    _keep(context, work)
    error = found.error
    return Outlook(
        source=source,
        states=states,
        wanted=len(days),
        listed=found.listed.total(),
        known=found.known.total(),
        requests=found.requests,
        from_archive=len(found.targets) - found.requests,
        over=found.over.total(),
        seconds=seconds_for(work),
        problem=f"{error.reason}: {error.detail}" if error else _told(work.place.notes),
    )


def _told(notes: list[str]) -> str | None:
    """The first of what is not known, and how many more there are."""
    more = f" (and {len(notes) - 1} more)" if notes[1:] else ""
    return f"{notes[0]}{more}" if notes else None


def _keep(context: RunContext, work: Fieldwork) -> None:
    """What was asked for on the way is archived like any other answer."""
    gathered = work.last_visits()
    if not gathered.visits:
        return
    context.archive.sync()
    batch = Batch(
        batch_id=uuid4(),
        run_id=context.run_id,
        made_at=context.now(),
        sources=(work.book.source,),
        captures=captures(gathered.visits),
        fetches=fetches(gathered.visits, {}),
        failures=tuple(each for visit in gathered.visits for each in visit.failures),
    )
    steps.store(context.settings, batch)
