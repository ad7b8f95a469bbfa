"""Each rule finds the row that breaks it, and nothing in sound data."""

from collections.abc import Iterator
from datetime import UTC, datetime

import duckdb
import pytest

from tests.warehouse.batches import (
    batch,
    capture,
    failure,
    fetch,
    new_warehouse,
    put,
    refined,
    run,
    select,
    source,
)
from warehouse import checking
from warehouse.checking import SEVERITIES, check, keep, read_checks

NOW = datetime(2024, 3, 21, tzinfo=UTC)
WORDS = (
    "The river rose by 2 metres on Monday. Four people were killed in Lozeni, Moldova."
    '\n\n"We need 2.5 million euros," Mayor Ana Rusu said.'
)

BREAKS = {
    "keys_unique": [
        ("insert into articles from articles limit 1", "articles"),
        ("insert into versions from versions where ordinal = 2", "versions.ordinal"),
        ("insert into money from money limit 1", "money"),
        ("insert into ops.captures from ops.captures limit 1", "ops.captures"),
        ("insert into ops.term_counts values (-1, 7)", "ops.term_counts"),
    ],
    "references_found": [
        ("delete from sources where source_id = 'one'", "articles.source_id"),
        ("delete from ops.captures", "versions.capture_id"),
        ("delete from versions where ordinal = 1", "dates.version_id"),
        ("update quotes set speaker_id = uuid()", "quotes.speaker_id"),
        ("update casualties set place_id = uuid()", "casualties.place_id"),
        ("update place_mentions set place_id = uuid()", "place_mentions.place_id"),
        ("update person_roles set person_id = uuid()", "person_roles.person_id"),
        ("update duplicates set nearest_version_id = uuid()", "duplicates.nearest"),
        ("update articles set story_id = uuid()", "articles.story_id"),
        ("update ops.fetches set capture_id = uuid()", "ops.fetches.capture_id"),
    ],
    "spans_inside": [
        ("update money set end_char = 10_000", "money"),
        ("update dates set start_char = end_char", "dates"),
        ("update quotes set sentence_start_char = start_char + 1", "quotes"),
    ],
    "evidence_equals_span": [
        ("update money set start_char = start_char + 1", "money"),
        ("update quotes set evidence = 'something else'", "quotes"),
    ],
    "blocks_fit": [
        (
            "update versions set blocks = list_transform(blocks, lambda block: "
            "{'kind': block.kind, 'start_char': 0, 'end_char': 9_999})",
            "versions.blocks",
        ),
    ],
    "counts_agree": [
        ("update articles set version_count = 9", "articles.version_count"),
        ("update versions set ordinal = ordinal + 1", "versions.ordinal"),
        ("truncate ops.search_pending", "ops.search_documents"),
    ],
    "originals_stand": [
        (
            "update articles set duplicate_of = (select min(article_id) from articles)",
            "articles.duplicate_of",
        ),
        (
            "update duplicates set original_version_id = version_id",
            "duplicates.original_version_id",
        ),
    ],
    "dates_in_range": [
        ("update articles set published_on = '2031-01-01'", "articles.published_on"),
        ("update articles set last_seen_at = '2001-01-01'", "articles.last_seen_at"),
        ("update articles set published_at = '2024-01-01'", "articles.published_at"),
        ("update dates set ends_at = begins_at - interval 1 day", "dates.begins_at"),
    ],
    "amounts_sane": [
        ("update money set amount = -5", "money"),
        ("update quantities set value_min = 9, value_max = 1", "quantities"),
        ("update casualties set count_max = 1", "casualties"),
        ("update places set confidence = 1.5", "places"),
    ],
    "orphans": [
        ("update ops.captures set url_id = uuid() where status = 201", "ops.captures"),
        ("update versions set word_count = 0", "versions"),
    ],
    "coverage_drops": [
        (
            "insert into ops.fetches select * replace (uuid() as fetch_id, "
            "started_at + interval 15 day as started_at) from ops.fetches limit 1",
            "sources",
        ),
    ],
}


