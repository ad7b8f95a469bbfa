"""A program that ends when whoever started it has gone."""

import signal
import subprocess
import sys

SERVER = ["-u", "-m", "flows.attended", "http.server", "0", "--bind", "127.0.0.1"]


def test_a_program_ends_when_its_starter_no_longer_holds_the_pipe() -> None:
    process = subprocess.Popen(
        [sys.executable, *SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert b"Serving HTTP" in process.stdout.readline()
        assert process.poll() is None
        process.stdin.close()
        # Gently, or by its own 1 where a busy machine leaves it no time for that.
        assert process.wait(60) in (0, 1, -signal.SIGINT)
