"""Where pages and texts are read: in this process, in several, or on a cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from importlib import import_module
from multiprocessing import get_context
from types import ModuleType

from flows.settings import DASK, Settings
from transforms.errors import UsageError


@contextmanager
def open_readers(settings: Settings) -> Iterator[Executor | None]:
    """What takes reading off this process; None where its own threads do it.

    Raises:
        UsageError: Dask is not installed, or its scheduler does not answer.
    """
    if settings.task_runner == "processes":
        # Spawned: a fork would inherit locks that other threads hold.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as executor:
            yield executor
    elif settings.task_runner == "threads":
        yield None
    else:
        with _dask(settings.task_runner) as executor:
            yield executor


def check_readers(settings: Settings) -> None:
    """Proves that there are readers, before a flow would tell it by a stack trace.

    Raises:
        UsageError: as ``open_readers``.
    """
    if settings.task_runner == DASK:
        _distributed(DASK)
    elif settings.task_runner not in ("processes", "threads"):
        with _dask(settings.task_runner):
            pass


@contextmanager
def _dask(runner: str) -> Iterator[Executor]:
    """A cluster's workers, which see the home folder under the same path.

    Args:
        runner: ``dask`` for a cluster of this machine, else a scheduler's address.
    """
    distributed = _distributed(runner)
    with ExitStack() as stack:
        place: object = runner
        if runner == DASK:
            # Its page on any free port: another run may have its own beside it.
            local = distributed.LocalCluster(
                threads_per_worker=1, dashboard_address="127.0.0.1:0"
            )
            place = stack.enter_context(local)
        try:
            client = stack.enter_context(distributed.Client(place, timeout=30))
        except OSError as error:
            problem = f"DATELINE_TASK_RUNNER: no Dask scheduler answers at {runner}"
            raise UsageError(problem) from error
        # The same page may be read again on purpose: nothing is taken for known.
        yield stack.enter_context(client.get_executor(pure=False))


def _distributed(runner: str) -> ModuleType:
    try:
        return import_module("distributed")
    except ImportError as error:
        raise UsageError(
            f"DATELINE_TASK_RUNNER={runner} needs Dask: pip install -c "
            "constraints.txt '.[dask]' in a clone of Dateline"
        ) from error
