"""Another run, as far as claims go: a process that takes some and holds them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLDER = """
import sys
from pathlib import Path
from flows.claims import Claims
claims = Claims(Path(sys.argv[1]))
print(*[claims.take(each) for each in sys.argv[2:]], flush=True)
sys.stdin.readline()
"""


@contextmanager
def another_run(path: Path, *wanted: str) -> Iterator[list[bool]]:
    """What a process of its own gets of ``wanted``; it is killed when the block ends.

    Args:
        path: the file of the claims.
        wanted: ids of sources.
    """
    command = [sys.executable, "-c", _HOLDER, str(path), *wanted]
    with subprocess.Popen(
        command,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield [each == "True" for each in process.stdout.readline().split()]
        process.kill()
