"""Whether one dead and one dripping host make a run over 200 hosts slower.

    python tests/benchmarks/hosts.py [--hosts 200] [--dead 1] [--dripping 1]
        [--place last|spread|first] [--late] [--delay 1.0] [--rounds 1] [--json]

A process of its own serves the hosts from ports of 127.0.0.1; each has a robots.txt,
a feed of three items and their pages, all small. A dead host accepts connections and
never answers; a dripping one answers everything with a byte a second without end. The
whole path (``run_ingest``, without Prefect) runs into a new home, first over the
healthy hosts alone, then over the same with the bad ones among them, ``--rounds``
times in alternation. ``--place`` says where the bad ones stand in the order of
sources: a bad host that is asked last has no other work to hide behind. With ``--late``
the bad ones answer for their robots.txt, and are bad from then on: nothing tells them
from the others before a hand is at them. ``--delay`` is each source's
``min_delay_seconds``.

Prints the seconds of each run, where they went, and the ratio of the medians. Parts
with several hands at work are sums over hands, so they may exceed the run's seconds.
"""

import argparse
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.runs import run_ingest
from tests.benchmarks.parts import Parts, TimedSteps
from tests.flows.worlds import RSS, House, house, page, rss, write_feed_source

ITEMS = ("a", "b", "c")
_PLACES = {"first": 0.0, "spread": 0.5, "last": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """One served host. ``manner``: healthy, dead or dripping."""

    source_id: str
    authority: str
    manner: str


@contextmanager
def serving(manners: Sequence[str]) -> Iterator[tuple[Host, ...]]:
    """A host for each of ``manners``, in a process of its own until the block ends."""
    command = [sys.executable, __file__, "--serve", ",".join(manners)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            ports = json.loads(process.stdout.readline())
            yield tuple(
                Host(
                    source_id=f"host-{number:03}",
                    authority=f"127.0.0.1:{port}",
                    manner=manner,
                )
                for number, (port, manner) in enumerate(
                    zip(ports, manners, strict=True)
                )
            )
        finally:
            process.kill()


def home_for(folder: Path, hosts: Sequence[Host], delay_seconds: float) -> House:
    """A new home whose sources are ``hosts``."""
    here = house(folder, [host.authority for host in hosts])
    for host in hosts:
        feed = f"http://{host.authority}/feed"
        written = write_feed_source(here.settings.sources, host.source_id, feed)
        text = written.read_text("utf-8")
        delay = f"min_delay_seconds = {delay_seconds}"
        written.write_text(text.replace("min_delay_seconds = 0.0", delay), "utf-8")
    return here


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where a healthy host lost an article."""
    options = _parser().parse_args(arguments)
    if options.serve:
        asyncio.run(_serve(options.serve.split(",")))
    manners = _manners(options)
    is_whole = True
    found: dict[str, list[Mapping[str, float]]] = {"healthy": [], "with bad hosts": []}
    with serving(manners) as hosts:
        for _ in range(options.rounds):
            healthy = tuple(host for host in hosts if host.manner == "healthy")
            for name, asked in (("healthy", healthy), ("with bad hosts", hosts)):
                parts, articles = _run(asked, options.delay)
                is_whole &= articles == len(ITEMS) * len(healthy)
                found[name].append(parts)
                if not options.json:
                    _show(name, articles, parts)
    usual, slowed = [
        median(run["whole run"] for run in runs) for runs in found.values()
    ]
    if options.json:
        print(json.dumps({"runs": found, "ratio": round(slowed / usual, 3)}))
    else:
        print(f"ratio: {slowed / usual:.2f}")
    return 0 if is_whole else 1


def _manners(options: argparse.Namespace) -> list[str]:
    """What each host is like, in the order in which hands take them."""
    bad = ["dead"] * options.dead + ["dripping"] * options.dripping
    if options.late:
        bad = [f"late {manner}" for manner in bad]
    manners = ["healthy"] * (options.hosts - len(bad))
    place = round(_PLACES[options.place] * len(manners))
    return [*manners[:place], *bad, *manners[place:]]


def _run(
    hosts: Sequence[Host], delay_seconds: float
) -> tuple[Mapping[str, float], int]:
    """Seconds by part of one run into a new home, and the articles it brought."""
    with TemporaryDirectory() as folder:
        here = home_for(Path(folder), hosts, delay_seconds)
        parts = Parts()
        run_ingest(here.settings, make_steps=partial(TimedSteps, parts=parts))
        found = dict(parts.finish())
        slowest = sorted(
            (end - start, source_id)
            for source_id, (start, end) in parts.gathered.items()
        )
        for seconds, source_id in slowest[-2:]:
            found[f"slowest source: {source_id}"] = seconds
        return found, int(here.one("select count(*) from articles"))


def _show(name: str, articles: int, parts: Mapping[str, float]) -> None:
    print(f"{name}: {articles} articles", flush=True)
    for part, seconds in parts.items():
        print(f"  {seconds:8.2f} s  {part}", flush=True)


async def _serve(manners: Sequence[str]) -> None:
    servers = [
        await asyncio.start_server(partial(_talk, manner, number), "127.0.0.1", 0)
        for number, manner in enumerate(manners)
    ]
    print(json.dumps([each.sockets[0].getsockname()[1] for each in servers]))
    sys.stdout.flush()
    await asyncio.Event().wait()


async def _talk(
    manner: str,
    number: int,
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
) -> None:
    """One connection, request after request."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            is_bad = b"GET /robots.txt " not in head or "late" not in manner
            if "dead" in manner and is_bad:
                await asyncio.Event().wait()
            if "dripping" in manner and is_bad:
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
                while True:
                    writer.write(b" ")
                    await writer.drain()
                    await asyncio.sleep(1)
            writer.write(_answer(number, head.decode("latin-1")))
            await writer.drain()
    except (ConnectionError, asyncio.IncompleteReadError):
        writer.close()


def _answer(number: int, head: str) -> bytes:
    path = head.split(" ", 2)[1]
    authority = head.lower().partition("\r\nhost: ")[2].partition("\r\n")[0]
    body, kind = b"", "text/html; charset=utf-8"
    if path == "/feed":
        items = [
            (f"http://{authority}/{item}", f"Story {item} of {number}")
            for item in ITEMS
        ]
        body, kind = rss(items), RSS
    elif path.lstrip("/") in ITEMS:
        body = page(f"Story {path} of {number}")
    elif path == "/robots.txt":
        body, kind = b"User-agent: *\nDisallow:\n", "text/plain"
    status = "200 OK" if body else "404 Not Found"
    tag = f'"{number}{path}"'
    if f"\r\nif-none-match: {tag}\r\n" in head.lower():
        status, body = "304 Not Modified", b""
    return (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: {tag}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hosts", type=int, default=200, help="bad ones included")
    parser.add_argument("--dead", type=int, default=1)
    parser.add_argument("--dripping", type=int, default=1)
    parser.add_argument("--place", choices=list(_PLACES), default="last")
    parser.add_argument("--late", action="store_true", help="bad after robots.txt")
    parser.add_argument("--delay", type=float, default=1.0, help="seconds")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
