"""One hand per host, whichever process it belongs to."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flows.fetching.shared_pacing import SharedPacer
from transforms.errors import FetchError, WarehouseError

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Clock

HOST = "news.example"
ROOT = Path(__file__).parents[3]
DAY = 86_400.0

_PROLOGUE = """
import sys, time
from pathlib import Path
from flows.fetching.shared_pacing import SharedPacer
pacer = SharedPacer(Path(sys.argv[1]), float(sys.argv[2]))
print("ready", flush=True)
sys.stdin.readline()
"""
_HAMMER = """
for _ in range(6):
    with pacer.turn("news.example"):
        began = time.time()
        time.sleep(0.005)
        print(began, time.time(), flush=True)
"""
_HOLD = """
with pacer.turn("news.example"):
    print("inside", flush=True)
    sys.stdin.readline()
"""
_POSTPONE = 'pacer.postpone("news.example", 3000.0)'


@contextmanager
def other_process(
    folder: Path, code: str, delay: float = 0.0
) -> Iterator[subprocess.Popen[str]]:
    """Another process with a pacer of its own; it waits for a line to begin."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROLOGUE + code, str(folder), str(delay)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def shared(folder: Path, clock: "Clock", delay: float = 2.0) -> SharedPacer:
    return SharedPacer(
        folder, delay, clock=clock.now, stopwatch=clock.now, sleep=clock.sleep
    )


def visit(pacer: SharedPacer, authority: str = HOST) -> None:
    with pacer.turn(authority):
        pass


def host_file(folder: Path) -> Path:
    (path,) = folder.glob("*.host")
    return path


def test_two_processes_on_one_host_are_one_hand_with_pauses(tmp_path: Path) -> None:
    delay = 0.03
    with (
        other_process(tmp_path, _HAMMER, delay) as one,
        other_process(tmp_path, _HAMMER, delay) as two,
    ):
        for process in (one, two):
            assert hear(process) == "ready"
        for process in (one, two):
            tell(process)
        logs = [process.communicate()[0].splitlines() for process in (one, two)]
    turns = sorted(
        (*(float(part) for part in line.split()), owner)
        for owner, log in enumerate(logs)
        for line in log
    )
    assert len(turns) == 12
    pauses = [after[0] - before[1] for before, after in pairwise(turns)]
    assert min(pauses) >= delay - 0.0001
    # Neither waits until the other has finished.
    owners = [owner for *_, owner in turns]
    assert owners != sorted(owners)
    assert owners != sorted(owners, reverse=True)


def test_killed_holder_leaves_the_host_to_others_after_one_pause(
    tmp_path: Path,
) -> None:
    pacer = SharedPacer(tmp_path, 0.05)
    with other_process(tmp_path, _HOLD) as holder:
        assert hear(holder) == "ready"
        tell(holder)
        assert hear(holder) == "inside"
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        killed_at = time.monotonic()
        with pacer.turn(HOST):
            assert time.monotonic() - killed_at >= 0.049


def test_stopped_holder_is_named_once_patience_ends(
    tmp_path: Path, clock: "Clock"
) -> None:
    with other_process(tmp_path, _HOLD) as holder:
        assert hear(holder) == "ready"
        tell(holder)
        assert hear(holder) == "inside"
        with pytest.raises(FetchError, match="host-busy") as caught:
            visit(shared(tmp_path, clock))
    assert f"process {holder.pid} holds {host_file(tmp_path)};" in caught.value.detail
    assert 120.0 <= sum(clock.sleeps) < 125.0
    assert max(clock.sleeps) <= 0.1


def test_hosts_do_not_wait_for_each_other(tmp_path: Path, clock: "Clock") -> None:
    one, two = shared(tmp_path, clock), shared(tmp_path, clock)
    with one.turn("a.example"), two.turn("b.example"):
        pass
    assert clock.sleeps == []


