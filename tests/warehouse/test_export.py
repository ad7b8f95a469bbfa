"""Articles and tables as files: the contract of ``dateline export``."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.batches import at, batch, put, refined
from transforms import dated_text
from warehouse.export import article_lines, write_dated

CONTRACT = [
    *("url", "canonical_url", "source", "title", "authors", "published"),
    *("date_precision", "language", "text", "paragraphs", "headings"),
    *("duplicate_of", "duplicate_kind", "story_id", "versions"),
]


def lines(warehouse: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    return [json.loads(line) for line in article_lines(warehouse)]


def test_line_has_the_keys_of_the_contract(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined(authors=("Ana Rusu",))))
    (line,) = lines(warehouse)
    assert list(line) == CONTRACT
    assert list(line["versions"][0]) == ["seen_at", "title", "paragraphs"]
    assert line["authors"] == ["Ana Rusu"]
    assert line["source"] == "one"
    assert line["paragraphs"] == ["The river rose by two metres on Monday."]
    assert (line["duplicate_of"], line["duplicate_kind"], line["story_id"]) == (
        (None,) * 3
    )


@pytest.mark.parametrize(
    ("day", "minute", "published"),
    [
        (date(2024, 3, 20), 90, "2024-03-20T07:30:00+00:00"),
        (date(2024, 3, 20), None, "2024-03-20"),
        (None, None, None),
    ],
)
def test_published_says_as_much_as_is_known(
    warehouse: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    day: date | None,
    minute: float | None,
    published: str | None,
) -> None:
    instant = None if minute is None else at(minute)
    put(warehouse, tmp_path, batch(refined(published_on=day, published_at=instant)))
    assert lines(warehouse)[0]["published"] == published


def test_copy_names_the_article_it_repeats(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    first = refined("https://one.example/a")
    copy = refined("https://two.example/b", source_id="two", minute=5)
    put(warehouse, tmp_path, batch(first, copy))
    original, repeated = lines(warehouse)
    assert original["duplicate_of"] is None
    assert repeated["duplicate_of"] == "https://one.example/a"
    assert repeated["duplicate_kind"] == "exact"


def test_history_is_told_in_order(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(refined(words="Second.\n\nMore.", minute=5, title="B")),
        batch(refined(words="First.", title=None)),
    )
    (line,) = lines(warehouse)
    assert line["versions"] == [
        {"seen_at": at(0).isoformat(), "title": None, "paragraphs": ["First."]},
        {
            "seen_at": at(5).isoformat(),
            "title": "B",
            "paragraphs": ["Second.", "More."],
        },
    ]
    assert line["paragraphs"] == ["Second.", "More."]


def test_order_does_not_depend_on_that_of_loading(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    articles = [
        refined(
            f"https://one.example/{number}",
            words=f"Text {number}.",
            published_on=None if number % 3 == 0 else date(2024, 3, 1 + number % 2),
        )
        for number in range(12)
    ]
    put(warehouse, tmp_path, *(batch(each) for each in reversed(articles)))
    urls = [line["url"][-2:].strip("/") for line in lines(warehouse)]
    assert urls == ["10", "2", "4", "8", "1", "11", "5", "7", "0", "3", "6", "9"]


def test_odd_words_stay_one_line(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    words = "A \u2028 B \x00 C \x85 “D”"
    put(warehouse, tmp_path, batch(refined(words=words, title="x\ny")))
    (line,) = article_lines(warehouse)
    assert "\n" not in line
    assert json.loads(line)["paragraphs"] == [words]
    assert json.loads(line)["title"] == "x\ny"


def test_empty_warehouse_exports_nothing(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert lines(warehouse) == []
    assert write_dated(warehouse, tmp_path / "out") == 0


def test_dated_files_parse_back_to_the_stored_text(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    words = "Lead.\n\n## marks\n\n\\ more marks\n\nLooks like a heading\n\nThe end."
    sent = refined(words=words)
    put(warehouse, tmp_path, batch(sent))
    assert write_dated(warehouse, tmp_path / "out") == 1
    (path,) = (tmp_path / "out").rglob("*.txt")
    assert path.parent == tmp_path / "out" / "one"
    assert path.read_bytes().decode("utf-8") == sent.text
    parsed = dated_text.parse(path.read_text("utf-8"))
    assert parsed.blocks == sent.article.blocks
    assert parsed.published_on == sent.article.published_on


TITLES = [
    "a/b/../../etc/passwd",
    "..",
    "x" * 300,
    "水" * 300,
    "𝒜" * 300,
    "İ" * 100,
    "🚢🚢🚢",
    "",
    "   ",
    None,
    "CON: aux? <nul> |*\"'\\",
    "tab\tnew\nline\x00nul",
    "-- ; drop table articles",
]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_makes_a_safe_file_name(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, title: str | None
) -> None:
    put(warehouse, tmp_path, batch(refined(title=title)))
    write_dated(warehouse, tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.txt")
    assert path.parent == tmp_path / "out" / "one"
    assert len(path.name.encode()) <= 255
    assert path.name.startswith("2024-03-20-")
    assert "--" not in path.name
    assert path.name == "".join(path.name.split())


def test_title_without_letters_is_called_untitled(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined(title="🚢", published_on=None)))
    write_dated(warehouse, tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.txt")
    assert path.name.startswith("undated-untitled-")


def test_same_title_on_one_day_makes_two_files(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    second = refined("https://one.example/b", words="Other words.")
    put(warehouse, tmp_path, batch(refined(), second))
    assert write_dated(warehouse, tmp_path / "out") == 2
    assert len(list((tmp_path / "out").rglob("*.txt"))) == 2