@pytest.fixture(scope="module")
def sound(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A story, its copy, its update and a page that failed: nothing wrong."""
    warehouse, tmp_path = new_warehouse(), tmp_path_factory.mktemp("checking")
    first = refined("https://one.example/a", words=WORDS)
    copied = refined("https://two.example/b", words=WORDS, source_id="two", minute=2)
    update = refined("https://one.example/a", words=WORDS + "\n\nMore.", minute=9)
    others = [
        refined(f"https://one.example/{n}", words=f"Barge {n} sank.") for n in range(4)
    ]
    put(
        warehouse,
        tmp_path,
        batch(
            *(first, *others),
            sources=(source(), source("two")),
            runs=(run(),),
            fetches=(fetch(capture_id=first.article.capture_id),),
            failures=(failure(),),
        ),
        batch(copied, minute=2),
        batch(update, minute=9),
        batch(captures=(capture("https://one.example/broken"),), minute=10),
    )
    yield warehouse
    warehouse.close()


@pytest.fixture
def filled(sound: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to be broken: it heals after the test."""
    sound.begin()
    yield sound
    sound.rollback()


def test_sound_data_break_no_rule(filled: duckdb.DuckDBPyConnection) -> None:
    kinds = select(filled, "select distinct kind from readings.every_kind order by 1")
    assert {"casualties", "money", "quotes"} <= {str(kind) for (kind,) in kinds}
    assert [each for each in check(filled, NOW) if each.failures] == []


@pytest.mark.parametrize(
    ("name", "statement", "place"),
    [
        pytest.param(name, statement, place, id=f"{name}-{place}")
        for name, breaks in BREAKS.items()
        for statement, place in breaks
    ],
)
def test_rule_names_the_rows_that_break_it(
    filled: duckdb.DuckDBPyConnection, name: str, statement: str, place: str
) -> None:
    if name == "orphans":
        # A page that gave nothing, and no reason either.
        filled.execute("delete from ops.failures")
        filled.execute("update ops.captures set status = 201 where url like '%broken'")
    filled.execute(statement)
    (result,) = check(
        filled, NOW, [rule for rule in read_checks() if rule.name == name]
    )
    assert any(example.place.startswith(place) for example in result.examples)


@pytest.mark.parametrize("name", ["blocks_fit", "evidence_equals_span", "spans_inside"])
def test_texts_are_compared_a_part_at_a_time(
    filled: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for statement, _ in BREAKS[name]:
        filled.execute(statement)
    rules = [rule for rule in read_checks() if rule.name == name]
    (whole,) = check(filled, NOW, rules)
    monkeypatch.setattr(checking, "_VERSIONS_AT_ONCE", 1)
    (parts,) = check(filled, NOW, rules)
    assert (parts.failures, parts.examples) == (whole.failures, whole.examples)
    assert whole.failures > 1


def test_every_rule_is_broken_by_a_test() -> None:
    assert {rule.name for rule in read_checks()} == BREAKS.keys()
    assert {rule.severity for rule in read_checks()} == set(SEVERITIES)


def test_results_are_kept_once_with_the_rows_they_name(
    filled: duckdb.DuckDBPyConnection,
) -> None:
    filled.execute("update money set amount = -5")
    results = check(filled, NOW)
    keep(filled, results)
    keep(filled, results)
    kept = select(
        filled,
        "select severity, failures, examples[1].place, examples[1].problem, checked_at "
        "from ops.check_results where failures > 0",
    )
    assert [(row[0], row[2], row[4]) for row in kept] == [("warning", "money", NOW)]
    assert "2.5 million euros is read as -5" in str(kept[0][3])
    rows = select(filled, "select count(*) from ops.check_results")
    assert rows == [(len(read_checks()),)]


def test_every_key_is_proved(filled: duckdb.DuckDBPyConnection) -> None:
    """A table whose comment calls a column its key stands in the rule."""
    (rule,) = [rule.sql for rule in read_checks() if rule.name == "keys_unique"]
    kinds = {
        kind
        for (kind,) in select(
            filled,
            "select distinct view_name from "
            "duckdb_views() where schema_name = 'readings'",
        )
    }
    keys = select(
        filled,
        "select schema_name, table_name, column_name from duckdb_columns() "
        "where schema_name in ('main', 'ops') and comment similar to "
        "'(Key: |.*; key\\.).*' and table_name in (select table_name from "
        "duckdb_tables())",
    )
    for schema, table, column in keys:
        named = str(table) if schema == "main" else f"ops.{table}"
        if table not in kinds:
            assert f"select '{named}'" in rule, named
            assert f"{column}" in rule


def test_every_pointer_is_followed(filled: duckdb.DuckDBPyConnection) -> None:
    """A column of a user's table that names another table's key stands in the rule."""
    (rule,) = [rule.sql for rule in read_checks() if rule.name == "references_found"]
    pointers = select(
        filled,
        "select table_name, column_name from duckdb_columns() where "
        "schema_name = 'main' and comment not like 'Key:%' and regexp_matches(comment, "
        "'^[^:]+: (sources|articles|versions|stories|places|people)\\.\\w+_id\\b') "
        "and table_name in (select table_name from duckdb_tables())",
    )
    unproved = {"duplicate_changes", "story_changes"}
    missing = [
        f"{table}.{column}"
        for table, column in pointers
        if f"{table}.{column}" not in rule
        and column not in ("article_id", "version_id")
        and table not in unproved
    ]
    assert missing == []
