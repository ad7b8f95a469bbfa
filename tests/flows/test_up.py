"""The whole house up: server, schedules that run, a backfill from a browser's form."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.flows.press import Town, days, town
from tests.flows.worlds import write_files_source

START, END = date(2024, 3, 1), date(2024, 3, 14)
CHROMIUM = Path("/usr/bin/chromium")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """A running ``dateline up`` over a town."""

    town: Town
    port: int
    process: "subprocess.Popen[str]"
    log: Path

    def ask(self, path: str, **body: object) -> Any:
        """The API's answer to a POST, or to a GET where there is no body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        head = {"Content-Type": "application/json"}
        method = "POST" if body else "GET"
        connection.request(method, f"/api{path}", json.dumps(body or None), head)
        answer = json.loads(connection.getresponse().read() or b"null")
        connection.close()
        return answer

    def deployment(self, name: str) -> str:
        """The id of a deployment."""
        flow = "backfill" if name == "backfill" else "ingest"
        return str(self.ask(f"/deployments/name/{flow}/{name}")["id"])

    def runs(self, name: str) -> list[dict[str, Any]]:
        """The runs of a deployment that are not in the future, oldest first."""
        found = self.ask(
            "/flow_runs/filter",
            flow_runs={"deployment_id": {"any_": [self.deployment(name)]}},
            sort="EXPECTED_START_TIME_ASC",
        )
        return [run for run in found if run["state_type"] != "SCHEDULED"]


def eventually(seconds: float, found: Callable[[], Any]) -> Any:
    """What ``found`` gives as soon as it is true."""
    deadline = time.monotonic() + seconds
    while not (result := found()):
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.5)
    return result


@contextmanager
def up(place: Town, port: int) -> Iterator[Up]:
    """``dateline up`` over the town's home until the block ends."""
    settings = place.house.settings
    log = settings.home / "up.log"
    addresses = ",".join(f"{host}:{at}" for host, at in settings.allowed_addresses)
    environment = {
        name: value for name, value in os.environ.items() if "PREFECT" not in name
    }
    environment |= {
        "DATELINE_HOME": str(settings.home),
        "DATELINE_SOURCES": str(settings.sources),
        "DATELINE_ALLOW_ADDRESSES": addresses,
        # Looks for due runs every second, not every ten.
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
    }
    with log.open("w") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows", "up", "--port", str(port)],
            cwd=Path(__file__).parents[2],
            env=environment,
            stderr=written,
            text=True,
        )
    try:
        eventually(180, lambda: "stop it with" in log.read_text() or process.poll())
        assert process.poll() is None, log.read_text()
        yield Up(town=place, port=port, process=process, log=log)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0, log.read_text()
    assert "Traceback" not in log.read_text()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    home = tmp_path_factory.mktemp("up")
    with town(home, ["arden", "belmont"]) as place:
        for name, paper in place.papers.items():
            paper.publish(days(date(2024, 2, 20), 30), each=2, prefix=f"{name}-")
        sources = place.house.settings.sources
        clock = write_files_source(sources, "clock", str(home / "texts"))
        (home / "texts").mkdir()
        (home / "texts" / "one.txt").write_text(
            " date 2020-01-02 The clock of Arden was mended on Thursday by two men."
        )
        clock.write_text('schedule = "* * * * *"\n' + clock.read_text())
        with up(place, free_port()) as running:
            yield running


@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")
def test_a_backfill_is_previewed_and_run_from_the_form(running: Up) -> None:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="needs the Python package playwright"
    )
    form = (
        f"http://127.0.0.1:{running.port}/v2/deployments/deployment/"
        f"{running.deployment('backfill')}/run"
    )
    asked = {"start": str(START), "end": str(END), "sources": ["arden", "belmont"]}
    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 1200})
        page.set_default_timeout(60_000)
        page.goto(f"{form}?parameters={quote(json.dumps({**asked, 'preview': True}))}")
        submit_and_wait(page, running, "belmont")
        open_page_of_run(page)
        page.get_by_text("28 windows", exact=True).wait_for()
        page.get_by_role("link", name="Run this backfill").click()
        submit_and_wait(page, running, "belmont")
        open_page_of_run(page)
        page.get_by_text("56 new articles; windows: 28 done").first.wait_for()
        browser.close()
    stored = [each for each in running.town.stored() if each[1] >= START]
    assert stored == running.town.published(START, END)
    assert running.town.house.repeated_keys() == {}


def test_the_scheduler_makes_runs_and_they_run(running: Up) -> None:
    def completed() -> bool:
        states = [run["state_type"] for run in running.runs("ingest-by-schedule")]
        return "COMPLETED" in states

    eventually(150, completed)
    house = running.town.house
    count = "select count(*) from articles where source_id = 'clock'"
    assert house.one(count) == 1


def submit_and_wait(page: Any, running: Up, source: str) -> None:
    """Submits the form, goes to the run and watches it until it has completed.

    Args:
        source: stands in the form once it is filled in.
    """
    page.get_by_text(source).first.wait_for()
    # On a busy machine Prefect's SQLite may be locked: 503, and the form stays.
    for _ in range(5):
        with page.expect_response("**/create_flow_run") as made:
            page.get_by_role("button", name="Submit").click()
        if made.value.status != 503:
            break
    run_id = made.value.json()["id"]
    page.goto(f"http://127.0.0.1:{running.port}/v2/runs/flow-run/{run_id}")

    def has_ended() -> bool:
        state = running.ask(f"/flow_runs/{run_id}")["state_type"]
        return state not in ("SCHEDULED", "PENDING", "RUNNING")

    # The page says "Completed" of single tasks too.
    eventually(120, has_ended)
    page.get_by_text("Completed", exact=True).first.wait_for()


def open_page_of_run(page: Any) -> None:
    """Opens what the run has written: the newest of its artifacts."""
    page.reload()
    page.get_by_role("tab", name="Artifacts").click()
    cards = page.locator("a[href*='artifacts/artifact']")
    cards.filter(has_text="markdown").first.click()
