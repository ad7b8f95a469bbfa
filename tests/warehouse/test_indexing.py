"""What is pending comes into the index, and what changes or goes leaves it."""

from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import at, batch, put, refined, select, source
from warehouse.dropping import drop
from warehouse.indexing import extend
from warehouse.searching import search

URL = "https://one.example/{}"
SEGMENTS = """
select count(distinct segment), count(*), count(distinct document)
from ops.search_documents
"""
POSTINGS = "select count(distinct segment) from ops.search_postings"
PENDING = "select count(*) from ops.search_pending"


def fill(
    connection: duckdb.DuckDBPyConnection, folder: Path, first: int, last: int
) -> None:
    articles = (
        refined(URL.format(number), words=f"Barge {number} sank on Monday.")
        for number in range(first, last)
    )
    put(connection, folder, batch(*articles, sources=(source(),), minute=first))


def urls(connection: duckdb.DuckDBPyConnection, query: str) -> list[object]:
    names, rows = search(connection, query)
    return [row[names.index("url")] for row in rows]


def test_load_names_its_articles_once(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(warehouse, tmp_path, 0, 2)
    fill(warehouse, tmp_path, 0, 3)
    assert select(warehouse, PENDING) == [(3,)]
    assert extend(warehouse) == 3
    assert extend(warehouse) == 0
    assert select(warehouse, PENDING) == [(0,)]


def test_small_segments_become_one(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for first, segments in ((0, 1), (2, 1), (4, 2)):
        fill(warehouse, tmp_path, first, first + 2)
        extend(warehouse, segment=6)
        assert select(warehouse, SEGMENTS) == [(segments, first + 2, first + 2)]
        assert select(warehouse, POSTINGS) == [(segments,)]
    assert len(urls(warehouse, "barge")) == 6


@pytest.mark.parametrize("is_indexed_again", [False, True])
def test_article_is_found_by_the_words_it_has_now(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, is_indexed_again: bool
) -> None:
    fill(warehouse, tmp_path, 0, 4)
    extend(warehouse, segment=4)
    update = refined(URL.format(0), words="A ferry ran aground.", minute=9)
    put(warehouse, tmp_path, batch(update, minute=9))
    if is_indexed_again:
        assert extend(warehouse, segment=4) == 1
    assert urls(warehouse, "ferry") == [URL.format(0)]
    assert len(urls(warehouse, "barge")) == 3


def test_dropped_source_leaves_the_index(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    fill(warehouse, tmp_path, 0, 2)
    extend(warehouse)
    fill(warehouse, tmp_path, 2, 3)
    drop(warehouse, "one", at(9))
    assert urls(warehouse, "barge") == []
    assert select(warehouse, PENDING) == [(0,)]
    assert select(warehouse, SEGMENTS) == [(0, 0, 0)]
    fill(warehouse, tmp_path, 5, 6)
    extend(warehouse)
    assert select(warehouse, POSTINGS) == [(1,)]
