"""A PostgreSQL server of the tests' own, for the catalogs of lakes."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

_DEBIAN = Path("/usr/lib/postgresql")
_OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=40"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One that runs; ``home`` holds its socket."""

    home: str
    programs: Path

    def new_database(self, *, like: str = "template1") -> str:
        """The name of one that holds what the database ``like`` does."""
        name = f"lake_{uuid4().hex}"
        self._run("createdb", "-T", like, name)
        return name

    def address(self, database: str) -> str:
        """The connection string of a database."""
        return f"host={self.home} user=dateline dbname={database}"

    def execute(self, database: str, statement: str) -> None:
        """Runs one statement."""
        self._run("psql", "-q", "-d", database, "-c", statement)

    def _run(self, program: str, *arguments: str) -> None:
        ours = ("-h", self.home, "-U", "dateline")
        _run(None, self.programs / program, *ours, *arguments)


def programs() -> Path | None:
    """The folder of initdb and pg_ctl; None where PostgreSQL is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: path.parts[-3])
    return versions[-1].parent if versions else None


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A new server, which listens on a socket alone.

    Args:
        folder: where initdb and pg_ctl are.
    """
    # A socket's path may have 107 bytes: the folders of pytest are too deep.
    with tempfile.TemporaryDirectory(prefix="dateline-pg-") as home:
        account = _account()
        if account:
            os.chown(home, account.pw_uid, account.pw_gid)
        data = f"{home}/data"
        _run(account, folder / "initdb", "-D", data, "-U", "dateline", "-A", "trust")
        control = (folder / "pg_ctl", "-w", "-D", data)
        options = f"{_OPTIONS} -k {home}"
        _run(account, *control, "-l", f"{home}/log", "-o", options, "start")
        try:
            yield Server(home=home, programs=folder)
        finally:
            _run(account, *control, "-m", "immediate", "stop")


def _account() -> pwd.struct_passwd | None:
    """Whose the server is, where the tests run as root, which PostgreSQL refuses."""
    return pwd.getpwnam("nobody") if os.getuid() == 0 else None


def _run(account: pwd.struct_passwd | None, *command: str | Path) -> None:
    subprocess.run(
        command,
        check=True,
        timeout=120,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
