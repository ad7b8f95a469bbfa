"""Deployments and limits, and the process that runs what is due.

``dateline up`` has started the server and set the environment before this is
imported. Decorators, schedules and Prefect's own words and nothing else.
"""

import asyncio
import signal
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, cast

from prefect.artifacts import Artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
)
from prefect.client.schemas.responses import DeploymentResponse
from prefect.deployments.runner import RunnerDeployment
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows import automations
from flows.backfill import backfill
from flows.ingest import ingest
from flows.maintain import HEALTH, maintain
from flows.reprocess import reprocess
from transforms.records import Source

RUNS_AT_ONCE = 4
"""Of all flows; fewer backfills than that, so that ingestion always has a place."""
BACKFILLS_AT_ONCE = 2
_BY_SCHEDULE = "ingest-by-schedule"


def run_until_stopped(
    sources: Sequence[Source],
    today: date,
    alert_block: str,
    ready: Callable[[dict[str, str]], None],
) -> None:
    """Registers everything, then runs what is due until SIGINT or SIGTERM.

    Args:
        alert_block: as in ``automations.register``.
        ready: is given the id of each deployment by its name, before the first run.

    Raises:
        UsageError: there is no such block.
    """
    automations.register(alert_block)
    _open_health_page()
    made = deployments(sources, today)
    ready(register(made))
    # Paused schedules would stay paused where this process is killed before it ends.
    runner = _Runner(name="dateline", pause_on_shutdown=False, limit=RUNS_AT_ONCE)
    for each in made:
        runner.add_deployment(each)
    asyncio.run(runner.start())


def register(made: Sequence[RunnerDeployment]) -> dict[str, str]:
    """Makes the deployments, or brings them up to date; gives their ids by name.

    What was paused on the server's pages stays so; what nobody wants any more goes.
    """
    with get_client(sync_client=True) as client:
        there = {each.name: each for each in client.read_deployments()}
        for each in made:
            if each.name in there:
                _leave_paused(each, there[each.name])
        if _BY_SCHEDULE in there.keys() - {each.name for each in made}:
            client.delete_deployment(there[_BY_SCHEDULE].id)
    return {each.name: str(each.apply()) for each in made}


def _leave_paused(made: RunnerDeployment, there: DeploymentResponse) -> None:
    made.paused = there.paused
    is_active = {each.slug: each.active for each in there.schedules}
    for each in made.schedules or ():
        each.active = is_active.get(each.slug, True)


def _open_health_page() -> None:
    """The page of alerts, which ``maintain`` writes anew every night."""
    # Called where no loop runs, it is no coroutine.
    if cast(Artifact | None, Artifact.get(HEALTH)) is not None:
        return
    first = "Nobody has looked yet: the flow maintain does, every night."
    with get_client(sync_client=True) as client:
        client.create_artifact(
            ArtifactCreate(key=HEALTH, type="table", data="[]", description=first)
        )


class _Runner(Runner):
    """Ends on SIGTERM as on Ctrl-C; Prefect's own leaves in the midst of its loop."""

    def handle_sigterm(self, *_: object) -> None:
        """Asks the loop to end."""
        signal.raise_signal(signal.SIGINT)


def deployments(sources: Sequence[Source], today: date) -> list[RunnerDeployment]:
    """Every flow with its schedules, form and limits."""
    return [
        _ingest(),
        *_own_rhythm(sources),
        _backfill(sources, today),
        _maintain(),
        _reprocess(),
    ]


def _ingest() -> RunnerDeployment:
    return _deployed(
        ingest,
        "ingest",
        "Polls the sources that are due and loads what is new.",
        parameters={"sources": [], "due_only": True},
        schedules=[Cron("*/10 * * * *", timezone="UTC", slug="every-ten-minutes")],
        # What a late run would do the one before it has done: after a night asleep
        # one covers the gap and the others end at once.
        concurrency_limit=_one(ConcurrencyLimitStrategy.CANCEL_NEW),
    )


def _own_rhythm(sources: Iterable[Source]) -> list[RunnerDeployment]:
    """One deployment for the sources that name a schedule; none without any."""
    schedules = [
        Cron(
            source.schedule,
            timezone=source.timezone,
            slug=source.id,
            parameters={"sources": [source.id], "due_only": False},
        )
        for source in sources
        if source.schedule and source.is_enabled
    ]
    if not schedules:
        return []
    return [
        _deployed(
            ingest,
            _BY_SCHEDULE,
            "Polls sources at the times that their files name.",
            parameters={"sources": [], "due_only": True},
            schedules=schedules,
            concurrency_limit=_one(ConcurrencyLimitStrategy.ENQUEUE),
        )
    ]


def _backfill(sources: Iterable[Source], today: date) -> RunnerDeployment:
    made = _deployed(
        backfill,
        "backfill",
        "Fetches the articles of past days. Preview first: it shows what there is to "
        "do and has links that run it.",
        parameters={
            "start": (today - timedelta(days=14)).isoformat(),
            "end": (today - timedelta(days=1)).isoformat(),
            "preview": True,
        },
        concurrency_limit=ConcurrencyLimitConfig(
            limit=BACKFILLS_AT_ONCE, collision_strategy=ConcurrencyLimitStrategy.ENQUEUE
        ),
    )
    # A list to choose from, in place of a box for words.
    schema = made._parameter_openapi_schema  # there is no public way to a choice
    schema.properties["sources"]["items"] = {
        "type": "string",
        "enum": [source.id for source in sources],
    }
    return made


def _maintain() -> RunnerDeployment:
    return _deployed(
        maintain,
        "maintain",
        "Compacts, publishes the read-only copy, checks data and health.",
        schedules=[Cron("20 3 * * *", timezone="UTC", slug="nightly")],
        concurrency_limit=_one(ConcurrencyLimitStrategy.CANCEL_NEW),
    )


def _reprocess() -> RunnerDeployment:
    return _deployed(
        reprocess,
        "reprocess",
        "Reads again what older code has read, from the archive. Preview first.",
        concurrency_limit=_one(ConcurrencyLimitStrategy.ENQUEUE),
    )


def _one(strategy: ConcurrencyLimitStrategy) -> ConcurrencyLimitConfig:
    return ConcurrencyLimitConfig(limit=1, collision_strategy=strategy)


def _deployed(
    flow: Any, name: str, description: str, **others: Any
) -> RunnerDeployment:
    made: RunnerDeployment = flow.to_deployment(
        name,
        description=description,
        # Wherever this is started: the installed package is run.
        entrypoint_type=EntrypointType.MODULE_PATH,
        **others,
    )
    return made
