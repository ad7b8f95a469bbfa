"""How fast candidates for copies are found among the fingerprints of a warehouse.

    python tests/benchmarks/candidates.py [--articles 1000000] [--days 365] [--json]

Fills a warehouse with that many articles of 39 fingerprints, as 430 words have, spread
over that many days, and searches it for a batch of 500 of the last day, one in ten of
which is an edited copy: within 30 days, as a load does, and over all time. The first
search of each reads from the file, the others find it in memory. Prints seconds of wall
clock and of CPU, and how many copies were found.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from warehouse.connection import opened
from warehouse.matching import find_candidates
from warehouse.migrate import migrate

_HASH = "cast(hash({}, place)::hugeint - 9223372036854775808 as bigint)"
_VERSION = "cast(md5(cast({} as varchar)) as uuid)"
_FILL = f"""
insert into ops.fingerprints by name
select
    {_HASH.format("article")} as fingerprint,
    {_VERSION.format("article")} as version_id,
    39 as fingerprint_count,
    cast(20000 - article // $a_day as integer) as published_day
from (
    select
        range as article,
        unnest(range(39)) as place
    from range($articles)
)
"""
_BATCH = f"""
create or replace temp table incoming_fingerprints as
select
    {_HASH.format("case when number % 10 = 0 and place < 25 then number else key end")}
        as fingerprint,
    {_VERSION.format("key")} as version_id,
    39 as fingerprint_count,
    20000 as published_day,
    number as ordinal
from (
    select
        range as number,
        -1 - range as key,
        unnest(range(39)) as place
    from range(500)
)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search for a batch's candidates."""

    days: int
    is_first: bool
    wall_seconds: float
    cpu_seconds: float
    found: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _options(arguments)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "warehouse.duckdb"
        a_day = max(1, options.articles // options.days)
        with opened(path) as connection:
            migrate(connection)
            values = {"articles": options.articles, "a_day": a_day}
            connection.execute(_FILL, values)
        found = [each for days in (30, 10_000) for each in _searches(path, days)]
    for each in found:
        print(json.dumps(asdict(each)) if options.json else _line(each))
    return 0


def _searches(path: Path, days: int) -> Iterator[Search]:
    with opened(path) as connection:
        connection.execute(_BATCH)
        for place in range(3):
            yield _search(connection, days, place == 0)


def _search(connection: duckdb.DuckDBPyConnection, days: int, is_first: bool) -> Search:
    wall, cpu = perf_counter(), process_time()
    find_candidates(connection, days)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    found = connection.execute("select count(*) from candidates").fetchone()
    return Search(
        days=days,
        is_first=is_first,
        wall_seconds=round(wall, 3),
        cpu_seconds=round(cpu, 3),
        found=found[0] if found else 0,
    )


def _line(search: Search) -> str:
    return (
        f"{search.days:>6} days, {'first' if search.is_first else 'again'}: "
        f"{search.wall_seconds:.3f} s, {search.cpu_seconds:.3f} s of CPU, "
        f"{search.found} found"
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000, help="to search")
    parser.add_argument("--days", type=int, default=365, help="they are spread over")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
