"""One hand per host across every process of the machine: turns for ``Fetcher``s.

A host has one file in the folder (``<home>/hosts``). Whoever holds its lock has the
turn: flock(2), which the kernel takes back however a process ends. Within a process a
``Pacer`` queues first, so one thread of each is at the file, and while that one keeps
the pause between its own turns, the file is free for the others.

The file is two lines of 64 bytes, each written in one piece, in Unix seconds::

    ended_at=1710915000.123456
    ready_at=1710915030.000000 said_at=1710915000.000000

The holder of the turn writes the first, which names its process while it asks. The
second is what ``postpone`` left, under the folder's own lock: a host may ask one
process for time while another has the turn.
"""

import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from flows.fetching.pacing import Pacer
from transforms.errors import FetchError
from transforms.identity import digest
from warehouse.warc_files import explained

LONGEST_POSTPONED_SECONDS = 86_400.0
"""A day, as Media Cloud caps Retry-After: more is a slip, and a file outlives us."""

_LONGEST_EXCHANGE_SECONDS = 60.0
"""``Limits.total_seconds`` is below it: who holds a turn for longer is stopped."""
_FIRST_PAUSE_SECONDS = 0.002
_LONGEST_PAUSE_SECONDS = 0.1
"""Between two looks at a held lock. A tenth of the usual delay, which begins when
the lock comes free: whoever takes it then loses no time."""
_STALE_SECONDS = 3 * 86_400.0
"""After this nothing in a file counts any more, whatever a host has asked for."""
_CLOCK_TOLERANCE_SECONDS = 1.0
"""Between two readings of one clock that is being disciplined."""
_LINE_BYTES = 64
_GUARD = ".postponing"
_ENDED = re.compile(rb"ended_at=(\d{1,12}\.\d{6})\s*\Z")
_READY = re.compile(rb"ready_at=(\d{1,12}\.\d{6}) said_at=(\d{1,12}\.\d{6})\s*\Z")
_ASKING = re.compile(rb"asking=(\d{1,10}) ")


