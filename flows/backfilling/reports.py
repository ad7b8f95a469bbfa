"""What a backfill did: per source and window, for a person and for the run's row."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from flows.backfilling.hauling import Haul
from flows.backfilling.ledger import Standing
from flows.backfilling.orders import Order
from flows.steps import Stored
from flows.visits import pages
from transforms.windows import STATES, Window

COLUMNS = (
    *("source", "windows", "came in", "already there", "empty days"),
    *("not of these days", "gone or unreadable", "failed windows", "why"),
)


@dataclass(slots=True, kw_only=True)
class Report:
    """A backfill's counts, growing while it lasts."""

    order: Order
    started_at: datetime
    standings: tuple[Standing, ...] = ()
    windows: dict[tuple[str, date], Window] = field(default_factory=dict)
    """The rows that this run wrote, as they stand."""
    left_out: Counter[str] = field(default_factory=Counter)
    """By source: articles that were read and are not of the order's days."""
    stored: Counter[str] = field(default_factory=Counter)
    """What the warehouse took: articles, versions, copies, facts."""
    requests: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    """That came, or were in the archive."""
    read: int = 0
    """Articles that were read of them."""
    waiting: int = 0
    """Batches in landing that a held warehouse could not take."""
    troubles: list[str] = field(default_factory=list)

    def begin(self, standings: tuple[Standing, ...], rows: Iterable[Window]) -> None:
        """Notes what there was, and what is taken on."""
        self.standings = standings
        self._take_windows(rows)

    def take(self, haul: Haul) -> None:
        """Counts one part."""
        source_id = haul.gathered.source.id
        self._take_windows(haul.windows)
        self.left_out[source_id] += len(haul.reading.left_out)
        self.pages += len(pages(haul.gathered.visits))
        self.read += len(haul.reading.refined)
        self.requests[source_id] += sum(
            visit.fetch is not None and visit.fetch.kind != "file"
            for visit in haul.gathered.visits
        )

    def take_stored(self, stored: Stored) -> None:
        """Counts what one batch added."""
        self.stored.update(asdict(stored.loaded))
        self.waiting = stored.waiting
        self.troubles += [
            f"{failure.reason}: {failure.detail}" for failure in stored.failures
        ]

    @property
    def windows_taken(self) -> int:
        """Windows that this run worked on."""
        return sum(each.state != "unavailable" for each in self.windows.values())

    @property
    def windows_through(self) -> int:
        """Those of them that are through."""
        open_states = ("running", "unavailable")
        return sum(each.state not in open_states for each in self.windows.values())

    @property
    def has_trouble(self) -> bool:
        """Whether a window failed, or something could not be stored."""
        return self.left > 0 or bool(self.troubles)

    @property
    def left(self) -> int:
        """Windows worth another run."""
        return sum(
            each.state in ("failed", "missing", "running")
            for each in self.windows.values()
        )

    @property
    def elsewhere(self) -> int:
        """Wanted windows that another backfill is at."""
        return sum(
            standing.state == "running"
            or (
                standing.is_wanted
                and (standing.source.id, standing.on) not in self.windows
            )
            for standing in self.standings
        )

    def refused(self) -> Mapping[str, str]:
        """Sources that people let no run at, with why in words."""
        return {
            standing.source.id: standing.refusal
            for standing in self.standings
            if standing.refusal
        }

    def states(self) -> Counter[str]:
        """Windows by state, all of the order, as they are now."""
        now: Counter[str] = Counter()
        for standing in self.standings:
            row = self.windows.get((standing.source.id, standing.on))
            now[row.state if row else standing.state] += 1
        return now

    def failed_days(self) -> Mapping[str, Sequence[date]]:
        """By source, the days worth another run."""
        days: dict[str, list[date]] = {}
        for (source_id, on), window in sorted(self.windows.items()):
            if window.state in ("failed", "missing", "running"):
                days.setdefault(source_id, []).append(on)
        return days

    def sentence(self) -> str:
        """The run in one line."""
        states = self.states()
        told = ", ".join(f"{states[each]} {each}" for each in STATES if states[each])
        parts = [f"{self.stored['articles']} new articles; windows: {told or 'none'}"]
        parts += [f"{name} left alone ({why})" for name, why in self.refused().items()]
        if self.elsewhere:
            parts.append(f"{self.elsewhere} left to another backfill")
        if self.waiting:
            parts.append(
                f"{self.waiting} batches wait in landing: the warehouse is held"
            )
        return "; ".join(parts)

    def table(self) -> list[dict[str, str | int]]:
        """One row a source."""
        by_source: dict[str, list[Window]] = {
            source.id: [] for source in self.order.sources
        }
        for (source_id, _), window in self.windows.items():
            by_source[source_id].append(window)
        return [self._line(source_id, own) for source_id, own in by_source.items()]

    def _line(self, source_id: str, own: Sequence[Window]) -> dict[str, str | int]:
        why = dict.fromkeys(each.reason for each in own if each.reason)
        in_state = Counter(each.state for each in own)
        values = (
            *(source_id, len(own), sum(each.articles for each in own)),
            *(sum(each.known for each in own), in_state["empty"]),
            *(self.left_out[source_id], sum(each.lost for each in own)),
            *(in_state["failed"], "; ".join(why)),
        )
        return dict(zip(COLUMNS, values, strict=True))

    def parameters(self) -> dict[str, object]:
        """As ``ops.runs`` keeps them."""
        order = self.order
        return {
            "start": order.start.isoformat(),
            "end": order.end.isoformat(),
            "sources": [source.id for source in order.sources],
            "origin": order.origin,
            "only": order.only,
        }

    def counts(self) -> dict[str, int]:
        """As ``ops.runs`` keeps them."""
        states = {f"windows_{state}": count for state, count in self.states().items()}
        return {
            **self.stored,
            **states,
            "listed": sum(each.listed for each in self.windows.values()),
            "pages": self.pages,
            "read": self.read,
            "requests": self.requests.total(),
            "left_out": self.left_out.total(),
        }

    def _take_windows(self, windows: Iterable[Window]) -> None:
        for window in windows:
            self.windows[window.source_id, window.covers_on] = window
