"""A run lives within a gigabyte of address space beside what it holds when idle."""

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.allocating import bound_arenas
from tests.flows.worlds import RSS, House, Site, house, page, rss, write_feed_source
from tests.newsworld.answers import Answer
from tests.newsworld.server import serving

HOSTS = 20
"""More than are gathered at once."""
GIGABYTE = 1 << 30
# 64 members of a page of 16 MiB each: a gigabyte, in a megabyte.
BOMB = gzip.compress(b"<html><body>") + gzip.compress(bytes(16 << 20)) * 64
ROOT = Path(__file__).parents[2]
LIMITED = f"""
import resource, sys
import flows.__main__, flows.pipeline, flows.runs
status = open("/proc/self/status").read()
idle = int(status.partition("VmSize:")[2].split()[0]) * 1024
resource.setrlimit(resource.RLIMIT_AS, (idle + {GIGABYTE}, resource.RLIM_INFINITY))
sys.exit(flows.__main__.main(sys.argv[1:]))
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits and /proc are Linux's"),
]


@contextmanager
def crowd(folder: Path) -> Iterator[House]:
    """A home of many hosts; each has two pages, and a bomb between them."""
    sites = {f"host-{number}": Site() for number in range(HOSTS)}
    with serving(sites) as servers:
        here = house(folder, [server.authority for server in servers.values()])
        for name, server in servers.items():
            answers = sites[name].answers
            write_feed_source(here.settings.sources, name, f"{server.base}/feed")
            titles = {each: f"{each} of {name}" for each in ("first", "bomb", "last")}
            items = [(f"{server.base}/{each}", titles[each]) for each in titles]
            answers["/feed"] = Answer(body=rss(items), content_type=RSS)
            answers |= {f"/{each}": Answer(body=page(titles[each])) for each in titles}
            coding = (("Content-Encoding", "gzip"),)
            answers["/bomb"] = Answer(body=BOMB, headers=coding)
        yield here


def test_many_hosts_and_bombs_fit_into_a_gigabyte(tmp_path: Path) -> None:
    with crowd(tmp_path) as here:
        settings = here.settings
        pairs = (f"{host}:{port}" for host, port in settings.allowed_addresses)
        environment = {**os.environ, "DATELINE_ALLOW_ADDRESSES": ",".join(pairs)}
        environment.pop("MALLOC_ARENA_MAX", None)
        folders = ["--home", str(settings.home), "--sources", str(settings.sources)]
        done = subprocess.run(
            [sys.executable, "-c", LIMITED, "ingest", "--direct", *folders],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 1, done.stderr
        reasons = here.ask("select reason, count(*) from ops.failures group by all")
        assert reasons == [("inflated-too-large", HOSTS)], done.stderr
        assert here.one("select count(*) from articles") == 2 * HOSTS


def test_what_the_user_has_set_stays() -> None:
    assert not bound_arenas({"MALLOC_ARENA_MAX": "64"})