class SharedPacer:
    """Turns, one at a time per authority, for all processes that share ``folder``.

    Args:
        folder: made if need be; files of hosts long unvisited are taken away.
        min_delay_seconds: from the end of one turn to the start of the next.
        longest_wait_seconds: as for ``Pacer``.
        clock: Unix seconds, the same for all processes; may be set back.
        stopwatch: seconds that only grow, for this process alone.
        sleep: waits that many seconds.

    Raises:
        WarehouseError: the folder cannot be written, at once or in a method later.
    """

    def __init__(
        self,
        folder: Path,
        min_delay_seconds: float,
        *,
        longest_wait_seconds: float = 60.0,
        clock: Callable[[], float] = time.time,
        stopwatch: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._folder = folder
        self._min_delay = min_delay_seconds
        self._longest_wait = longest_wait_seconds
        self._clock = clock
        self._stopwatch = stopwatch
        self._sleep = sleep
        self._pacer = Pacer(
            min_delay_seconds,
            longest_wait_seconds=longest_wait_seconds,
            clock=stopwatch,
            sleep=sleep,
        )
        self._sweep()

    @contextmanager
    def turn(
        self, authority: str, delay_seconds: float | None = None
    ) -> Iterator[None]:
        """A context in which the caller alone talks to ``authority``.

        Args:
            authority: from ``guard.authority_of``.
            delay_seconds: a Crawl-delay; the longer of it and the minimum counts.

        Raises:
            FetchError: ``asked-to-wait``, or ``host-busy`` where another process
                keeps its turn for longer than any exchange may last.
        """
        delay = max(self._min_delay, delay_seconds or 0.0)
        with (
            self._pacer.turn(authority, delay_seconds),
            self._held(self._path(authority)) as file,
        ):
            self._wait(authority, file, delay)
            file.begin(self._clock())
            try:
                yield
            finally:
                file.end(self._clock())

    def postpone(self, authority: str, seconds: float) -> None:
        """No turn on ``authority`` begins before ``seconds`` from now, up to a day.

        Raises:
            FetchError: ``host-busy``, as ``turn``.
        """
        seconds = min(seconds, LONGEST_POSTPONED_SECONDS)
        self._pacer.postpone(authority, seconds)
        with (
            self._held(self._folder / _GUARD),
            closing(_HostFile(self._path(authority))) as file,
        ):
            now = self._clock()
            ready_at, _ = self._ready(file, now)
            file.postpone(max(ready_at, now + seconds), now)

    def _wait(self, authority: str, file: "_HostFile", delay: float) -> None:
        ended_at = file.ended_at(self._clock())
        # Again after each sleep: meanwhile the host may have asked for more time.
        while True:
            now = self._clock()
            ready_at, is_clock_set_back = self._ready(file, now)
            if is_clock_set_back:
                self.postpone(authority, 0.0)  # what stands, by the clock of today
            if ended_at is not None:
                ended_at = min(ended_at, now)
                ready_at = max(ready_at, ended_at + delay)
            left = ready_at - now
            if left <= 0:
                return
            if left > max(self._longest_wait, self._min_delay):
                detail = f"{authority} asked not to be asked for another {left:.0f} s"
                raise FetchError("asked-to-wait", detail)
            self._sleep(left)

    def _ready(self, file: "_HostFile", now: float) -> tuple[float, bool]:
        """From when the host may be asked, and whether the clock was set back since.

        How much of its wish has passed is then unknown, so it counts anew, up to the
        longest wait: a clock that was years ahead once must not cost a host for ever.
        """
        ready_at, said_at = file.ready_at()
        if said_at > now + _CLOCK_TOLERANCE_SECONDS:
            return now + min(ready_at - said_at, self._longest_wait), True
        return min(ready_at, now + LONGEST_POSTPONED_SECONDS), False

    @contextmanager
    def _held(self, path: Path) -> Iterator["_HostFile"]:
        """The file at ``path``, locked."""
        is_held = False
        while not is_held:
            with closing(_HostFile(path)) as file:
                self._lock(file)
                is_held = file.is_there()  # unless swept while we waited for it
                if is_held:
                    yield file

    def _lock(self, file: "_HostFile") -> None:
        """Looks again and again, with longer pauses: a blocking flock knows no bound.

        Patience counts from the last sign of life, so a long queue is no error.
        """
        patience = self._longest_wait + _LONGEST_EXCHANGE_SECONDS
        pause, sign, seen_at = _FIRST_PAUSE_SECONDS, b"", self._stopwatch()
        while not file.try_lock():
            now = self._stopwatch()
            if file.sign() != sign:
                sign, seen_at = file.sign(), now
            if now - seen_at > patience:
                detail = f"{file.holder()} holds {file.path}; end it if it hangs"
                raise FetchError("host-busy", detail)
            self._sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _path(self, authority: str) -> Path:
        """Readable, and one for each authority whatever characters it holds."""
        readable = re.sub(r"[^a-z0-9.-]", "_", authority)[:100]
        name = digest(authority.encode("utf-8", "surrogatepass")).hex[:16]
        return self._folder / f"{readable}.{name}.host"

    def _sweep(self) -> None:
        """Takes stale files away; who holds one, or waits for it, is not hurt.

        Under the guard nobody postpones; under the file's lock nobody has the turn;
        and who waited for that lock finds the file gone and opens a new one.
        """
        oldest = self._clock() - _STALE_SECONDS
        with self._held(self._folder / _GUARD), explained(self._folder):
            for path in self._folder.glob("*.host"):
                with suppress(FileNotFoundError):  # somebody clears the folder
                    if path.stat().st_mtime < oldest:
                        with closing(_HostFile(path)) as file:
                            file.remove_if_older(oldest)


class _HostFile:
    """The file of one host, opened: what it says, and its lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        with explained(path):
            try:
                self._descriptor = os.open(path, flags, 0o644)
            except FileNotFoundError:
                # The first run; and people clear folders while a run lasts.
                path.parent.mkdir(parents=True, exist_ok=True)
                self._descriptor = os.open(path, flags, 0o644)

    def try_lock(self) -> bool:
        """Whether the lock is ours now."""
        with explained(self.path):
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
        return True

    def is_there(self) -> bool:
        """Whether the path still leads to this file."""
        with explained(self.path):
            try:
                there = os.stat(self.path)
            except FileNotFoundError:
                return False
            return os.path.samestat(there, os.fstat(self._descriptor))

    def remove_if_older(self, instant: float) -> None:
        """Takes the file away if nobody has the turn or wrote since ``instant``."""
        if self.try_lock() and os.fstat(self._descriptor).st_mtime < instant:
            self.path.unlink()

    def begin(self, now: float) -> None:
        """Notes that a request is under way: a kill from here on leaves this."""
        self._write(0, f"asking={os.getpid()} since={now:.6f}")

    def end(self, now: float) -> None:
        """Notes the end of the turn."""
        self._write(0, f"ended_at={now:.6f}")

    def ended_at(self, now: float) -> float | None:
        """The end of the last turn, not after ``now``; None where there was none.

        A killed holder, or bytes that make no sense: somebody asked, nobody knows
        when, so it counts as now.
        """
        line = self.sign()
        if not line.strip(b"\0\n "):
            return None
        found = _ENDED.match(line)
        return min(float(found[1]), now) if found else now

    def postpone(self, ready_at: float, now: float) -> None:
        """Notes from when the host may be asked, and by which clock."""
        self._write(1, f"ready_at={ready_at:.6f} said_at={now:.6f}")

    def ready_at(self) -> tuple[float, float]:
        """From when the host may be asked, and when that was said; zeros if unknown."""
        found = _READY.match(self._read(1))
        return (float(found[1]), float(found[2])) if found else (0.0, 0.0)

    def sign(self) -> bytes:
        """What the holder of the turn wrote last; another one for each turn."""
        return self._read(0)

    def holder(self) -> str:
        """Who has the lock, in words."""
        found = _ASKING.match(self.sign())
        return f"process {int(found[1])}" if found else "another process"

    def close(self) -> None:
        """Gives the lock back."""
        with explained(self.path):
            # Closing alone would leave it to children forked meanwhile.
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)

    def _read(self, line: int) -> bytes:
        with explained(self.path):
            return os.pread(self._descriptor, _LINE_BYTES, line * _LINE_BYTES)

    def _write(self, line: int, text: str) -> None:
        padded = text.encode("ascii").ljust(_LINE_BYTES - 1) + b"\n"
        with explained(self.path):
            os.pwrite(self._descriptor, padded, line * _LINE_BYTES)
