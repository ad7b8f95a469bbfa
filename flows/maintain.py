"""Flow ``maintain``: the nightly round, with what it found as an artifact.

Decorators and artifacts and nothing else: the work is in ``flows.maintaining``.
"""

import os

from prefect import flow
from prefect.artifacts import create_table_artifact
from prefect.client.schemas.objects import State
from prefect.events import emit_event
from prefect.states import Completed, Failed

from flows.allocating import bound_arenas
from flows.maintaining import Round, run_maintain
from flows.settings import read_settings

HEALTH = "health"
"""Key of the artifact: its page has one address, whatever the round."""


@flow(name="maintain", persist_result=False)
def maintain() -> State[Round]:
    """Compacts, publishes the read-only copy, checks the data, looks at health."""
    # A worker runs this function without our command line.
    bound_arenas()
    done = run_maintain(read_settings(os.environ))
    create_table_artifact(
        key=HEALTH,
        table=[{name: str(each[name]) for name in each} for each in done.alerts],
        description=done.sentence(),
    )
    for alert in done.alerts:
        # By it ``flows.automations`` tells the new ones.
        emit_event(
            event="dateline.alert",
            resource={
                "prefect.resource.id": f"dateline.alert.{alert['alert_id']}",
                "dateline.flag": str(alert["flag"]),
                "dateline.source": str(alert["source_id"] or ""),
                "dateline.is_new": str(done.is_new(alert)).lower(),
            },
            payload={"detail": str(alert["detail"])},
        )
    conclude = Completed if done.is_well else Failed
    return conclude(message=done.sentence(), data=done)
