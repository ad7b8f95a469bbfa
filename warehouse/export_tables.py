"""Whole tables out of the warehouse: Parquet or CSV, by day of publication or not."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import duckdb

from transforms.errors import UsageError
from warehouse.literals import quoted

Format = Literal["parquet", "csv"]

_OPTIONS: Mapping[Format, str] = {
    "parquet": "format parquet, compression zstd",
    "csv": "format csv, header",
}
_TABLES = """
select
    table_name,
    list_contains(list(column_name), 'article_id')
from duckdb_columns()
where
    schema_name = 'main'
    and database_name = current_database()
    and table_name in (select table_name from duckdb_tables())
group by table_name
order by table_name
"""


def write_tables(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    file_format: Format,
    *,
    by_day: bool = False,
) -> Mapping[str, int]:
    """One file for every table of schema main; gives rows per table.

    ``by_day`` makes a folder of each table that belongs to articles, in it one of each
    day, ``published_on=2024-03-20`` (Hive's form; ``__HIVE_DEFAULT_PARTITION__`` where
    the day is unknown), so that readers open only the days they need.

    Raises:
        UsageError: such a folder holds other files, which would be lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for table, is_of_articles in connection.execute(_TABLES).fetchall():
        if by_day and is_of_articles:
            path = _emptied(folder / table, file_format)
            rows = _with_day(table)
            options = f"{_OPTIONS[file_format]}, partition_by (published_on)"
        else:
            path = folder / f"{table}.{file_format}"
            rows, options = f"from main.{table}", _OPTIONS[file_format]
        target = quoted(str(path))
        written = connection.execute(f"copy ({rows}) to {target} ({options})")
        counts[table] = int((written.fetchone() or (0,))[0])
    return counts


def _with_day(table: str) -> str:
    if table == "articles":
        return "from main.articles"
    return (
        f"select {table}.*, articles.published_on from main.{table} as {table} "
        f"inner join main.articles as articles "
        f"on {table}.article_id = articles.article_id"
    )


def _emptied(folder: Path, file_format: Format) -> Path:
    """``folder`` without what an earlier export wrote: an article may have moved on to
    another day since."""
    if not folder.exists():
        return folder
    files = [path for path in folder.rglob("*") if not path.is_dir()]
    if foreign := [path for path in files if path.suffix != f".{file_format}"]:
        raise UsageError(f"{foreign[0]}: is no export; give another folder with --out")
    for path in files:
        path.unlink()
    return folder
