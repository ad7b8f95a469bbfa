"""A large warehouse out of a small one: the same rows again, as others, on other days.

    fill(connection, [Path("sample.duckdb")], 1_000_000)

Again and again every row of every table, by SQL alone, under ids of its own, with other
letters in its longer words, under other names and on later days, two years in all, as
time would have brought them; the words of a fact stay those of its text at its span.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from string import ascii_lowercase
from time import perf_counter

from warehouse.connection import Connection
from warehouse.staging import count

FIRST_DAY, DAYS = "2023-04-01", 730
ARTICLES_AT_ONCE = 20_000
"""So many are written in one statement a table."""
ALPHABETS, LONG_WORD = 8, 6
"""With eight, twenty thousand articles have as many different words as real ones."""
NAMES = 50
"""Of fifty repeats one keeps the sample's names; the others number theirs."""

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


def fill(connection: Connection, samples: Sequence[Path], articles: int) -> None:
    """Fills an empty warehouse with that many articles, in equal parts of each sample.

    Args:
        connection: a writer's, of this Dateline's schema.
        samples: warehouses of the same schema, of a few hundred articles each.
        articles: how many; each sample is repeated as a whole.
    """
    for path in samples:
        connection.execute(f"attach '{path}' as sample (read_only)")
        connection.execute(_MATERIAL.format(**_spelling()))
        share = articles // len(samples)
        size = count(connection, "sample.articles")
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


def _tables(connection: Connection) -> Iterator[str]:
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
    if kind == "DATE" or (table, column) == ("ops.fingerprints", "published_day"):
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