def test_process_obeys_what_a_host_asked_of_another(tmp_path: Path) -> None:
    with other_process(tmp_path, _POSTPONE) as other:
        assert hear(other) == "ready"
        tell(other)
        other.communicate()
        assert other.returncode == 0
    with pytest.raises(FetchError, match="asked-to-wait"):
        visit(SharedPacer(tmp_path, 0.0))


def test_postponed_by_another_during_a_sleep_means_another_sleep(
    tmp_path: Path, clock: "Clock"
) -> None:
    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if len(clock.sleeps) == 1:
            shared(tmp_path, clock).postpone(HOST, 7.0)

    visit(shared(tmp_path, clock))
    late = SharedPacer(tmp_path, 2.0, clock=clock.now, stopwatch=clock.now, sleep=sleep)
    visit(late)
    assert clock.sleeps == [2.0, 7.0]


def test_host_can_be_postponed_while_another_has_the_turn(
    tmp_path: Path, clock: "Clock"
) -> None:
    with shared(tmp_path, clock).turn(HOST):
        shared(tmp_path, clock).postpone(HOST, 30.0)
        shared(tmp_path, clock).postpone(HOST, 5.0)
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [30.0]


@pytest.mark.parametrize(("delay", "slept"), [(10.0, 10.0), (0.1, 2.0), (None, 2.0)])
def test_longer_of_crawl_delay_and_minimum_counts_after_anothers_turn(
    tmp_path: Path, clock: "Clock", delay: float | None, slept: float
) -> None:
    visit(shared(tmp_path, clock))
    with shared(tmp_path, clock).turn(HOST, delay):
        pass
    assert clock.sleeps == [slept]


def test_own_turns_wait_once_and_not_twice(tmp_path: Path, clock: "Clock") -> None:
    pacer = shared(tmp_path, clock)
    visit(pacer)
    visit(pacer)
    assert clock.sleeps == [2.0]


def test_failed_turn_counts_as_well(tmp_path: Path, clock: "Clock") -> None:
    with pytest.raises(ValueError, match="lost"), shared(tmp_path, clock).turn(HOST):
        raise ValueError("lost")
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [2.0]


@pytest.mark.parametrize("seconds", [DAY, 10 * 365 * DAY])
def test_no_host_is_postponed_for_more_than_a_day(
    tmp_path: Path, clock: "Clock", seconds: float
) -> None:
    shared(tmp_path, clock).postpone(HOST, seconds)
    clock.seconds += DAY - 30.0
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [30.0]


@pytest.mark.parametrize(
    "content",
    [
        b"garbage",
        b"\xff" * 200,
        b"ended_at=nan\n",
        b"ended_at=1" + b"0" * 400,
        b"asking=99999999999 since=1",
        b"ended_at=999.5",
    ],
)
def test_torn_file_costs_one_pause(
    tmp_path: Path, clock: "Clock", content: bytes
) -> None:
    visit(shared(tmp_path, clock))
    clock.seconds += 500.0
    host_file(tmp_path).write_bytes(content)
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [2.0]
    clock.seconds += 500.0
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [2.0], "the next turn leaves a whole file"


def test_empty_file_is_a_host_never_asked(tmp_path: Path, clock: "Clock") -> None:
    visit(shared(tmp_path, clock))
    host_file(tmp_path).write_bytes(b"")
    visit(shared(tmp_path, clock))
    assert clock.sleeps == []


def test_clock_set_back_after_a_turn_costs_one_pause(
    tmp_path: Path, clock: "Clock"
) -> None:
    clock.seconds += 1000 * DAY
    visit(shared(tmp_path, clock))
    clock.seconds -= 900 * DAY
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [2.0]


def test_clock_set_back_after_a_wish_costs_the_longest_wait_at_most(
    tmp_path: Path, clock: "Clock"
) -> None:
    clock.seconds += 1000 * DAY
    shared(tmp_path, clock).postpone(HOST, 7200.0)
    clock.seconds -= 900 * DAY
    visit(shared(tmp_path, clock))
    assert clock.sleeps == [60.0]


