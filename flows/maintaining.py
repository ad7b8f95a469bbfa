"""The nightly round, with or without Prefect around it.

The warehouse is compacted, published and checked (``warehouse.maintenance``); health is
looked at, alerts are kept, and new ones told to ``DATELINE_ALERT_WEBHOOK``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from flows import health
from flows.backfilling.remains import release
from flows.backfilling.spools import sweep
from flows.fetching.guard import AddressGuard
from flows.fetching.posting import post_json
from flows.settings import Settings
from flows.steps import load_waiting, store
from transforms.batches import Batch, Run
from transforms.errors import FetchError
from warehouse import health as kept
from warehouse.connection import opened
from warehouse.health import Alert
from warehouse.maintenance import Maintained, maintain

SENT_MOST = 50
"""Alerts in one message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round did and found."""

    maintained: Maintained
    alerts: tuple[Mapping[str, object], ...]
    """Those that stand, oldest first."""
    started_at: datetime
    sent: int
    webhook_error: str | None

    @property
    def is_well(self) -> bool:
        """Whether no check of severity error failed and alerts could be told."""
        return not self.maintained.errors and self.webhook_error is None

    def is_new(self, alert: Mapping[str, object]) -> bool:
        """Whether the round before did not have it."""
        return alert["raised_at"] == self.started_at

    def sentence(self) -> str:
        """The round in one line."""
        line = (
            f"published {self.maintained.copy.name}; {self.maintained.errors} checks "
            f"failed; {len(self.alerts)} alerts stand, {self.sent} told to the webhook"
        )
        return f"{line}; webhook: {self.webhook_error}" if self.webhook_error else line


def run_maintain(
    settings: Settings, *, now: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Round:
    """One round; doing it twice does no harm.

    Raises:
        WarehouseError: the warehouse is held, missing or refuses.
    """
    started_at = now()
    load_waiting(settings, started_at)
    release(settings, now)
    sweep(settings.spools, started_at)
    maintained = maintain(
        settings.warehouse,
        settings.read_copy,
        started_at,
        patience_seconds=settings.patience_seconds,
    )
    patience = settings.patience_seconds
    with opened(settings.warehouse, patience_seconds=patience) as connection:
        found = [
            *health.alerts(connection, health.measure(settings), settings, started_at),
            *_of_checks(maintained),
        ]
        unsent = kept.raise_alerts(connection, found, started_at)
        alerts = tuple(kept.standing(connection))
    new = [each for each in alerts if each["alert_id"] in unsent][:SENT_MOST]
    error = _tell(settings, new, started_at) if new else None
    sent = len(new) if settings.alert_webhook and error is None else 0
    if sent:
        with opened(settings.warehouse, patience_seconds=patience) as connection:
            kept.mark_sent(connection, [each["alert_id"] for each in new], now())
    done = Round(
        maintained=maintained,
        alerts=alerts,
        started_at=started_at,
        sent=sent,
        webhook_error=error,
    )
    store(settings, _record(done, now()))
    return done


def _of_checks(maintained: Maintained) -> list[Alert]:
    return [
        Alert(
            flag="check-failed",
            detail=f"{each.name}: {each.failures} rows break the rule",
        )
        for each in maintained.results
        if each.severity == "error" and each.failures
    ][:1]


def _tell(
    settings: Settings, alerts: list[Mapping[str, object]], now: datetime
) -> str | None:
    """Why the webhook did not take them; None where it did or there is none."""
    if not settings.alert_webhook:
        return None
    lines = [str(alert["detail"]) for alert in alerts]
    payload = {
        "text": "\n".join(["Dateline:", *lines]),
        "at": now.isoformat(),
        "alerts": [
            {name: alert[name] for name in ("source_id", "flag", "detail", "raised_at")}
            for alert in alerts
        ],
    }
    try:
        post_json(
            settings.alert_webhook,
            payload,
            guard=AddressGuard(settings.allowed_addresses),
            user_agent=settings.user_agent,
        )
    except FetchError as error:
        return f"{error.reason}: {error.detail}"
    return None


def _record(done: Round, finished_at: datetime) -> Batch:
    run = Run(
        run_id=uuid4(),
        flow="maintain",
        state="completed" if done.is_well else "failed",
        parameters={},
        counts={
            "checks_failed": done.maintained.errors,
            "alerts": len(done.alerts),
            "sent": done.sent,
        },
        started_at=done.started_at,
        finished_at=finished_at,
    )
    return Batch(batch_id=uuid4(), run_id=run.run_id, made_at=finished_at, runs=(run,))
