"""Flow ``ingest``: polls sources and loads what is new.

Decorators and nothing else: the steps are in ``flows.steps``, the loop that carries
captures from one to the next in ``flows.pipeline``.
"""

import os

from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.allocating import bound_arenas
from flows.context import RunContext
from flows.runs import PlainSteps, Registry, Summary, run_ingest
from flows.settings import read_settings
from flows.steps import Reading, Stored
from flows.visits import Gathered
from transforms.batches import Batch
from transforms.records import Capture, Source


# Results are batches on their way; what lasts is in the archive and the warehouse.
@task(task_run_name="gather {source.id}", cache_policy=NO_CACHE, persist_result=False)
def gather(plain: PlainSteps, source: Source) -> Gathered:
    """Hops 1 to 3 of one source."""
    return plain.gather(source)


@task(cache_policy=NO_CACHE, persist_result=False)
def refine(plain: PlainSteps, batch: tuple[Capture, ...]) -> Reading:
    """Hops 4 to 6 of some pages."""
    return plain.refine(batch)


@task(cache_policy=NO_CACHE, persist_result=False)
def store(plain: PlainSteps, batch: Batch) -> Stored:
    """Hop 7 of a batch."""
    return plain.store(batch)


class TaskSteps:
    """The steps as Prefect tasks, called from the run's threads."""

    def __init__(self, context: RunContext, registry: Registry) -> None:
        self._plain = PlainSteps(context, registry)

    def gather(self, source: Source) -> Gathered:
        """Hops 1 to 3 of one source."""
        return gather(self._plain, source)

    def refine(self, batch: tuple[Capture, ...]) -> Reading:
        """Hops 4 to 6; where nothing came there is no task."""
        return refine(self._plain, batch) if batch else self._plain.refine(batch)

    def store(self, batch: Batch) -> Stored:
        """Hop 7."""
        return store(self._plain, batch)


@flow(name="ingest", persist_result=False)
def ingest(
    sources: list[str] = [],  # noqa: B006  # Prefect's form
    due_only: bool = False,
) -> State[Summary]:
    """Polls news sources and loads what is new into the warehouse.

    Args:
        sources: Ids of the sources to poll. Empty: all that are enabled.
        due_only: Leave listings alone whose interval has not passed, as schedules do.
    """
    # A worker runs this function without our command line.
    bound_arenas()
    summary = run_ingest(
        read_settings(os.environ), sources, due_only=due_only, make_steps=TaskSteps
    )
    create_table_artifact(
        key="ingest-summary", table=summary.table(), description=summary.sentence()
    )
    conclude = Completed if summary.run.state == "completed" else Failed
    return conclude(message=summary.sentence(), data=summary)
