"""What one run works with: settings, archive, fetcher, memory, claims, clock."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Event
from uuid import UUID, uuid4

from flows.claims import Claims
from flows.fetching.guard import AddressGuard
from flows.fetching.limits import Limits
from flows.fetching.robots import RobotsCache
from flows.fetching.session import Fetcher
from flows.fetching.shared_pacing import SharedPacer
from flows.readers import open_readers
from flows.settings import Settings
from transforms.errors import WarehouseError
from transforms.facts.names.finders import find_by
from transforms.freshness import Known
from transforms.records import Capture
from warehouse import captures
from warehouse.captures import Archive
from warehouse.orders import Order, read_orders
from warehouse.read import Memory

MIN_DELAY_SECONDS = 1.0
"""Between two requests to one host, where neither its robots.txt nor the source
file says otherwise."""
_WHOLE_RUN_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the polling of one source has come."""

    source_id: str
    listed: int
    due: int
    done: int
    failed: int
    is_finished: bool
    note: str | None = None
    """Why there is nothing to follow."""


Notify = Callable[[Progress], None]

FOLLOWER: ContextVar[Notify] = ContextVar("FOLLOWER", default=lambda progress: None)
"""Who watches the run in this process: a flow's parameters cannot carry a function."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunContext:
    """Shared by all threads of a run; never leaves its process."""

    settings: Settings
    run_id: UUID
    started_at: datetime
    archive: Archive
    fetcher: Fetcher
    robots: RobotsCache
    """What the hosts of this run permit, asked for once."""
    memory: Memory
    claims: Claims
    notify: Notify
    now: Callable[[], datetime]
    readers: Executor | None
    """What reads pages elsewhere; None where the run's own threads do."""
    orders: Mapping[str, Order]
    """What people ordered by hand, by source."""
    due_only: bool
    """Whether listings are left alone whose interval has not passed."""
    stopping: Event = field(default_factory=Event)
    """Set by Ctrl-C: no further page is asked for."""

    def archived(self, known: Known | None) -> tuple[Capture, bytes] | None:
        """The newest good answer of an address, where the archive still has it.

        People move old archive files away: whoever gets None asks the host again.
        """
        if known is None or known.capture_id is None:
            return None
        capture = self.memory.captures([known.capture_id]).get(known.capture_id)
        if capture is None:
            return None
        try:
            return capture, captures.read(self.settings.captures, capture)
        except WarehouseError:
            return None


@contextmanager
def open_context(
    settings: Settings,
    *,
    due_only: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Iterator[RunContext]:
    """A run's context; its archive file is held until the block ends.

    Raises:
        SettingsError: the model that is to find names is not there; nothing has run.
    """
    if settings.names:
        find_by(settings.names)
    with ExitStack() as stack:
        fetcher = _fetcher(settings, now)
        yield RunContext(
            settings=settings,
            run_id=uuid4(),
            started_at=now(),
            archive=stack.enter_context(Archive(settings.captures)),
            fetcher=stack.enter_context(fetcher),
            robots=RobotsCache(
                fetcher.fetch, agent="Dateline", failure_seconds=_WHOLE_RUN_SECONDS
            ),
            claims=stack.enter_context(Claims(settings.home / "sources.lock")),
            memory=Memory(
                warehouse=settings.warehouse,
                landing=settings.landing,
                patience_seconds=settings.patience_seconds,
            ),
            notify=FOLLOWER.get(),
            now=now,
            readers=stack.enter_context(open_readers(settings)),
            orders=read_orders(
                settings.warehouse,
                settings.orders,
                patience_seconds=settings.patience_seconds,
            ),
            due_only=due_only,
        )


def _fetcher(settings: Settings, now: Callable[[], datetime]) -> Fetcher:
    return Fetcher(
        user_agent=settings.user_agent,
        limits=Limits(),
        guard=AddressGuard(settings.allowed_addresses),
        pacer=SharedPacer(settings.home / "hosts", 0.0),
        now=now,
    )
