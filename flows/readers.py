"""Where pages and texts are read: in this process, in several, or on a cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context

from flows.settings import Settings


@contextmanager
def open_readers(settings: Settings) -> Iterator[Executor | None]:
    """What takes reading off this process; None where its own threads do it."""
    if settings.task_runner != "processes":
        yield None
        return
    # Spawned: a fork would inherit locks that other threads hold.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
        yield executor
