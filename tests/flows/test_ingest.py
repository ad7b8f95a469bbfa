"""The Prefect flow: the same path, with its tasks, artifact and states recorded."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import pytest
import yaml  # type: ignore[import-untyped]  # its stubs are a package of their own
from filelock import FileLock

from flows.__main__ import main
from flows.commands.ingest import run_flow
from flows.runs import Summary
from tests.flows.worlds import House, house
from tests.newsworld.world import World
from transforms.errors import UsageError
from warehouse import landing

pytestmark = pytest.mark.usefixtures("prefect_server")

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the Prefect server knows of one flow run."""

    state: Any
    tasks: dict[str, list[str]]
    """States of the task runs, by the name of the task."""
    task_run_names: set[str]
    artifacts: list[Any]


@pytest.fixture(scope="module")
def environment() -> Iterator[pytest.MonkeyPatch]:
    """Takes back what a run writes into the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "SOURCES", "WAREHOUSE", "ALLOW_ADDRESSES", "PATIENCE"):
            patch.setenv(f"DATELINE_{name}", "")
        yield patch


@pytest.fixture(scope="module")
def here(
    tmp_path_factory: pytest.TempPathFactory, environment: pytest.MonkeyPatch
) -> Iterator[House]:
    world = World(seed=7, publishers=2, history_days=1, per_day=2)
    with world.serve() as served:
        here = house(tmp_path_factory.mktemp("flow"), served.authorities())
        served.write_sources(here.settings.sources)
        yield here


@pytest.fixture(scope="module")
def summary(here: House) -> Summary:
    return run_flow(here.settings, [])


@pytest.fixture(scope="module")
def recorded(summary: Summary) -> Recorded:
    assert summary
    return asyncio.run(_newest_run())


async def _newest_run() -> Recorded:
    from prefect import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
    from prefect.client.schemas.sorting import FlowRunSort

    async with get_client() as client:
        runs = await client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
        chosen = FlowRunFilter(id=FlowRunFilterId(any_=[runs[0].id]))
        task_runs = await client.read_task_runs(flow_run_filter=chosen)
        artifacts = await client.read_artifacts(flow_run_filter=chosen)
    tasks: dict[str, list[str]] = {}
    for task_run in task_runs:
        name = task_run.name.partition("-")[0].partition(" ")[0]
        assert task_run.state is not None
        tasks.setdefault(name, []).append(str(task_run.state.name))
    return Recorded(
        state=runs[0].state,
        tasks=tasks,
        task_run_names={task_run.name for task_run in task_runs},
        artifacts=list(artifacts),
    )


def test_the_flow_loads_what_the_plain_functions_would(
    here: House, summary: Summary
) -> None:
    assert summary.run.state == "completed"
    assert summary.failures == 0
    assert summary.run.counts["articles"] == 4
    assert here.one("select count(*) from articles") == 4
    assert here.repeated_keys() == {}


def test_the_run_is_completed_and_says_what_came(
    summary: Summary, recorded: Recorded
) -> None:
    assert recorded.state.name == "Completed"
    assert recorded.state.message == summary.sentence()
    assert "4 new articles" in recorded.state.message


def test_tasks_are_sources_and_batches(recorded: Recorded) -> None:
    assert set(recorded.tasks) == {"gather", "refine", "store"}
    assert len(recorded.tasks["gather"]) == 2
    assert {state for states in recorded.tasks.values() for state in states} == {
        "Completed"
    }
    assert {
        "gather harbour-gazette",
        "gather visnyk-skhodu",
    } <= recorded.task_run_names


def test_the_summary_is_a_table_artifact(summary: Summary, recorded: Recorded) -> None:
    (artifact,) = recorded.artifacts
    assert artifact.key == "ingest-summary"
    assert artifact.type == "table"
    assert "harbour-gazette" in str(artifact.data)
    assert artifact.description == summary.sentence()


def test_a_second_run_makes_no_task_for_nothing(
    here: House, recorded: Recorded
) -> None:
    assert recorded
    again = run_flow(here.settings, [])
    assert again.run.counts["articles"] == 0
    assert again.run.counts["not_modified"] == 2
    assert "refine" not in asyncio.run(_newest_run()).tasks


def test_a_warehouse_held_for_too_long_fails_the_run_with_what_waits(
    here: House, recorded: Recorded, environment: pytest.MonkeyPatch
) -> None:
    assert recorded
    environment.setenv("DATELINE_PATIENCE", "0.1")
    environment.setenv("DATELINE_LATE_AFTER", "0")
    lock = here.file.with_name("warehouse.duckdb.lock")
    with FileLock(lock):
        summary = run_flow(here.settings, [])
    environment.setenv("DATELINE_PATIENCE", "")
    environment.setenv("DATELINE_LATE_AFTER", "")
    assert summary.waiting > 0
    assert [each.reason for each in summary.failed] == ["warehouse-held"]
    state = asyncio.run(_newest_run()).state
    assert state.type.value == "FAILED"
    assert "waiting in landing" in state.message
    assert run_flow(here.settings, []).waiting == 0
    assert landing.pending(here.settings.landing) == []
    assert (None, "warehouse-held") in here.failures()


def test_a_name_that_no_source_has_is_raised_as_it_is(
    here: House, recorded: Recorded
) -> None:
    assert recorded
    with pytest.raises(UsageError, match="no source nowhere"):
        run_flow(here.settings, ["nowhere"])


def test_a_wrong_name_on_the_command_line_is_one_line_and_starts_no_run(
    here: House, recorded: Recorded, capsys: pytest.CaptureFixture[str]
) -> None:
    assert recorded
    places = ["--home", str(here.settings.home)]
    places += ["--sources", str(here.settings.sources)]
    assert main([*places, "ingest", "nowhere"]) == 2
    shown = capsys.readouterr()
    assert len((shown.out + shown.err).strip().splitlines()) == 1


def test_the_deployment_file_names_this_flow() -> None:
    from prefect.flows import Flow, load_flow_from_entrypoint

    from flows.ingest import ingest

    stanza = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    (deployment,) = [each for each in stanza["deployments"] if each["name"] == "ingest"]
    assert deployment["entrypoint"] == "flows.ingest:ingest"
    flow: Flow[..., Any] = load_flow_from_entrypoint(deployment["entrypoint"])
    assert flow.name == ingest.name == "ingest"
    assert set(deployment["parameters"]) <= set(flow.parameters.properties)


def test_the_form_shows_what_a_parameter_means() -> None:
    from flows.ingest import ingest

    sources = cast(dict[str, Any], ingest.parameters.properties["sources"])
    assert "Empty: all that are enabled" in sources["description"]
    assert sources["default"] == []
    assert ingest.description is not None
