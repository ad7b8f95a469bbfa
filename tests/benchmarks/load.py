"""How fast batches load, and whether a large warehouse makes them slower.

    python tests/benchmarks/load.py [--sizes 0,100000,1000000] [--batches 6]
                                    [--articles 500] [--warehouse PLACE] [--json]

For each size the warehouse is first filled up with that many invented articles (each
a version with its fingerprints and terms, a capture, a fetch, two facts), by SQL and
not measured. Then batches are landed and loaded as a run does it. A batch is news as
it comes: of its
articles one in ten repeats words of the batch before, one in ten is a new state of an
article of the batch before, the rest is new; each has ten facts, a capture and a fetch.

Prints for each size the median seconds of landing and loading a batch, by the clock and
of the processor, and the rows that were added in a second of loading; at the end the
seconds at the last size over those at the first. PLACE is a file or a lake, as in
DATELINE_WAREHOUSE, its data beside its catalog. One that has rows already is measured
as it is with ``--sizes 0`` and keeps the batches: ``scale.py`` builds one with a
million articles and their facts. A ratio near 1 means that a batch costs the same in a
large warehouse; every batch reads some columns of it once, so it grows.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from tests.transforms.duplicates.texts import prose
from tests.warehouse.batches import batch, capture, fetch, refined, tables
from transforms.batches import Batch
from transforms.records import Refined
from warehouse.connection import Place, opened, read_place
from warehouse.landing import land, remove
from warehouse.load import load
from warehouse.migrate import migrate

_FACT = (
    "{town} asked for ${number}.5 million on Monday and will have {number} boats by "
    "{day} May 2024."
)
_URL = "https://{source}.example/news/{number}"

_FILL = """
create or replace temp table filler as
select
    uuid() as article_id,
    uuid() as version_id,
    uuid() as capture_id,
    uuid() as url_id,
    uuid() as content_digest,
    'https://filled.example/news/' || range as url,
    -- 8,640 a day, back from the day of the batches.
    timestamptz '2024-03-20 00:00:00+00' - interval 10 second * range as seen_at
from range($first, $last);

insert into articles by name
select
    article_id, version_id as latest_version_id, 'filled' as source_id, url,
    url as canonical_url, []::varchar[] as authors, 'day' as date_precision,
    'meta' as date_origin, 1 as version_count, seen_at::date as published_on,
    seen_at as first_seen_at, seen_at as last_seen_at
from filler;

insert into versions by name
select
    version_id, article_id, capture_id, content_digest, 'Filled' as title,
    ' date 2024-01-01 ' || repeat('It rained. ', 100) as text,
    '1' as extractor_version, 1 as ordinal, 200 as word_count, seen_at,
    [{'kind': 'lead', 'start_char': 17, 'end_char': 1116}] as blocks
from filler;

insert into ops.fingerprints by name
select
    cast(hash(version_id, place)::hugeint - 9223372036854775808 as bigint)
        as fingerprint,
    version_id, 39 as fingerprint_count,
    cast(seen_at::date - date '1970-01-01' as integer) as published_day
from (select *, unnest(range(39)) as place from filler);

insert into ops.term_vectors by name
select
    article_id, version_id,
    list_transform(
        range(48),
        lambda place: cast(hash(version_id, place)::hugeint % 500000 as bigint)
    ) as terms,
    list_transform(range(48), lambda place: 0.144) as weights, seen_at as told_at
from filler;

insert into ops.captures by name
select
    capture_id, url_id, 'filled' as source_id, 'page' as kind, url, url as final_url,
    content_digest as payload_digest, 'dateline.warc.gz' as file, 200 as status,
    1000 as payload_bytes, 0 as file_offset, 500 as file_length, seen_at as fetched_at
from filler;

insert into ops.fetches by name
select
    uuid() as fetch_id, url_id, capture_id, 'filled' as source_id, 'page' as kind, url,
    200 as status, 1000 as wire_bytes, 0.5 as seconds, seen_at as started_at
from filler;

insert into money by name
select
    uuid() as fact_id, article_id, version_id, 'USD 5' as evidence,
    'money' as extractor,
    '1' as extractor_version, 17 as start_char, 19 as end_char,
    17 as sentence_start_char, 27 as sentence_end_char, 5 as amount,
    0.9 as confidence, false as is_currency_assumed
from filler;

insert into dates by name
select
    uuid() as fact_id, article_id, version_id, 'May' as evidence, 'DATE' as timex_type,
    '2024-05' as timex_value, 'dates' as extractor, '1' as extractor_version,
    17 as start_char, 20 as end_char, 17 as sentence_start_char,
    27 as sentence_end_char, 0.9 as confidence
