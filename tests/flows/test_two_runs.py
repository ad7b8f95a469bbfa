"""Two processes over one home: started together, as a timer and a person might."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.flows.worlds import House, house, pages_asked
from tests.newsworld.score import Score, score
from tests.newsworld.server import Hit
from tests.newsworld.world import World

pytestmark = pytest.mark.slow

MIN_DELAY_SECONDS = 0.1
LOG_SECONDS = 0.01
"""How exactly the server's log tells when a request came: it reads a clock after its
thread has been woken."""
PATIENCE_SECONDS = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What two runs at once did, and what they left."""

    house: House
    exit_codes: tuple[int, ...]
    messages: str
    hits: tuple[Hit, ...]
    hits_alone: tuple[Hit, ...]
    """Of one run by itself, into another home."""
    score: Score


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    world = World(seed=7, publishers=4, history_days=1, per_day=3)
    with world.serve() as served:
        here = house(tmp_path_factory.mktemp("pair"), served.authorities())
        served.write_sources(here.settings.sources, MIN_DELAY_SECONDS)
        runs = [start(here) for _ in range(2)]
        messages = [run.communicate(timeout=PATIENCE_SECONDS)[1] for run in runs]
        hits = served.log()
        served.forget_log()
        alone = house(tmp_path_factory.mktemp("alone"), served.authorities())
        served.write_sources(alone.settings.sources)
        alone.run()
        yield Pair(
            house=here,
            exit_codes=tuple(run.returncode for run in runs),
            messages="\n".join(messages),
            hits=hits,
            hits_alone=served.log(),
            score=score(world.truth(), here.articles()),
        )


def start(here: House) -> subprocess.Popen[str]:
    """``dateline ingest --direct`` in a process of its own."""
    settings = here.settings
    allowed = ",".join(f"{host}:{port}" for host, port in settings.allowed_addresses)
    command = [sys.executable, "-m", "flows", "ingest", "--direct"]
    folders = ["--home", str(settings.home), "--sources", str(settings.sources)]
    return subprocess.Popen(
        [*command, *folders],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DATELINE_ALLOW_ADDRESSES": allowed},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def by_publisher(pair: Pair) -> dict[str, list[Hit]]:
    """Requests by host, in the order in which they came."""
    hits: dict[str, list[Hit]] = {}
    for hit in sorted(pair.hits, key=lambda each: each.started_seconds):
        hits.setdefault(hit.publisher, []).append(hit)
    return hits


def test_both_runs_end_well(pair: Pair) -> None:
    assert pair.exit_codes == (0, 0), pair.messages
    states = pair.house.ask("select state from ops.runs")
    assert states == [("completed",)] * 2


def test_no_host_has_two_hands_on_it(pair: Pair) -> None:
    assert {hit.in_flight for hit in pair.hits} == {1}


def test_no_host_is_asked_sooner_than_its_source_file_says(pair: Pair) -> None:
    for publisher, hits in by_publisher(pair).items():
        gaps = [
            after.started_seconds - before.started_seconds
            for before, after in pairwise(hits)
        ]
        assert len(gaps) > 1
        assert min(gaps) >= MIN_DELAY_SECONDS - LOG_SECONDS, publisher


def test_no_host_is_asked_twice_for_anything(pair: Pair) -> None:
    asked = Counter((hit.publisher, hit.target) for hit in pair.hits)
    assert [each for each, times in asked.items() if times > 1] == []
    assert set(asked) == {(hit.publisher, hit.target) for hit in pair.hits_alone}


def test_each_run_tells_what_it_left_to_the_other(pair: Pair) -> None:
    ((skipped,),) = pair.house.ask(
        "select sum(cast(counts->>'skipped' as integer)) from ops.runs"
    )
    assert skipped == len(by_publisher(pair))
    assert pair.messages.count("left alone, another run") == skipped


def test_nothing_is_lost(pair: Pair) -> None:
    assert pair.score.missed == ()
    assert pair.score.unexpected == ()
    assert pair.house.failures() == set()


def test_no_article_version_or_fact_is_there_twice(pair: Pair) -> None:
    assert pair.score.repeated == ()
    assert pair.house.repeated_keys() == {}
    assert pair.house.one("select max(version_count) from articles") == 1


def test_everything_that_was_asked_for_is_in_the_archive(pair: Pair) -> None:
    answered = Counter((hit.publisher, hit.target) for hit in pair.hits)
    assert len(answered) > len(pages_asked(pair.hits)) / 2
    captures = pair.house.one("select count(*) from ops.captures")
    assert captures == sum(hit.status == 200 for hit in pair.hits)
    assert list(pair.house.settings.landing.iterdir()) == []
    assert list(pair.house.settings.captures.glob("*.open*")) == []
