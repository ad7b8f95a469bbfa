"""Flow ``reprocess``: reads again what older code has read, from a form.

Decorators and artifacts and nothing else: the work is in ``flows.reprocessing``.
"""

import os
from datetime import date
from typing import Literal

from prefect import flow
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from flows.allocating import bound_arenas
from flows.outcomes import Outcome, Wanted
from flows.reprocessing import run_reprocess
from flows.settings import read_settings


@flow(name="reprocess", persist_result=False)
def reprocess(
    start: date = date(2000, 1, 1),
    end: date = date(2099, 12, 31),
    sources: list[str] = [],  # noqa: B006  # Prefect's form
    stage: Literal["all", "articles", "facts"] = "all",
    only: Literal["stale", "all"] = "stale",
    preview: bool = True,
) -> State[Outcome]:
    """Reads articles and facts again from the archive, without the network.

    Args:
        start: First day of publication.
        end: Last day of publication, itself included.
        sources: Ids of the sources to read again. Empty: all.
        stage: Stale pages with their facts (articles), stale facts alone, or both.
        only: What older code has read (stale), or everything.
        preview: Read, compare and count, but change nothing.
    """
    # A worker runs this function without our command line.
    bound_arenas()
    outcome = run_reprocess(
        read_settings(os.environ),
        Wanted(
            start=start,
            end=end,
            sources=tuple(sources),
            stage=stage,
            only=only,
            is_preview=preview,
        ),
        announce=_announce,
    )
    create_table_artifact(
        key="reprocess-summary", table=outcome.table(), description=outcome.sentence()
    )
    conclude = Failed if outcome.failed else Completed
    return conclude(message=outcome.sentence(), data=outcome)


def _announce(line: str) -> None:
    """Beside the run before the batch is committed."""
    create_markdown_artifact(f"To be committed: {line}", description=line)
