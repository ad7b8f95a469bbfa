"""What Prefect costs a backfill: the same windows as plain calls and as a flow.

    python -m tests.benchmarks.backfills [--articles 2000] [--rounds 2]

Prints seconds of both, on the clock and of this process's processor time, the temporary
server started before. Pages come
from loopback without any pause between two, so the share is the worst there can be.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from flows import quiet
from tests.flows.press import Town, days, town

START = date(2024, 1, 1)
PAPERS = 4
EACH = 5


def measured(
    articles: int, work: Callable[[Town, date, date], object]
) -> tuple[float, float]:
    """Seconds of clock and processor that ``work`` takes over a new town."""
    count = articles // (PAPERS * EACH)
    end = START + timedelta(days=count - 1)
    names = [f"paper-{number}" for number in range(PAPERS)]
    with tempfile.TemporaryDirectory() as home, town(Path(home), names) as place:
        for name, paper in place.papers.items():
            paper.publish(days(START, count), each=EACH, prefix=f"{name}-")
        begun, spent = time.monotonic(), time.process_time()
        work(place, START, end)
        seconds = time.monotonic() - begun, time.process_time() - spent
        stored = len(place.stored())
        assert stored == count * PAPERS * EACH, stored
    return seconds


def plainly(place: Town, start: date, end: date) -> object:
    return place.backfill(start, end)


def as_flow(place: Town, start: date, end: date) -> object:
    quiet.prepare(place.house.settings)
    from flows.backfill import backfill

    return backfill(start, end, return_state=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["PREFECT_HOME"] = home
        measured(PAPERS * EACH, as_flow)
        for number in range(options.rounds):
            # In turns, so that what slows this machine meets both.
            works = [plainly, as_flow] if number % 2 == 0 else [as_flow, plainly]
            found = {work: measured(options.articles, work) for work in works}
            for name, plain, flow in zip(
                ("clock", "processor"), found[plainly], found[as_flow], strict=True
            ):
                ratio = f"{flow / plain:.3f} times"
                print(f"{name}: plain {plain:.1f} s, flow {flow:.1f} s: {ratio}")


if __name__ == "__main__":
    main()
