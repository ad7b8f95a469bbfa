"""What a run costs that finds nothing new, and where its seconds go.

    python tests/benchmarks/noop.py [--sources 1,10,40] [--rounds 3] [--delay 0]
                                    [--direct-only] [--json]

For each number of sources a home is filled by one run; then nothing changes, and
``--rounds`` more runs are timed: as ``dateline ingest --direct`` runs it, and as the
Prefect flow against a temporary server that has started before. A process of its own
serves the hosts (see ``hosts.py``): each source has a feed of three items that is
answered 304. ``--delay`` is each source's ``min_delay_seconds``: 0, since waiting for
one's turn is no cost of ours.

Prints the median run's seconds and its parts. Parts with several hands at work are
sums over hands, so they may exceed the run's seconds.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows import quiet
from flows.runs import run_ingest
from tests.benchmarks.hosts import home_for, serving
from tests.benchmarks.parts import Parts, TimedSteps, timed_context
from tests.flows.worlds import House

_COLUMNS = {
    "run": "whole run",
    "opening": "before the first source",
    "gathering": "while sources are gathered",
    "closing": "after the last source",
    "look-ups": "hands: look-ups",
    "network": "hands: on the network",
    "turns": "hands: waiting for turns, failed robots.txt",
    "other": "hands: rest of gathering",
    "storing": "storing",
}
"""Heading of a column, and the part that stands in it."""

Run = Callable[[House, Parts], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _parser().parse_args(arguments)
    rows = []
    with (
        TemporaryDirectory() as folder,
        serving(["healthy"] * max(options.sources)) as hosts,
    ):
        for count in options.sources:
            here = home_for(Path(folder) / str(count), hosts[:count], options.delay)
            for mode, run in _modes(options, here):
                rows.append(_measure(here, count, mode, run, options.rounds))
                if not options.json:
                    _show(rows[-1], is_first=len(rows) == 1)
    if options.json:
        print(json.dumps(rows))
    return 0


def _modes(options: argparse.Namespace, here: House) -> Iterator[tuple[str, Run]]:
    yield "direct", _direct
    if not options.direct_only:
        yield "flow", _flow(here)


def _direct(here: House, parts: Parts) -> None:
    run_ingest(here.settings, make_steps=partial(TimedSteps, parts=parts))


def _flow(here: House) -> Run:
    """The Prefect flow, its server and imports paid for."""
    quiet.prepare(here.settings)
    os.environ["PREFECT_LOGGING_LEVEL"] = "ERROR"
    # Late: prefect reads the environment that was made quiet a line above.
    from flows import ingest
    from flows.commands.ingest import run_flow

    class TimedTasks(ingest.TaskSteps):
        parts: Parts

        def __init__(self, context: Any, registry: Any) -> None:
            super().__init__(timed_context(context, self.parts), registry)

        def gather(self, source: Any) -> Any:
            return self.parts.gather(source, super().gather)

        def store(self, batch: Any) -> Any:
            with self.parts.timed("store"):
                return super().store(batch)

    def run(here: House, parts: Parts) -> None:
        TimedTasks.parts = parts
        with patch.object(ingest, "TaskSteps", TimedTasks):
            run_flow(here.settings, [])

    return run


def _measure(
    here: House, count: int, mode: str, run: Run, rounds: int
) -> Mapping[str, Any]:
    """The medians of ``rounds`` runs after one that is not counted."""
    run(here, Parts())
    found = []
    for _ in range(rounds):
        parts = Parts()
        run(here, parts)
        found.append({**parts.finish(), "calls": parts.calls["look-ups"]})
    _expect_nothing_new(here, count)
    medians = {name: median(each[name] for each in found) for name in found[0]}
    return {"sources": count, "mode": mode, **medians}


def _expect_nothing_new(here: House, count: int) -> None:
    """Stops a measurement of something else."""
    asked = here.ask("select status from ops.fetches order by started_at desc")
    if [status for (status,) in asked[:count]] != [304] * count:
        raise SystemExit(f"the last run was no run without news: {asked[:count]}")


def _show(row: Mapping[str, Any], *, is_first: bool) -> None:
    if is_first:
        heads = "".join(f"{name:>11}" for name in _COLUMNS)
        print(f"sources mode   {heads} look-ups/source s/source")
    cells = "".join(f"{row[part]:11.3f}" for part in _COLUMNS.values())
    calls, each = row["calls"] / row["sources"], row["whole run"] / row["sources"]
    print(
        f"{row['sources']:7} {row['mode']:7}{cells} {calls:15.1f} {each:8.3f}",
        flush=True,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sources",
        type=lambda text: [int(count) for count in text.split(",")],
        default=[1, 10, 40],
        help="how many, by commas",
    )
    parser.add_argument("--rounds", type=int, default=3, help="runs, the median counts")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds")
    parser.add_argument("--direct-only", action="store_true", help="without Prefect")
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
