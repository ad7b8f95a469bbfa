"""One hand per host. A fetch takes its turn here; nothing else leaves.

``Pacer`` holds within one process. Pacing across processes takes the same two
methods: whoever provides them can be handed to the ``Fetcher`` instead.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from transforms.errors import FetchError

_LANES_BEFORE_SWEEPING = 1024


class Turns(Protocol):
    """What a ``Fetcher`` asks of its pacing."""

    def turn(
        self, authority: str, delay_seconds: float | None = None
    ) -> AbstractContextManager[None]:
        """A context in which the caller alone talks to ``authority``."""

    def postpone(self, authority: str, seconds: float) -> None:
        """No turn on ``authority`` begins before ``seconds`` from now."""


@dataclass(slots=True)
class _Lane:
    """The queue in front of one host."""

    lock: Lock = field(default_factory=Lock)
    ready_at: float = 0.0
    """On the pacer's clock; guarded by the pacer's lock."""
    ended_at: float | None = None
    users: int = 0


class Pacer:
    """Turns, one at a time per authority, with a pause between them.

    Args:
        min_delay_seconds: from the end of one turn to the start of the next.
        longest_wait_seconds: whoever would have to wait longer than this because the
            host asked for it (Retry-After, Crawl-delay) gets an error instead of a
            turn, so that no thread sleeps for an hour.
        clock: seconds that only grow.
        sleep: waits that many seconds.
    """

    def __init__(
        self,
        min_delay_seconds: float,
        *,
        longest_wait_seconds: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._min_delay = min_delay_seconds
        self._longest_wait = longest_wait_seconds
        self._clock = clock
        self._sleep = sleep
        self._lock = Lock()
        self._lanes: dict[str, _Lane] = {}

    @contextmanager
    def turn(
        self, authority: str, delay_seconds: float | None = None
    ) -> Iterator[None]:
        """A context in which the caller alone talks to ``authority``.

        Args:
            authority: from ``guard.authority_of``.
            delay_seconds: a Crawl-delay; the longer of it and the minimum counts.

        Raises:
            FetchError: ``asked-to-wait``.
        """
        lane = self._enter(authority)
        try:
            with lane.lock:
                self._wait(authority, lane, delay_seconds)
                try:
                    yield
                finally:
                    with self._lock:
                        lane.ended_at = self._clock()
        finally:
            self._leave(lane)

    def postpone(self, authority: str, seconds: float) -> None:
        """No turn on ``authority`` begins before ``seconds`` from now."""
        with self._lock:
            lane = self._lanes.setdefault(authority, _Lane())
            lane.ready_at = max(lane.ready_at, self._clock() + seconds)

    def _enter(self, authority: str) -> _Lane:
        with self._lock:
            if len(self._lanes) >= _LANES_BEFORE_SWEEPING:
                self._sweep()
            lane = self._lanes.setdefault(authority, _Lane())
            lane.users += 1
            return lane

    def _leave(self, lane: _Lane) -> None:
        with self._lock:
            lane.users -= 1

    def _wait(self, authority: str, lane: _Lane, delay_seconds: float | None) -> None:
        delay = max(self._min_delay, delay_seconds or 0.0)
        # Again after each sleep: meanwhile the host may have asked for more time.
        while (left := self._left(lane, delay)) > 0:
            if left > max(self._longest_wait, self._min_delay):
                raise FetchError(
                    "asked-to-wait",
                    f"{authority} asked not to be asked for another {left:.0f} s",
                )
            self._sleep(left)

    def _left(self, lane: _Lane, delay: float) -> float:
        with self._lock:
            paced_at = lane.ready_at
            if lane.ended_at is not None:
                paced_at = max(paced_at, lane.ended_at + delay)
            return paced_at - self._clock()

    def _sweep(self) -> None:
        """Forgets idle hosts. A Crawl-delay is shorter than the longest wait."""
        now = self._clock()
        self._lanes = {
            authority: lane
            for authority, lane in self._lanes.items()
            if lane.users
            or lane.ready_at > now
            or now - (lane.ended_at or 0.0) < self._longest_wait
        }