def test_clock_set_back_during_a_sleep_ends_in_a_turn(
    tmp_path: Path, clock: "Clock"
) -> None:
    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if len(clock.sleeps) == 1:
            clock.seconds -= 500.0

    visit(shared(tmp_path, clock))
    elapsed = iter(range(0, 10_000, 100))
    late = SharedPacer(
        tmp_path,
        2.0,
        clock=clock.now,
        stopwatch=lambda: float(next(elapsed)),
        sleep=sleep,
    )
    visit(late)
    assert clock.sleeps == [2.0, 2.0]


def test_many_threads_with_two_pacers_are_one_hand(tmp_path: Path) -> None:
    pacers = [SharedPacer(tmp_path, 0.0), SharedPacer(tmp_path, 0.0)]
    inside, most, done = 0, 0, 0

    def hammer(pacer: SharedPacer) -> None:
        nonlocal inside, most, done
        for _ in range(20):
            with pacer.turn(HOST):
                inside += 1
                most = max(most, inside)
                threading.Event().wait(0.0001)
                inside -= 1
                done += 1

    threads = [threading.Thread(target=hammer, args=(pacer,)) for pacer in pacers * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, done) == (1, 80)


def test_files_of_hosts_long_unvisited_are_taken_away(
    tmp_path: Path, clock: "Clock"
) -> None:
    clock.seconds = time.time()
    pacer = shared(tmp_path, clock)
    for host in ("old.example", "held.example", "new.example"):
        visit(pacer, host)
    old, held, new = (
        next(tmp_path.glob(f"{host}.*")) for host in ("old", "held", "new")
    )
    for path in (old, held):
        os.utime(path, (clock.seconds - 4 * DAY, clock.seconds - 4 * DAY))
    clock.seconds += 10.0
    with pacer.turn("held.example"):
        os.utime(held, (clock.seconds - 4 * DAY, clock.seconds - 4 * DAY))
        shared(tmp_path, clock)
    assert (old.exists(), held.exists(), new.exists()) == (False, True, True)


def test_whoever_waits_for_a_file_that_is_swept_takes_the_new_one(
    tmp_path: Path, clock: "Clock"
) -> None:
    """The sweeper holds the lock while it removes, so the waiter holds a ghost."""
    first = shared(tmp_path, clock, delay=0.0)
    holding = first.turn(HOST)
    entered = False

    def sleep(seconds: float) -> None:
        nonlocal entered
        clock.sleep(seconds)
        if not entered:
            entered = True
            host_file(tmp_path).unlink()
            holding.__exit__(None, None, None)

    holding.__enter__()
    waiting = SharedPacer(
        tmp_path, 0.0, clock=clock.now, stopwatch=clock.now, sleep=sleep
    )
    with waiting.turn(HOST):
        assert b"asking=" in host_file(tmp_path).read_bytes()
    assert len(clock.sleeps) == 1


def test_folder_cleared_during_a_run_is_made_again(
    tmp_path: Path, clock: "Clock"
) -> None:
    folder = tmp_path / "hosts"
    pacer = shared(folder, clock)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    visit(pacer)
    pacer.postpone(HOST, 5.0)
    assert host_file(folder).stat().st_size == 128


@pytest.mark.parametrize(
    "authority",
    ["../../etc/passwd", "[::1]:8080", "x" * 5000, "ü.example\0", "\ud800", "", "."],
)
def test_every_authority_has_one_file_in_the_folder(
    tmp_path: Path, clock: "Clock", authority: str
) -> None:
    pacer = shared(tmp_path / "hosts", clock)
    visit(pacer, authority)
    visit(pacer, authority + "x")
    assert len(list((tmp_path / "hosts").glob("*.host"))) == 2
    assert list(tmp_path.iterdir()) == [tmp_path / "hosts"]


def test_folder_that_cannot_be_made_is_refused_with_its_remedy(
    tmp_path: Path, clock: "Clock"
) -> None:
    (tmp_path / "hosts").write_text("a file")
    with pytest.raises(WarehouseError, match=r"hosts/.*: .*; "):
        shared(tmp_path / "hosts", clock)
