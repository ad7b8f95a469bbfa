"""One hand per host, with pauses."""

import threading
from typing import TYPE_CHECKING

import pytest

from flows.fetching.pacing import Pacer
from transforms.errors import FetchError

if TYPE_CHECKING:
    from tests.flows.fetching.conftest import Clock


def paced(clock: "Clock", delay: float = 2.0) -> Pacer:
    return Pacer(delay, longest_wait_seconds=60.0, clock=clock.now, sleep=clock.sleep)


def test_first_turn_waits_for_nothing(clock: "Clock") -> None:
    with paced(clock).turn("news.example"):
        pass
    assert clock.sleeps == []


def test_pause_runs_from_the_end_of_one_turn_to_the_start_of_the_next(
    clock: "Clock",
) -> None:
    pacer = paced(clock)
    with pacer.turn("news.example"):
        clock.seconds += 100.0
    clock.seconds += 0.5
    with pacer.turn("news.example"):
        pass
    assert clock.sleeps == [1.5]


def test_hosts_do_not_wait_for_each_other(clock: "Clock") -> None:
    pacer = paced(clock)
    with pacer.turn("a.example"), pacer.turn("b.example"):
        pass
    assert clock.sleeps == []


@pytest.mark.parametrize(("delay", "slept"), [(10.0, 10.0), (0.1, 2.0), (None, 2.0)])
def test_longer_of_crawl_delay_and_minimum_counts(
    clock: "Clock", delay: float | None, slept: float
) -> None:
    pacer = paced(clock)
    with pacer.turn("news.example"):
        pass
    with pacer.turn("news.example", delay):
        pass
    assert clock.sleeps == [slept]


def test_failed_turn_counts_as_well(clock: "Clock") -> None:
    pacer = paced(clock)
    with pytest.raises(ValueError, match="lost"), pacer.turn("news.example"):
        raise ValueError("lost")
    with pacer.turn("news.example"):
        pass
    assert clock.sleeps == [2.0]


def test_postponed_host_is_left_alone_until_then(clock: "Clock") -> None:
    pacer = paced(clock)
    pacer.postpone("news.example", 30.0)
    pacer.postpone("news.example", 5.0)
    with pacer.turn("news.example"):
        pass
    assert clock.sleeps == [30.0]


def test_wait_beyond_patience_is_an_error_and_no_sleep(clock: "Clock") -> None:
    pacer = paced(clock)
    pacer.postpone("news.example", 61.0)
    with pytest.raises(FetchError, match="asked-to-wait"), pacer.turn("news.example"):
        pytest.fail("there is no turn")
    assert clock.sleeps == []


def test_postponed_during_a_sleep_means_another_sleep(clock: "Clock") -> None:
    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if len(clock.sleeps) == 1:
            pacer.postpone("news.example", 7.0)

    pacer = Pacer(2.0, clock=clock.now, sleep=sleep)
    with pacer.turn("news.example"):
        pass
    with pacer.turn("news.example"):
        pass
    assert clock.sleeps == [2.0, 7.0]


def test_idle_hosts_are_forgotten_and_waiting_ones_kept(clock: "Clock") -> None:
    pacer = paced(clock)
    for number in range(3000):
        with pacer.turn(f"{number}.example"):
            pass
        clock.seconds += 1.0
    pacer.postpone("news.example", 3000.0)
    clock.seconds += 1000.0
    for number in range(1100):
        with pacer.turn(f"again-{number}.example"):
            pass
    assert len(pacer._lanes) < 1200
    with pytest.raises(FetchError, match="asked-to-wait"), pacer.turn("news.example"):
        pytest.fail("there is no turn")


def test_many_threads_on_one_host_are_one_hand() -> None:
    pacer = Pacer(0.0)
    inside, most, done = 0, 0, 0

    def visit() -> None:
        nonlocal inside, most, done
        for _ in range(50):
            with pacer.turn("news.example"):
                inside += 1
                most = max(most, inside)
                threading.Event().wait(0.0001)
                inside -= 1
                done += 1

    threads = [threading.Thread(target=visit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, done) == (1, 200)
