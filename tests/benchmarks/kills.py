"""What kills, a cancellation and Ctrl-C do to backfills under ``dateline up``.

    python -m tests.benchmarks.kills

Sixty windows of two papers on loopback. In turn the run's process is killed (SIGKILL),
``up`` with its run, and the server; one run is cancelled, one is under way at Ctrl-C in
a terminal. Each leaves the rest to the next. Prints what became of the runs and after
how many seconds, and whether the warehouse says in the end what an undisturbed run's
says. Five minutes, Linux alone: processes are found in /proc.
"""

import json
import os
import pty
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from string import ascii_lowercase
from typing import Any

from flows.backfilling.engine import run_backfill
from flows.backfilling.orders import Form, Order, read_order
from tests.flows.press import TODAY, Press, Town, days, story, town
from tests.flows.worlds import House
from tests.newsworld.answers import Answer

START, DAYS, EACH = date(2024, 3, 1), 30, 12
END = START + timedelta(days=DAYS - 1)
PAPERS = ("arden", "belmont")
DELAY_SECONDS = 0.2
BETWEEN = 110
"""Pages that come in before the next blow."""
ENDS = ("COMPLETED", "FAILED", "CANCELLED", "CRASHED")


@dataclass(slots=True)
class Stage:
    """One town, one home, and the ``dateline up`` that lives at the moment."""

    town: Town
    port: int
    asked: int = 0
    process: "subprocess.Popen[bytes]" = field(init=False)
    terminal: int = -1
    output: list[bytes] = field(default_factory=list)

    def raise_up(self) -> None:
        """``dateline up`` in a terminal of its own; returns when it is up."""
        begun = time.monotonic()
        self.process, self.terminal = in_terminal(self.town, self.port)
        self.output.clear()
        eventually(240, lambda: b"stop it with" in self.read())
        say(f"dateline up is up after {time.monotonic() - begun:.0f} s")

    def read(self) -> bytes:
        """Everything on the terminal since ``raise_up``."""
        with suppress(BlockingIOError, OSError):
            while got := os.read(self.terminal, 65536):
                self.output.append(got)
        return b"".join(self.output)

    def start(self) -> str:
        """Starts the backfill as the form does and waits for some of its pages."""
        deployment = self.ask("/deployments/name/backfill/backfill")["id"]
        parameters = {
            "start": str(START),
            "end": str(END),
            "sources": list(PAPERS),
            "preview": False,
        }
        made: dict[str, Any] = {}

        def is_made() -> bool:
            # Prefect's SQLite may be locked on a busy machine: 503, ask again.
            made.update(
                self.ask(
                    f"/deployments/{deployment}/create_flow_run",
                    state={"type": "SCHEDULED"},
                    parameters=parameters,
                )
            )
            return "id" in made

        eventually(60, is_made)
        run_id = str(made["id"])
        self.pages()
        seen = 0

        def enough() -> bool:
            nonlocal seen
            seen += self.pages()
            return seen >= BETWEEN or self.state(run_id) in ENDS

        eventually(180, enough)
        found = self.ask(f"/flow_runs/{run_id}")["state"]
        say(f"a run has asked for {seen} pages: {found['name']} {found['message']}")
        return run_id

    def pages(self) -> int:
        """How many pages were asked for since this was called last."""
        count = len(self.town.pages_asked())
        self.asked += count
        return count

    def ask(self, path: str, **body: object) -> Any:
        """The API's answer to a POST, or to a GET where there is no body."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        head = {"Content-Type": "application/json"}
        method = "POST" if body else "GET"
        connection.request(method, f"/api{path}", json.dumps(body or None), head)
        answer = json.loads(connection.getresponse().read() or b"null")
        connection.close()
        return answer

    def state(self, run_id: str) -> str:
        """The run's type of state; empty while the server is away."""
        try:
            return str(self.ask(f"/flow_runs/{run_id}")["state_type"])
        except (OSError, HTTPException, ValueError):
            return ""

    def await_end(self, run_id: str, seconds: float) -> str:
        """The state it ends in."""
        eventually(seconds, lambda: self.state(run_id) in ENDS)
        return self.state(run_id)

    def flow_processes(self) -> list[int]:
        """Processes of runs."""
        own = children(self.process.pid)
        return [pid for pid in own if b"prefect.engine" in command(pid)]

    def server_process(self) -> int:
        """The server."""
        own = children(self.process.pid)
        (found,) = (pid for pid in own if b"server" in command(pid))
        return found

    def stored(self) -> str:
        """What is in the warehouse."""
        return f"{self.ledger()}; {len(self.town.stored())} articles"

    def ledger(self) -> str:
        """Windows by state."""
        found = self.town.house.ask(
            "select state, count(*) from ops.backfill_windows group by all order by all"
        )
        return ", ".join(f"{count} {state}" for state, count in found)