from filler;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The median batch at one size of the warehouse."""

    articles_before: int
    land_seconds: float
    load_seconds: float
    load_busy_seconds: float
    rows: int
    rows_per_second: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    options = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        setting = options.warehouse or str(Path(folder) / "warehouse.duckdb")
        place = read_place(setting, Path(f"{setting}.data".split(":")[-1]))
        found = list(_measure(place, Path(folder) / "landing", options))
    ratio = found[-1].load_seconds / found[0].load_seconds
    busy_ratio = found[-1].load_busy_seconds / found[0].load_busy_seconds
    if options.json:
        sizes = [asdict(each) for each in found]
        print(json.dumps({"sizes": sizes, "ratio": round(ratio, 3)}))
        return 0
    for each in found:
        print(
            f"{each.articles_before:>9,} articles: "
            f"landed in {each.land_seconds:.3f} s, "
            f"loaded in {each.load_seconds:.3f} s "
            f"({each.load_busy_seconds:.3f} s of the processor), "
            f"{each.rows} rows, {each.rows_per_second:,.0f} rows/s"
        )
    print(f"last / first: {ratio:.2f}, of the processor {busy_ratio:.2f}")
    return 0


def _measure(
    place: Place, landing: Path, options: argparse.Namespace
) -> Iterator[Measured]:
    with opened(place) as connection:
        migrate(connection)
        # Beyond the batches of a run before: a batch adds nine tenths of its articles.
        ours = _count(connection, "articles where source_id = 'one'")
        number = 2 * -(-ours // options.articles)
    for size in options.sizes:
        with opened(place) as connection:
            before = _fill_up_to(connection, size)
        runs = []
        for _ in range(options.batches):
            runs.append(_one_batch(place, landing, number, options.articles))
            number += 1
        # The first one pays for what the system has not read yet.
        landed, loaded, busy, rows = [
            median(column) for column in zip(*runs[1:] or runs, strict=True)
        ]
        yield Measured(
            articles_before=before,
            land_seconds=landed,
            load_seconds=loaded,
            load_busy_seconds=busy,
            rows=int(rows),
            rows_per_second=rows / loaded,
        )


def _one_batch(
    place: Place, landing: Path, number: int, articles: int
) -> tuple[float, float, float, int]:
    """Seconds to land, to load (with opening and closing), of the processor; rows."""
    made = _batch(number, articles)
    started = perf_counter()
    landed = land(landing, made)
    landed_after = perf_counter() - started
    with opened(place) as connection:
        before = _rows(connection)
    started, worked = perf_counter(), process_time()
    with opened(place) as connection:
        migrate(connection)
        load(connection, landed)
    loaded_after, busy = perf_counter() - started, process_time() - worked
    with opened(place) as connection:
        added = _rows(connection) - before
    remove(landed)
    return landed_after, loaded_after, busy, added


def _batch(number: int, articles: int) -> Batch:
    made = tuple(_article(number, place, articles) for place in range(articles))
    urls = [each.article.url for each in made]
    return batch(
        *made,
        minute=number,
        captures=tuple(capture(url, minute=number) for url in urls),
        fetches=tuple(fetch(url, minute=number) for url in urls),
    )


def _article(number: int, place: int, articles: int) -> Refined:
    """The one at ``place``: of ten, one repeats words and one is a new state."""
    number_of_all = number * articles + place
    earlier = max(number_of_all - articles, place)
    words = _words(earlier + 5 if place % 10 == 0 else number_of_all)
    is_known = place % 10 == 1
    url = _URL.format(source="one", number=earlier + 5 if is_known else number_of_all)
    return refined(url, words=words, minute=number)


def _words(number: int) -> str:
    """Of one article: prose that is its own, and five sentences with facts."""
    sentences = prose(number, 300)
    facts = (
        _FACT.format(
            town=sentence.partition(" ")[0],
            number=number % 9973 + place,
            day=(number + place) % 28 + 1,
        )
        for place, sentence in enumerate(sentences[:5])
    )
    parts = (sentences[place * 4 : place * 4 + 4] for place in range(5))
    return "\n\n".join(
        " ".join([*part, fact]) for part, fact in zip(parts, facts, strict=True)
    )


def _fill_up_to(connection: duckdb.DuckDBPyConnection, size: int) -> int:
    have = _count(connection, "articles")
    for statement in filter(str.strip, _FILL.split(";\n")):
        values = {"first": have, "last": max(size, have)} if "$" in statement else None
        connection.execute(statement, values)
    connection.execute("drop table filler")
    return _count(connection, "articles")


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    return sum(_count(connection, table) for table in tables(connection))


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",")],
        default=[0, 100_000, 1_000_000],
        help="articles in the warehouse before measuring, rising, by commas",
    )
    parser.add_argument("--batches", type=int, default=6, help="batches at each size")
    parser.add_argument("--articles", type=int, default=500, help="articles in each")
    parser.add_argument("--warehouse", metavar="PLACE", help="new, or one to add to")
    parser.add_argument("--json", action="store_true", help="one object, for machines")
    return parser


if __name__ == "__main__":
    sys.exit(main())
