"""The nightly round: what it finds is kept, told once, and over when it is over."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import UUID

import pytest

from flows.__main__ import main
from flows.maintaining import run_maintain
from tests.flows.worlds import House, Site, house, write_feed_source
from tests.newsworld.server import serving
from transforms.errors import UsageError
from transforms.records import Listing, Source
from warehouse.connection import opened


class Hook(HTTPServer):
    """A webhook that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 204
        self.told: list[Any] = []


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Says nothing."""


@contextmanager
def listening() -> Iterator[Hook]:
    with Hook() as hook:
        thread = Thread(target=hook.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield hook
        finally:
            hook.shutdown()
            thread.join()


@dataclass(frozen=True)
class Night:
    """A home with three articles and somebody who is told of alerts."""

    here: House
    hook: Hook


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Night]:
    site = Site()
    with listening() as hook, serving({"site": site}) as servers:
        authority = f"127.0.0.1:{hook.server_port}"
        here = house(tmp_path, [servers["site"].authority, authority])
        site.list_pages(servers["site"].base, "one", "two")
        write_feed_source(here.settings.sources, "site", f"{servers['site'].base}/feed")
        here.run()
        webhook = f"http://{authority}/alerts"
        yield Night(here=here.replace(alert_webhook=webhook), hook=hook)


def break_something(here: House) -> Path:
    aside = here.settings.landing / "refused" / "20240320T060000000000-x"
    aside.mkdir(parents=True)
    return aside


def test_a_healthy_night_tells_nobody_anything(night: Night) -> None:
    done = run_maintain(night.here.settings)

    assert done.is_well
    assert not done.alerts
    assert not night.hook.told
    assert night.here.settings.read_copy.exists()
    assert night.here.ask("select flow, state from ops.runs order by started_at") == [
        ("ingest", "completed"),
        ("maintain", "completed"),
    ]


def test_an_alert_is_told_once_and_cleared_when_it_is_over(night: Night) -> None:
    aside = break_something(night.here)

    first = run_maintain(night.here.settings)
    second = run_maintain(night.here.settings)
    aside.rmdir()
    third = run_maintain(night.here.settings)

    assert (first.sent, second.sent, third.sent) == (1, 0, 0)
    assert [len(each.alerts) for each in (first, second, third)] == [1, 1, 0]
    (told,) = night.hook.told
    assert [each["flag"] for each in told["alerts"]] == ["landing-refused"]
    assert "1 batches could not be loaded" in told["text"]
    assert night.here.ask(
        "select flag, sent_at is not null, cleared_at is not null from ops.alerts"
    ) == [("landing-refused", True, True)]


def test_a_webhook_that_fails_is_told_again_the_next_night(night: Night) -> None:
    break_something(night.here)
    night.hook.status = 500

    assert "http-500" in str(run_maintain(night.here.settings).webhook_error)
    night.hook.status = 204
    assert run_maintain(night.here.settings).sent == 1


def test_a_webhook_at_a_private_address_is_refused(night: Night) -> None:
    break_something(night.here)
    walled = night.here.replace(allowed_addresses=frozenset())

    done = run_maintain(walled.settings)

    assert "unsafe-address" in str(done.webhook_error)
    assert not done.is_well
    assert not night.hook.told


def test_a_source_gone_silent_is_an_alert(night: Night) -> None:
    now = datetime.now(UTC)
    with opened(night.here.settings.warehouse) as connection:
        for days in range(8, 36):
            connection.execute(
                "insert into articles by name select * replace (uuid() as article_id, "
                "uuid() as latest_version_id) from articles limit 1"
            )
            connection.execute(
                "insert into versions by name select * replace (uuid() as version_id, "
                "(select article_id from articles where article_id not in "
                "(select article_id from versions)) as article_id, "
                "cast(? as timestamptz) as seen_at) from versions limit 1",
                [now - timedelta(days=days)],
            )
        connection.execute(
            "update versions set seen_at = ? where seen_at > ?",
            [now - timedelta(days=9), now - timedelta(days=1)],
        )

    (alert, *_) = run_maintain(night.here.settings).alerts

    assert (alert["source_id"], alert["flag"]) == ("site", "silent")


def test_status_shows_sources_runs_and_alerts(
    night: Night, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--home", str(night.here.settings.home)]

    assert main(["status", "--runs", "3", *places]) == 0
    shown = capsys.readouterr().out
    assert "site" in shown
    assert "0 batches wait" in shown
    assert "listed 2, pages 2, pages_read 2, articles 2" in shown
    break_something(night.here)
    assert main(["status", *places]) == 1
    assert "landing-refused: 1 batches could not be loaded" in capsys.readouterr().out


@pytest.mark.usefixtures("prefect_server")
def test_flows_run_from_the_form_and_leave_artifacts(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.maintain import maintain
    from flows.reprocess import reprocess

    monkeypatch.setenv("DATELINE_HOME", str(night.here.settings.home))
    monkeypatch.setenv("DATELINE_SOURCES", str(night.here.settings.sources))

    assert maintain(return_state=True).is_completed()
    previewed = reprocess(return_state=True)

    assert previewed.is_completed()
    assert "nothing is stale" in str(previewed.message)
    shown = json.dumps(reprocess.parameters.model_dump())
    assert "First day of publication." in shown


@pytest.mark.usefixtures("prefect_server")
def test_automations_are_made_once_and_follow_the_block_that_is_named() -> None:
    from prefect.automations import Automation
    from prefect.blocks.notifications import CustomWebhookNotificationBlock

    from flows.automations import ALERTS, register

    with pytest.raises(UsageError, match="no block custom-webhook/desk"):
        register("custom-webhook/desk")
    made: list[Any] = [
        CustomWebhookNotificationBlock.model_validate(
            {"name": name, "url": "http://127.0.0.1:9/"}
        ).save(name)
        for name in ("desk", "night")
    ]
    names = register("custom-webhook/desk")
    first: list[Any] = [Automation.read(name=name) for name in names]
    assert register("custom-webhook/night") == names
    again: list[Any] = [Automation.read(name=name) for name in names]
    assert [each.id for each in again] == [each.id for each in first]
    told = names.index(ALERTS)
    assert first[told].actions[0].block_document_id == made[0]
    assert again[told].actions[0].block_document_id == made[1]


@pytest.mark.usefixtures("prefect_server")
def test_deployments_are_left_as_people_set_them_and_go_with_their_schedules() -> None:
    from prefect.client.orchestration import get_client

    from flows.service import deployments, register

    source = Source(
        id="arden",
        name="Arden",
        homepage=None,
        country=None,
        language="en",
        timezone="UTC",
        listings=(Listing(kind="feed", url="https://arden.example/feed"),),
        schedule="*/5 * * * *",
    )
    day = date(2024, 3, 20)
    first = register(deployments([source], day))
    with get_client(sync_client=True) as client:
        client.pause_deployment(UUID(first["maintain"]))
        (every,) = client.read_deployment(UUID(first["ingest"])).schedules
        client.update_deployment_schedule(UUID(first["ingest"]), every.id, active=False)
        assert register(deployments([source], day)) == first
        assert client.read_deployment(UUID(first["maintain"])).paused
        (every,) = client.read_deployment(UUID(first["ingest"])).schedules
        assert not every.active
        assert not client.read_deployment(UUID(first["backfill"])).paused
        register(deployments([replace(source, schedule=None)], day))
        names = {each.name for each in client.read_deployments()}
        assert names == first.keys() - {"ingest-by-schedule"}