def in_terminal(place: Town, port: int) -> "tuple[subprocess.Popen[bytes], int]":
    """The command with a pseudo-terminal that controls it; not to be waited for."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    process = subprocess.Popen(
        ["setsid", "--ctty", sys.executable, "-m", "flows", "up", "--port", str(port)],
        cwd=Path(__file__).parents[2],
        env=environment(place),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    return process, ours


def environment(place: Town) -> dict[str, str]:
    settings = place.house.settings
    addresses = ",".join(f"{host}:{at}" for host, at in settings.allowed_addresses)
    own = {name: text for name, text in os.environ.items() if "PREFECT" not in name}
    return own | {
        "DATELINE_HOME": str(settings.home),
        "DATELINE_SOURCES": str(settings.sources),
        "DATELINE_ALLOW_ADDRESSES": addresses,
    }


def children(parent: int) -> Iterable[int]:
    for entry in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            text = (entry / "stat").read_text()
            if int(text.rpartition(")")[2].split()[1]) == parent:
                yield int(entry.name)


def command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def eventually(seconds: float, found: Callable[[], object]) -> None:
    deadline = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.5)


def say(text: str) -> None:
    print(f"{time.monotonic() - BEGUN:5.0f} s  {text}", flush=True)


BEGUN = time.monotonic()


def kill_flow(stage: Stage) -> None:
    run_id = stage.start()
    (run,) = stage.flow_processes()
    os.kill(run, signal.SIGKILL)
    begun = time.monotonic()
    state = stage.await_end(run_id, 180)
    say(f"run killed: {state} after {time.monotonic() - begun:.0f} s; {stage.ledger()}")


def kill_up(stage: Stage) -> tuple[str, float]:
    """Kills ``up`` and its run and starts again; the run, and since when it is dead."""
    run_id = stage.start()
    left = [*stage.flow_processes(), stage.server_process()]
    os.kill(stage.process.pid, signal.SIGKILL)
    for pid in left[:-1]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    begun = time.monotonic()
    stage.process.wait()
    eventually(60, lambda: not any(command(pid) for pid in left))
    say(f"up and run killed: the server ended after {time.monotonic() - begun:.0f} s")
    stage.raise_up()
    return run_id, begun


def cancel(stage: Stage) -> None:
    run_id = stage.start()
    begun = time.monotonic()
    stage.ask(
        f"/flow_runs/{run_id}/set_state",
        state={"type": "CANCELLING", "name": "Cancelling"},
    )
    state = stage.await_end(run_id, 60)
    seconds = time.monotonic() - begun
    left, traces = len(stage.flow_processes()), stage.read().count(b"Traceback")
    say(f"cancelled: {state} after {seconds:.0f} s, {left} processes left")
    say(f"  {traces} stack traces; {stage.stored()}")


def interrupt(stage: Stage) -> None:
    run_id = stage.start()
    earlier = len(stage.read())
    begun = time.monotonic()
    os.write(stage.terminal, b"\x03")
    eventually(
        90, lambda: stage.read() is not None and stage.process.poll() is not None
    )
    seconds, code = time.monotonic() - begun, stage.process.returncode
    text = stage.read()[earlier:]
    trace = "with" if b"Traceback" in text else "without"
    say(f"Ctrl-C: code {code} after {seconds:.0f} s, {trace} a stack trace")
    say(f"  last words: {text.decode().splitlines()[-3:]}")
    say(f"  {stage.stored()}")
    stage.raise_up()
    say(f"  its run: {stage.await_end(run_id, 240)}")


def kill_server(stage: Stage) -> None:
    run_id = stage.start()
    os.kill(stage.server_process(), signal.SIGKILL)
    begun = time.monotonic()
    eventually(120, lambda: stage.state(run_id))
    say(f"server killed: answers again after {time.monotonic() - begun:.0f} s")
    state = stage.await_end(run_id, 240)
    say(f"  its run: {state} after {time.monotonic() - begun:.0f} s; {stage.ledger()}")


def finish(stage: Stage) -> None:
    """What is left, without a blow."""
    order = order_over(stage.town.house)
    report = run_backfill(stage.town.house.settings, order)
    say(f"the rest, undisturbed: {report.sentence()}")


def order_over(house: House) -> Order:
    form = Form(start=START, end=END, sources=list(PAPERS))
    return read_order(house.settings, form, TODAY)


def compare(stage: Stage, calm: House) -> bool:
    mine, other = told(stage.town.house), told(calm)
    for name in mine:
        same = "the same" if mine[name] == other[name] else "OTHERS"
        say(f"{name}: {len(mine[name])} rows, undisturbed {len(other[name])}, {same}")
    stage.pages()
    repeated = stage.town.house.repeated_keys()
    say(f"pages asked for: {stage.asked}; keys twice: {repeated}")
    return mine == other and not repeated


def told(house: House) -> dict[str, list[Any]]:
    """Contents and ledger; of two copies no matter which came first."""
    found: dict[str, list[Any]] = dict(house.contents())
    found["articles"] = [(*each[:11], *each[12:]) for each in found["articles"]]
    found["duplicates"] = sorted(
        (sorted((copy, original)), kind)
        for copy, _, kind, _, original, _ in found["duplicates"]
    )
    columns = "source_id, covers_on, origin, state"
    found["ledger"] = house.ask(
        f"select {columns} from ops.backfill_windows order by all"
    )
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as home, town(Path(home), PAPERS) as place:
        for name, paper in place.papers.items():
            paper.publish(days(START, DAYS), each=EACH, prefix=f"{name}-")
            write_stories(paper)
        calm = place.house.replace(
            home=Path(home) / "calm", warehouse=Path(home) / "calm" / "warehouse.duckdb"
        )
        run_backfill(calm.settings, order_over(calm))
        slow_down(place)
        place.pages_asked()
        with socket.create_server(("127.0.0.1", 0)) as free:
            stage = Stage(town=place, port=free.getsockname()[1])
        try:
            return 0 if perform(stage, calm) else 1
        finally:
            if stage.process.poll() is None:
                stage.process.send_signal(signal.SIGTERM)
                say(f"stopped: code {stage.process.wait(60)}")


def write_stories(paper: Press) -> None:
    """Pages that have little in common, but that the other paper has each of them too.

    Of hundreds of near copies which are found depends on how they arrive, kills or no.
    """
    for path, on in paper.stories.items():
        name = path.rpartition("/")[2].partition("-")[2]
        letters = Random(name).choices(ascii_lowercase, k=900)
        words = "".join(letters[at] + letters[at + 1] + "o" for at in range(0, 900, 2))
        text = " ".join(words[at : at + 6] for at in range(0, len(words), 6))
        added = f"<p>{text}</p></article>".encode()
        body = story(name, on).replace(b"</article>", added)
        paper.answers[path] = Answer(body=body)


def slow_down(place: Town) -> None:
    for path in place.house.settings.sources.glob("*.toml"):
        text = path.read_text()
        slow = f"min_delay_seconds = {DELAY_SECONDS}"
        path.write_text(text.replace("min_delay_seconds = 0.0", slow))


def perform(stage: Stage, calm: House) -> bool:
    stage.raise_up()
    kill_flow(stage)
    dead, since = kill_up(stage)
    cancel(stage)
    state = stage.await_end(dead, 300)
    say(f"the run that died with up: {state} within {time.monotonic() - since:.0f} s")
    interrupt(stage)
    kill_server(stage)
    finish(stage)
    return compare(stage, calm)


if __name__ == "__main__":
    sys.exit(main())
