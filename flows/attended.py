"""Runs a module as a program that does not outlive whoever started it.

    python -m flows.attended prefect server start

Standard input is a pipe that the starter holds open. However it dies, killed too, the
kernel closes the pipe, and this ends: gently, after five seconds in any case.
"""

import os
import runpy
import signal
import sys
import time
from threading import Thread

_GENTLE_SECONDS = 5.0


def main() -> None:
    """The module that the command line names, with the arguments after it."""
    Thread(target=_end_with_the_starter, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _end_with_the_starter() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(_GENTLE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    main()
