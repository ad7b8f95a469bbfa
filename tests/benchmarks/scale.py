"""How fast the cookbook's questions are answered by a large warehouse.

    python tests/benchmarks/scale.py SAMPLE... --warehouse PLACE [--articles 1000000]
                                     [--questions 5,10] [--runs 3] [--upkeep]

Each SAMPLE is a warehouse that ``dateline ingest`` or ``dateline demo`` made, of a few
hundred articles. PLACE, a file or a lake as in DATELINE_WAREHOUSE (its data beside its
catalog), is filled from them, by SQL alone: again and again every row of every table,
under ids of its own, with other letters in its longer words, under other names and on
later days, two years in all, as time would have brought them; the words of a fact stay
those of its text at its span. A PLACE that has rows already is asked as it is. It takes
some 9 GB for a million articles and is yours to remove.

Then the queries of README.md run over it, as a reader with two threads and 4 GB of
memory, and a few searches. Prints the bytes of its files and of its texts, and each
median of seconds, by the clock and of the processors: on a machine that does other work
too only the latter can be compared, and the clock would show half of them at best.
"""

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from string import ascii_lowercase
from time import perf_counter, process_time

# Run as a script, Python looks for modules beside this file, not in the checkout.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb

from warehouse.checking import check, read_checks
from warehouse.connection import Place, connect_reader, opened, read_place
from warehouse.indexing import extend
from warehouse.maintenance import compact
from warehouse.migrate import migrate
from warehouse.publishing import publish
from warehouse.searching import search

ROOT = Path(__file__).resolve().parents[2]
FIRST_DAY, DAYS = "2023-04-01", 730
ARTICLES_AT_ONCE = 20_000
"""So many are written in one statement a table."""
ALPHABETS, LONG_WORD = 8, 6
"""With eight, twenty thousand articles have as many different words as real ones."""
SEARCHES = {
    "articles": (
        *("flood river", "police said", "said would", "evacu* NOT flood"),
        *('"prime minister"', '"said that"'),
    ),
    "quotes": ("water OR bridge", '"we need"'),
}
NAMES = 50
"""Of fifty repeats one keeps the sample's names; the others number theirs."""

_QUESTION = re.compile(r"^\*\*(\d+)\. .*?^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LEFT_OUT = {
    *("ops.runs", "ops.source_state", "ops.schema_migrations", "ops.schema_views"),
    *("ops.term_counts", "rates", "known_places", "incident_changes"),
    *("ops.search_documents", "ops.search_postings", "ops.search_pending"),
}
_SHARED_IDS = {"person_id", "organisation_id", "speaker_id", "entity_id", "identity_id"}
_NAMES = {"name", "name_key", "speaker", "person", "organisation"}
_ADDRESSES = {"url", "canonical_url", "origin_url", "final_url", "file"}
_SEEN = {
    *("first_seen_at", "last_seen_at", "seen_at", "fetched_at", "started_at"),
    *("detected_at", "occurred_at", "added_at", "linked_at", "changed_at"),
}

