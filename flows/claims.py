"""Which run is at which source, of all runs of the machine over one home.

Two runs at once (a timer and a person) would ask every host twice for what neither
has stored yet. A run claims a source before it asks for anything and lets it go when
what came has landed: from then on any other run knows it.

A claim is a lock on one byte of one file (``<home>/sources.lock``), so a run over a
thousand sources holds a thousand claims and one descriptor. The kernel takes them back
however a process ends. They are the process's (POSIX, fcntl(2)): two runs inside one
process do not see each other's, and lose theirs when the first of them ends, which
costs them requests but nothing that is stored.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from transforms.identity import digest
from warehouse.warc_files import explained


class Claims:
    """Claims of one run; a context manager; for any thread.

    Args:
        path: the file, made if need be.

    Raises:
        WarehouseError: the file cannot be written or locked, at once or in a method.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with explained(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            self._descriptor = os.open(path, flags, 0o644)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets every source go."""
        os.close(self._descriptor)

    def take(self, source_id: str) -> bool:
        """Whether the source is this run's now; False where another run is at it."""
        with explained(self._path):
            try:
                exclusive = fcntl.LOCK_EX | fcntl.LOCK_NB
                fcntl.lockf(self._descriptor, exclusive, 1, _byte(source_id))
            except (BlockingIOError, PermissionError):
                # fcntl(2) may say either of a lock that somebody else has.
                return False
        return True

    def is_elsewhere(self, source_id: str) -> bool:
        """Whether another run has the source now; not for what is this run's own.

        For an instant it has the source itself, shared: whoever tries to take it just
        then is refused.
        """
        with explained(self._path):
            try:
                shared = fcntl.LOCK_SH | fcntl.LOCK_NB
                fcntl.lockf(self._descriptor, shared, 1, _byte(source_id))
            except (BlockingIOError, PermissionError):
                return True
        self.release(source_id)
        return False

    def release(self, source_id: str) -> None:
        """Lets a source go, whether or not it was taken."""
        with explained(self._path):
            fcntl.lockf(self._descriptor, fcntl.LOCK_UN, 1, _byte(source_id))


def _byte(source_id: str) -> int:
    """Where in the file a source has its byte; nothing is ever written there."""
    return digest(source_id.encode("utf-8", "surrogatepass")).int >> 72
