"""A local Prefect server as a child of this process: started, watched, stopped.

No prefect is imported here: its settings are read at import, and they name the port.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from threading import Event, Thread
from urllib.parse import urlsplit

from transforms.errors import UsageError

HOST = "127.0.0.1"
STARTS_WITHIN_SECONDS = 180.0
STOPS_WITHIN_SECONDS = 20.0
_LOOK_SECONDS = 0.5
_ANSWERS_WITHIN_SECONDS = 10.0


class ServerTrouble(UsageError):
    """The server cannot be started, in words with a remedy."""


def api_url(port: int) -> str:
    """Where flows and workers find the server of that port."""
    return f"http://{HOST}:{port}/api"


def check_port(port: int, home: Path) -> None:
    """Refuses a port that somebody listens on.

    Raises:
        ServerTrouble: says who it is, and what to do.
    """
    if not _is_taken(port):
        return
    other = f"choose another with --port {port + 1}"
    if _is_healthy(port):
        raise ServerTrouble(
            f"port {port}: a Prefect server runs there already. If it is an earlier "
            f"dateline up over {home}, use it at http://{HOST}:{port}, or stop it; "
            f"else {other}"
        )
    raise ServerTrouble(f"port {port}: another program listens there; {other}")


def check_server(environment: Mapping[str, str] = os.environ) -> None:
    """Proves that the server in ``PREFECT_API_URL`` answers anything, where one is
    named: Prefect tells its absence by ninety lines of stack trace.

    Raises:
        ServerTrouble: nothing answers there.
    """
    url = environment.get("PREFECT_API_URL")
    if not url:
        return
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    try:
        with closing(kind(parts.netloc, timeout=_ANSWERS_WITHIN_SECONDS)) as connection:
            connection.request("GET", f"{parts.path.rstrip('/')}/health")
            # With a password it is 401, of another program 404.
            if connection.getresponse().status == HTTPStatus.NOT_FOUND:
                raise HTTPException("404 Not Found")
    except (OSError, HTTPException) as error:
        raise ServerTrouble(
            f"PREFECT_API_URL: no Prefect server answers at {url} ({error}); start it "
            "there, or unset the variable"
        ) from error


@dataclass(slots=True, kw_only=True)
class Server:
    """The server process; started again if it dies before ``stop``, ended with us."""

    port: int
    log: Path
    environment: Mapping[str, str]
    notify: Callable[[str], None]
    _process: "subprocess.Popen[bytes] | None" = None
    _pipe: tuple[int, int] = field(default_factory=os.pipe)
    """Held open while this process lives, by which the server knows that it does."""
    _stopping: Event = field(default_factory=Event)
    _watcher: Thread | None = None

    def start(self) -> None:
        """Returns when the server answers.

        Raises:
            ServerTrouble: it does not, with the end of its log.
        """
        self._launch()
        deadline = time.monotonic() + STARTS_WITHIN_SECONDS
        while not _is_healthy(self.port):
            if self._process is None or self._process.poll() is not None:
                raise ServerTrouble(f"the Prefect server ended at once: {self._end()}")
            if time.monotonic() > deadline:
                self.stop()
                seconds = f"{STARTS_WITHIN_SECONDS:.0f} s"
                raise ServerTrouble(f"no answer after {seconds}: {self._end()}")
            time.sleep(_LOOK_SECONDS)
        self._watcher = Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Ends the server, gently first."""
        self._stopping.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGINT)
        try:
            process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _launch(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C is for us, and we end it when runs have.
            self._process = subprocess.Popen(  # our own command
                [sys.executable, "-m", "flows.attended", "prefect", "server", "start"],
                env={**os.environ, **self.environment},
                stdin=self._pipe[0],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _watch(self) -> None:
        """Starts it again when it died; runs under way go on without it meanwhile."""
        while not self._stopping.wait(_LOOK_SECONDS):
            if self._process is not None and self._process.poll() is not None:
                code = self._process.returncode
                self.notify(f"the Prefect server has ended ({code}); starting it again")
                self._launch()
                # Not at once again, where something is wrong for good.
                self._stopping.wait(STARTS_WITHIN_SECONDS / 12)

    def _end(self) -> str:
        lines = self.log.read_text("utf-8", errors="replace").splitlines()
        told = [line for line in lines if line.strip()][-3:]
        return f"{' / '.join(told)} (all of it: {self.log})"


def _is_taken(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=2)
    try:
        connection.connect()
    except OSError:
        return False
    finally:
        connection.close()
    return True


def _is_healthy(port: int) -> bool:
    connection = HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/api/health")
        return json.loads(connection.getresponse().read(100)) is True
    except (OSError, HTTPException, ValueError):
        return False
    finally:
        connection.close()