_MATERIAL = r"""
create or replace temp table members as
select
    article_id,
    coalesce(story_id, duplicate_of, article_id) as root_id
from sample.articles;

create or replace temp table roots as
select
    members.root_id,
    min(coalesce(articles.published_on, articles.first_seen_at::date)) as day
from members
inner join sample.articles on members.article_id = articles.article_id
group by members.root_id;

create or replace temp table reported as
select
    incident_id,
    any_value(article_id) as article_id
from sample.incident_reports
group by incident_id;

create or replace temp macro respelled(words, alphabet) as
    array_to_string(
        list_transform(
            regexp_extract_all(words, '[\pL\pM\pN]+|[^\pL\pM\pN]+'),
            lambda piece: if(
                length(piece) < {long_word},
                piece,
                translate(piece, '{letters}', ({orders})[alphabet + 1])
            )
        ),
        ''
    );

create or replace temp table texts as
select
    version_id,
    range as alphabet,
    respelled(text, range) as text
from sample.versions
cross join range({alphabets});
"""
_PLAN = """
create or replace temp table plan as
with repeats as (
    select
        range as k,
        date '{first_day}' + cast(floor(range * {days} / {repeats}) as integer) as day
    from range({first}, {last})
)

select
    repeats.k,
    roots.root_id,
    repeats.day - roots.day as shift,
    repeats.day - (select min(first_seen_at)::date from sample.articles) as seen_shift
from repeats
cross join roots
"""
_OF_INCIDENTS = (
    "inner join reported on rows.incident_id = reported.incident_id "
    "inner join members on reported.article_id = members.article_id "
    "inner join plan on members.root_id = plan.root_id"
)
_JOINS = {
    "article_id": "inner join members on rows.article_id = members.article_id "
    "inner join plan on members.root_id = plan.root_id",
    "version_id": "inner join sample.versions as of on rows.version_id = of.version_id "
    "inner join members on of.article_id = members.article_id "
    "inner join plan on members.root_id = plan.root_id",
    "story_id": "inner join plan on rows.story_id = plan.root_id",
}
_OF_TEXTS = (
    "inner join texts on rows.version_id = texts.version_id "
    f"and plan.k % {ALPHABETS} = texts.alphabet"
)
_SHIFTS_ALONE = (
    "cross join (select distinct k, seen_shift, seen_shift as shift from plan) as plan"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fills the warehouse, asks, prints."""
    options = _parser().parse_args(arguments)
    place = read_place(
        options.warehouse, Path(f"{options.warehouse}.data".split(":")[-1])
    )
    with opened(place) as connection:
        migrate(connection)
        if not _count(connection, "articles"):
            _fill(connection, options.samples, options.articles)
    sizes = _sizes(place)
    for name, number in sizes.items():
        print(f"{name:24} {number:>18,}")
    if options.upkeep:
        for name, taken, busy in _keep_up(place):
            print(f"{name:24} {taken:8.1f} s {busy:8.1f} s of the processors")
    for name, taken, busy in _ask(place, options.questions, options.runs):
        print(f"{name:24} {taken:8.3f} s {busy:8.3f} s of the processors")
    return 0


def _fill(
    connection: duckdb.DuckDBPyConnection, samples: Sequence[Path], articles: int
) -> None:
    for path in samples:
        connection.execute(f"attach '{path}' as sample (read_only)")
        connection.execute(_MATERIAL.format(**_spelling()))
        share = articles // len(samples)
        size = _count(connection, "sample.articles")
        repeats, at_once = -(-share // size), -(-ARTICLES_AT_ONCE // size)
        tables = list(_tables(connection))
        for first in range(0, repeats, at_once):
            started = perf_counter()
            last = min(first + at_once, repeats)
            bounds = {"first": first, "last": last, "repeats": repeats}
            connection.execute(_PLAN.format(first_day=FIRST_DAY, days=DAYS, **bounds))
            for statement in tables:
                connection.execute(statement)
            print(
                f"{path.name}: {last} of {repeats}, {perf_counter() - started:.1f} s",
                file=sys.stderr,
            )
        connection.execute("detach sample")
    connection.execute(
        "insert into known_places by name select place_id, name, feature_class, "
        "country_iso2, country_iso3, admin1, admin1_name, precision, geonames_id, "
        "lat, lon from places "
        "qualify row_number() over (partition by place_id order by fact_id) = 1"
    )
    connection.execute("insert into ops.search_pending select article_id from articles")


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """An insert statement for each table that is filled."""
    rows = connection.execute(
        "select if(schema_name = 'main', '', schema_name || '.') || table_name, "
        "column_name, data_type from duckdb_columns() "
        "where database_name = current_database() and schema_name in ('main', 'ops') "
        "and table_name in (select table_name from duckdb_tables() where not temporary)"
    ).fetchall()
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        columns.setdefault(table, {})[column] = kind
    for table, kinds in columns.items():
        if table not in _LEFT_OUT:
            yield _insert(table, kinds)


def _insert(table: str, kinds: Mapping[str, str]) -> str:
    rows = f"sample.{table}"
    joins = (join for key, join in _JOINS.items() if key in kinds)
    join = _OF_INCIDENTS if table == "incidents" else next(joins, _SHIFTS_ALONE)
    if table == "versions" or "evidence" in kinds:
        join = f"{join} {_OF_TEXTS}"
    listed = ", ".join(
        f"{_made_anew(table, column, kind)} as {column}"
        for column, kind in kinds.items()
    )
    insert = f"insert into {table} by name select"
    if table != "sources":
        # As batches bring them: rows of a text side by side, which compresses its ids.
        order = "order by plan.k, rows.rowid"
        return f"{insert} {listed} from {rows} as rows {join} {order}"
    # Of a publisher one row, not one a repeat.
    return (
        f"{insert} distinct {listed} from {rows} as rows {join} where not exists ("
        "from sources as known where known.source_id = "
        "rows.source_id || '-' || (plan.k % 10)::varchar)"
    )


def _made_anew(table: str, column: str, kind: str) -> str:
    """The value of a column in repeat ``plan.k``."""
    value = f"rows.{column}"
    if table == "sources" and column == "added_at":
        return "timestamptz '2023-04-01 00:00:00+00'"
    if column == "source_id":
        return f"{value} || '-' || (plan.k % 10)::varchar"
    if kind == "UUID" and column != "place_id":
        k = f"plan.k % {NAMES}" if column in _SHARED_IDS else "plan.k"
        return f"md5({value}::varchar || ({k})::varchar)::uuid"
    if kind == "DATE":
        return f"{value} + plan.shift::integer"
    if kind.startswith("TIMESTAMP"):
        shift = "seen_shift" if column in _SEEN else "shift"
        return f"{value} + to_days(plan.{shift}::integer)"
    if column in {"fingerprint", "term"}:
        return f"(hash({value}, plan.k) >> 1)::bigint"
    if column in _ADDRESSES:
        return f"{value} || '?' || plan.k::varchar"
    if table == "versions" and column == "text":
        return "texts.text"
    if column == "evidence":
        return "texts.text[rows.start_char + 1 : rows.end_char]"
    if table == "quotes" and column == "text":
        return f"respelled({value}, plan.k % {ALPHABETS})"
    is_name = column in _NAMES and table not in {"places", "place_mentions", "sources"}
    if is_name or (table == "event_participants" and column == "text"):
        return (
            f"if(plan.k % {NAMES} = 0, {value}, "
            f"{value} || ' ' || (plan.k % {NAMES})::varchar)"
        )
    return value


def _spelling() -> dict[str, object]:
    """Longer words have their letters in one of a few orders; short words are what all
    texts have in common, as anywhere. The first order is that of the sample."""
    random = Random(7)
    orders = [ascii_lowercase]
    for _ in range(ALPHABETS - 1):
        orders.append("".join(random.sample(ascii_lowercase, 26)))
    return {
        "alphabets": ALPHABETS,
        "long_word": LONG_WORD,
        "letters": ascii_lowercase,
        "orders": orders,
    }


def _sizes(place: Place) -> dict[str, int]:
    connection = connect_reader(place)
    tables = connection.execute(
        "select table_name from duckdb_tables() "
        "where database_name = current_database() and schema_name = 'main' order by all"
    ).fetchall()
    counts = {table: _count(connection, table) for (table,) in tables}
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


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f"select count(*) from {table}").fetchone()
    return int(found[0]) if found else 0


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
