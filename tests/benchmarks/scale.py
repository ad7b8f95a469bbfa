"""How fast the cookbook's questions are answered by a large warehouse.

    python tests/benchmarks/scale.py SAMPLE... --warehouse PLACE [--articles 1000000]
                                     [--questions 5,10] [--runs 3] [--upkeep]

Each SAMPLE is a warehouse that ``dateline ingest`` or ``dateline demo`` made, of a few
hundred articles. PLACE, a file or a lake as in DATELINE_WAREHOUSE (its data beside its
catalog), is filled from them (``repeats``); one that has rows already is asked as it
is. It takes some 9 GB for a million articles and is yours to remove.

Then the queries of README.md run over it, as a reader with two threads and 4 GB of
memory, and a few searches. Prints the bytes of its files and of its texts, and each
median of seconds, by the clock and of the processors: on a machine that does other work
too only the latter can be compared, and the clock would show half of them at best.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from tests.benchmarks.repeats import fill
from warehouse.checking import check, read_checks
from warehouse.connection import Place, connect_reader, opened, read_place
from warehouse.indexing import extend
from warehouse.maintenance import compact
from warehouse.migrate import migrate
from warehouse.publishing import publish
from warehouse.searching import search
from warehouse.staging import count

ROOT = Path(__file__).resolve().parents[2]
SEARCHES = {
    "articles": (
        *("flood river", "police said", "said would", "evacu* NOT flood"),
        *('"prime minister"', '"said that"'),
    ),
    "quotes": ("water OR bridge", '"we need"'),
}
_QUESTION = re.compile(r"^\*\*(\d+)\. .*?^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fills the warehouse, asks, prints."""
    options = _parser().parse_args(arguments)
    place = read_place(
        options.warehouse, Path(f"{options.warehouse}.data".split(":")[-1])
    )
    with opened(place) as connection:
        migrate(connection)
        if not count(connection, "articles"):
            fill(connection, options.samples, options.articles)
    sizes = _sizes(place)
    for name, number in sizes.items():
        print(f"{name:24} {number:>18,}")
    if options.upkeep:
        for name, taken, busy in _keep_up(place):
            print(f"{name:24} {taken:8.1f} s {busy:8.1f} s of the processors")
    for name, taken, busy in _ask(place, options.questions, options.runs):
        print(f"{name:24} {taken:8.3f} s {busy:8.3f} s of the processors")
    return 0


def _sizes(place: Place) -> dict[str, int]:
    connection = connect_reader(place)
    tables = connection.execute(
        "select table_name from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'main' order by all"
    ).fetchall()
    counts = {table: count(connection, table) for (table,) in tables}
    (text_bytes,) = connection.execute(
        "select sum(strlen(text)) from versions"
    ).fetchall()[0]
    connection.close()
    file_bytes = sum(path.stat().st_size for path in _files(place))
    return {
        **counts,
        "file bytes": file_bytes,
        "text bytes": int(text_bytes),
        "file bytes an article": file_bytes // counts["articles"],
        "text bytes an article": int(text_bytes) // counts["articles"],
    }


def _files(place: Place) -> Iterator[Path]:
    """Of a catalog in PostgreSQL only the data."""
    if isinstance(place, Path):
        yield place
        return
    if place.kind == "sqlite":
        yield Path(place.address)
    yield from (path for path in place.data.rglob("*") if path.is_file())


def _ask(
    place: Place, questions: Sequence[int] | None, runs: int
) -> Iterator[tuple[str, float, float]]:
    """Each question with its median seconds by the clock and of the processors."""
    asked = {
        f"question {number}": query
        for number, query in _QUESTION.findall((ROOT / "README.md").read_text("utf-8"))
        if not questions or int(number) in questions
    }
    connection = connect_reader(place)
    connection.execute("set threads = 2")
    connection.execute("set memory_limit = '4GB'")
    for name, query in asked.items():
        yield name, *_timed(partial(_rows, connection, query), runs)
    for within, queries in SEARCHES.items():
        for query in queries:
            asking = partial(search, connection, query, within=within)
            yield f"{within}: {query}", *_timed(asking, runs)
    connection.close()


def _keep_up(place: Place) -> Iterator[tuple[str, float, float]]:
    """Index, copy and checks with the rows they name, which ``maintain`` makes."""
    copy = next(_files(place)).with_suffix(".read.duckdb")
    with opened(place) as connection:
        yield "index", *_timed(partial(extend, connection), 1)
        compacting = partial(compact, connection, datetime.now(UTC))
        yield "compacting", *_timed(compacting, 1)
    yield "copy", *_timed(partial(publish, place, copy), 1)
    connection = connect_reader(copy)
    connection.execute("set threads = 2")
    connection.execute("set memory_limit = '4GB'")
    at = datetime.now(UTC)
    for rule in read_checks():
        started, worked = perf_counter(), process_time()
        (found,) = check(connection, at, [rule])
        taken, busy = perf_counter() - started, process_time() - worked
        yield f"{rule.name}: {found.failures:,}", taken, busy
    connection.close()
    copy.unlink()


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str
) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def _timed(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """Median seconds by the clock and of the processors."""
    taken, busy = [], []
    for _ in range(runs):
        started, worked = perf_counter(), process_time()
        work()
        taken.append(perf_counter() - started)
        busy.append(process_time() - worked)
    return median(taken), median(busy)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("samples", type=Path, nargs="*", metavar="SAMPLE")
    parser.add_argument("--warehouse", required=True, metavar="PLACE")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument(
        "--questions",
        type=lambda text: [int(number) for number in text.split(",")],
        help="by number; all by default",
    )
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--upkeep", action="store_true", help="index, copy and check it first"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
