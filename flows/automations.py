"""What the Prefect server does by itself: dead runs end, alerts are told.

``dateline up`` and ``dateline automations`` call ``register``; doing it twice changes
nothing.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import cast
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ActionTypes, ChangeFlowRunState, SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound

from transforms.errors import UsageError

SILENT_SECONDS = 90
"""A run without a sign of life for so long is dead; over twice the heartbeat of 30."""
ZOMBIES = "dateline: runs without a heartbeat have crashed"
ALERTS = "dateline: new alerts are told"
FAILURES = "dateline: failed runs are told"

_HEARTBEAT = "prefect.flow-run.heartbeat"
_ENDS = ("Completed", "Failed", "Cancelled", "Crashed")
_FLAG = "Dateline: {{ event.resource['dateline.flag'] }}"
_DETAIL = "{{ event.payload.detail }}"
_FAILED = "Dateline: {{ flow.name }} {{ flow_run.state.name }}"
_REASON = "{{ flow_run.state.message }}\n{{ flow_run|ui_url }}"
_FLOWS = ["ingest", "backfill", "reprocess", "maintain"]


def register(alert_block: str) -> list[str]:
    """Makes the automations, or what differs of them; gives their names.

    Args:
        alert_block: ``TYPE/NAME`` of a Prefect block that sends notifications, e.g.
            ``slack-webhook/desk``; empty where nobody is told.

    Raises:
        UsageError: there is no such block.
    """
    _keep(ZOMBIES, _silence(), [_crash()])
    if not alert_block:
        return [ZOMBIES]
    block = _block(alert_block)
    _keep(ALERTS, _alert(), [_send(block, _FLAG, _DETAIL)])
    _keep(FAILURES, _failure(), [_send(block, _FAILED, _REASON)])
    return [ZOMBIES, ALERTS, FAILURES]


def _keep(name: str, trigger: EventTrigger, actions: Sequence[ActionTypes]) -> None:
    """Makes it, or gives the one that is there these actions."""
    # Coroutines only where a loop runs already, which Prefect's types cannot tell.
    try:
        kept = cast(Automation, Automation.read(name=name))
    except ValueError:
        made = Automation(name=name, trigger=trigger, actions=list(actions))
        cast(Automation, made.create())
        return
    if kept.actions != list(actions):
        kept.actions = list(actions)
        kept.update()


def _silence() -> EventTrigger:
    """A run whose process was killed, worker and all.

    Prefect itself leaves it Running, with its place among those that may run.
    """
    ends = {f"prefect.flow-run.{state}" for state in _ENDS}
    return EventTrigger(
        after={_HEARTBEAT},
        expect={_HEARTBEAT, *ends},
        match={"prefect.resource.id": ["prefect.flow-run.*"]},
        for_each={"prefect.resource.id"},
        posture=Posture.Proactive,
        threshold=1,
        within=timedelta(seconds=SILENT_SECONDS),
    )


def _crash() -> ChangeFlowRunState:
    return ChangeFlowRunState(
        name=None,
        state=StateType.CRASHED,
        force=False,
        message=f"no heartbeat for {SILENT_SECONDS} s: its process has gone",
    )


def _alert() -> EventTrigger:
    """An alert that the last round of ``maintain`` had not yet."""
    return EventTrigger(
        expect={"dateline.alert"},
        match={"dateline.is_new": "true"},
        posture=Posture.Reactive,
        threshold=1,
    )


def _failure() -> EventTrigger:
    return EventTrigger(
        expect={f"prefect.flow-run.{state}" for state in ("Failed", "Crashed")},
        match={"prefect.resource.id": ["prefect.flow-run.*"]},
        match_related={
            "prefect.resource.role": "flow",
            "prefect.resource.name": _FLOWS,
        },
        posture=Posture.Reactive,
        threshold=1,
    )


def _send(block: UUID, subject: str, body: str) -> SendNotification:
    return SendNotification(block_document_id=block, subject=subject, body=body)


def _block(name: str) -> UUID:
    kind, _, document = name.partition("/")
    try:
        with get_client(sync_client=True) as client:
            return client.read_block_document_by_name(document, kind).id
    except ObjectNotFound as error:
        raise UsageError(
            f"DATELINE_ALERT_BLOCK: the Prefect server has no block {name}; make one "
            "on its page Blocks, or unset the variable"
        ) from error
