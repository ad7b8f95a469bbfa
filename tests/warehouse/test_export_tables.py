"""Whole tables as files, by day or not."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.batches import batch, put, refined, select
from transforms.errors import UsageError
from warehouse.export_tables import Format, write_tables

READERS: dict[Format, str] = {"parquet": "read_parquet", "csv": "read_csv"}


def test_empty_warehouse_gives_empty_tables(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert set(write_tables(warehouse, tmp_path, "parquet").values()) == {0}


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_every_table_is_there_with_its_rows(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, file_format: Format
) -> None:
    put(warehouse, tmp_path, batch(refined(words="It cost $5 million.")))
    out = tmp_path / "it's [here]"
    counts = write_tables(warehouse, out, file_format)
    assert counts["money"] == 1
    assert {path.stem for path in out.glob(f"*.{file_format}")} == set(counts)
    for table, count in counts.items():
        path = f"{tmp_path}/it''s [[]here]/{table}.{file_format}"
        reader = READERS[file_format]
        assert select(warehouse, f"select count(*) from {reader}('{path}')") == [
            (count,)
        ]


def test_parquet_keeps_every_value_and_type(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined(words="It cost $5 million.")))
    for table in write_tables(warehouse, tmp_path / "out", "parquet"):
        rows = select(warehouse, f"from '{tmp_path}/out/{table}.parquet'")
        assert rows == select(warehouse, f"from main.{table}")


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_tables_of_articles_fall_into_days(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path, file_format: Format
) -> None:
    put(
        warehouse,
        tmp_path,
        batch(
            refined("https://one.example/a", words="It cost $5 million."),
            refined(
                "https://one.example/b",
                words="It cost $6 million.",
                published_on=date(2024, 3, 21),
            ),
            refined("https://one.example/c", words="It cost $7.", published_on=None),
        ),
    )
    out = tmp_path / "out"
    counts = write_tables(warehouse, out, file_format, by_day=True)
    assert (counts["money"], counts["articles"]) == (3, 3)
    assert {path.name for path in (out / "money").iterdir()} == {
        "published_on=2024-03-20",
        "published_on=2024-03-21",
        "published_on=__HIVE_DEFAULT_PARTITION__",
    }
    (found,) = select(
        warehouse,
        f"select evidence from {READERS[file_format]}"
        f"('{out}/money/*/*', hive_partitioning = true) "
        "where published_on = date '2024-03-21'",
    )
    assert found == ("$6 million",)
    assert (out / f"sources.{file_format}").is_file()


def test_article_that_moved_on_stands_in_one_day(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined()))
    write_tables(warehouse, tmp_path / "out", "parquet", by_day=True)
    warehouse.execute("update articles set published_on = published_on + 1")
    write_tables(warehouse, tmp_path / "out", "parquet", by_day=True)
    path = f"{tmp_path}/out/articles/*/*.parquet"
    assert select(warehouse, f"select published_on from '{path}'") == [
        (date(2024, 3, 21),)
    ]


def test_folder_that_holds_something_else_is_left_alone(
    warehouse: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(warehouse, tmp_path, batch(refined()))
    own = tmp_path / "out" / "articles" / "thesis.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    with pytest.raises(UsageError, match="thesis"):
        write_tables(warehouse, tmp_path / "out", "parquet", by_day=True)
    assert own.read_text() == "mine"
