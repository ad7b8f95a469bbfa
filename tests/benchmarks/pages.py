"""How many pages a second one process refines, and whose code the time goes to.

    python tests/benchmarks/pages.py FOLDER [--pages 300] [--rounds 3] [--json]

``FOLDER`` is the home of a Dateline (its archived pages are read), or a folder of
pages as ``real_pages.py`` takes it (``<id>.html.gz`` beside ``<id>.json``; they are
archived first). Refining is hops 4 to 6 as a run does it: from the archive to
articles, fingerprints and facts, on one thread, without the warehouse.

Prints pages a second, the median of ``--rounds`` without a profiler, and the seconds
by package from one more round under cProfile: a function's own time counts for the
package whose code it is, and that of built-in functions (regular expressions, string
methods) for whoever called them. The profiler does not see lxml's compiled functions
at all, so parsing counts for its caller too, and it makes Python look slower than it
is: our share is an upper bound.
"""

import argparse
import cProfile
import json
import pstats
import sys
import sysconfig
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from gzip import decompress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from uuid import UUID

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.steps import Reading, refine
from tests.benchmarks.real_pages import RealPage, read_pages
from transforms.records import Capture, Source
from warehouse.captures import Archive, Exchange
from warehouse.connection import connect_reader
from warehouse.read import Memory

ROOT = Path(__file__).resolve().parents[2]
_NOW = datetime(2024, 3, 20, tzinfo=UTC)
_OURS = ("flows", "warehouse", "transforms", "tests")
_SHOWN = 16

Function = tuple[str, int, str]
"""File, line and name, as cProfile has it; the file of a built-in one is ``~``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Archived pages that wait to be read."""

    captures: tuple[Capture, ...]
    archive: Path
    sources: Mapping[str, Source]

    def refine(self) -> Reading:
        """Hops 4 to 6 over all of them."""
        return refine(self.captures, self.sources, self.archive, _NOW)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints; 2 where the folder holds no pages."""
    options = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        pages = _pages(options.folder, options.pages, Path(folder))
        if not pages.captures:
            print(f"no pages in {options.folder}", file=sys.stderr)
            return 2
        # The first one pays for lexicons and models that are read once.
        reading, rounds = pages.refine(), []
        for _ in range(options.rounds):
            started = perf_counter()
            pages.refine()
            rounds.append(perf_counter() - started)
        with cProfile.Profile() as profile:
            pages.refine()
    speed = len(pages.captures) / median(rounds)
    seconds = by_package(pstats.Stats(profile))
    if options.json:
        print(json.dumps({"pages_per_second": round(speed, 2), "seconds": seconds}))
        return 0
    facts = sum(len(each) for one in reading.refined for each in one.facts.values())
    print(
        f"{len(pages.captures)} pages, {len(reading.refined)} articles, {facts} facts: "
        f"{speed:.1f} pages/s ({', '.join(f'{each:.2f} s' for each in rounds)})"
    )
    _show(seconds)
    return 0


def by_package(stats: pstats.Stats) -> dict[str, float]:
    """Own seconds by package, the most first; ours by folder."""
    found: dict[str, float] = defaultdict(float)
    for function, (*_, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]  # typeshed leaves it out
        if function[0] != "~":
            found[_package(function)] += own
            continue
        for caller, (*_, own_for_caller, _) in callers.items():
            found[_package(caller)] += own_for_caller
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _package(function: Function) -> str:
    """``transforms.facts`` for ours, ``trafilatura`` for others', or ``python``."""
    path = Path(function[0])
    if path.is_relative_to(ROOT):
        parts = path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:2])
    for name in ("purelib", "platlib"):
        installed = Path(sysconfig.get_path(name))
        if path.is_relative_to(installed):
            return path.relative_to(installed).parts[0].removesuffix(".py")
    return "python"


def _show(seconds: Mapping[str, float]) -> None:
    total = sum(seconds.values())
    ours = sum(
        each for name, each in seconds.items() if name.partition(".")[0] in _OURS
    )
    python = seconds.get("python", 0.0)
    libraries = total - ours - python
    print(
        f"under the profiler {total:.2f} s: our own Python {ours / total:.0%}, "
        f"libraries {libraries / total:.0%}, Python's own modules {python / total:.0%}"
    )
    for name, each in list(seconds.items())[:_SHOWN]:
        print(f"  {each:8.2f} s {each / total:6.1%}  {name}")


def _pages(folder: Path, most: int, scratch: Path) -> Pages:
    home = folder / "warehouse.duckdb"
    if home.exists():
        return _archived(folder, home, most)
    cases = read_pages(folder)
    # They come by language and site; every so-manieth has some of each.
    step = max(1, len(cases) // most)
    return _archive(cases[::step][:most], scratch / "captures")


def _archived(folder: Path, warehouse: Path, most: int) -> Pages:
    """Pages of a home, spread over all that it has."""
    connection = connect_reader(warehouse)
    ids: list[tuple[UUID, str]] = connection.execute(
        "select capture_id, source_id from ops.captures "
        "where kind = 'page' and status = 200 order by capture_id limit ?",
        [most],
    ).fetchall()
    languages = dict(
        connection.execute("select source_id, language from sources").fetchall()
    )
    connection.close()
    memory = Memory(
        warehouse=warehouse, landing=folder / "landing", patience_seconds=10.0
    )
    return Pages(
        captures=tuple(memory.captures(each for each, _ in ids).values()),
        archive=folder / "captures",
        sources={each: _source(each, languages.get(each)) for _, each in ids},
    )


def _archive(cases: Sequence[RealPage], folder: Path) -> Pages:
    """``cases`` as if they had been fetched."""
    captures = []
    with Archive(folder) as archive:
        for case in cases:
            url = f"https://{case.domain}{case.target}"
            exchange = Exchange(
                source_id=case.language,
                kind="page",
                url=url,
                final_url=url,
                fetched_at=_NOW,
                status=200,
                headers=(("Content-Type", "text/html"),),
                body=decompress(case.file.read_bytes()),
                link=None,
            )
            captures.append(archive.write(exchange))
        archive.sync()
        archive.settle()
    return Pages(
        captures=tuple(captures),
        archive=folder,
        sources={
            each.language: _source(each.language, each.language) for each in cases
        },
    )


def _source(source_id: str, language: str | None) -> Source:
    return Source(
        id=source_id,
        name=source_id,
        homepage=None,
        country=None,
        language=language,
        timezone="UTC",
        listings=(),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=300, help="at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
