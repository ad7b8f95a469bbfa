"""Articles out of the warehouse: JSON lines and dated texts."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from uuid import UUID

import duckdb

from transforms import dated_text

_ROWS_AT_ONCE = 500
_NAME_BYTES = 120
_NO_NAME = re.compile(r"[^\w-]+")


def article_lines(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """One JSON object an article, without line break.

    ``published`` is an instant where its precision is ``second``, else a day, else
    null; ``duplicate_of`` is the URL of the article whose words it repeats.
    """
    for row in _articles(connection):
        yield json.dumps(_document(row), ensure_ascii=False, default=plain)


def write_dated(connection: duckdb.DuckDBPyConnection, folder: Path) -> int:
    """One dated-article file an article, ``<source>/<day>-<title>-<id>.txt``."""
    count = 0
    for row in _articles(connection):
        path = folder / str(row["source_id"]) / _file_name(row)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(row["text"]), "utf-8", newline="\n")
        count += 1
    return count


def _articles(connection: duckdb.DuckDBPyConnection) -> Iterator[dict[str, object]]:
    query = files("warehouse").joinpath("queries", "export_articles.sql")
    cursor = connection.execute(query.read_text("utf-8"))
    names = [column[0] for column in cursor.description or ()]
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for row in rows:
            yield dict(zip(names, row, strict=True))


def _document(row: Mapping[str, object]) -> dict[str, object]:
    history = row["versions"]
    assert isinstance(history, list)  # noqa: S101  # a list column
    text = str(row["text"])
    return {
        "url": row["url"],
        "canonical_url": row["canonical_url"],
        "source": row["source_id"],
        "title": row["title"],
        "authors": row["authors"],
        "published": row["published_at"] or row["published_on"],
        "date_precision": row["date_precision"],
        "language": row["language"],
        "text": text,
        "paragraphs": _words(text, is_heading=False),
        "headings": _words(text, is_heading=True),
        "duplicate_of": row["duplicate_of"],
        "duplicate_kind": row["duplicate_kind"],
        "story_id": row["story_id"],
        "versions": [
            {
                "seen_at": version["seen_at"],
                "title": version["title"],
                "paragraphs": _words(version["text"], is_heading=False),
            }
            for version in history
        ],
    }


def _words(text: str, *, is_heading: bool) -> list[str]:
    blocks = dated_text.parse(text).blocks
    return [block.text for block in blocks if (block.kind == "heading") == is_heading]


def _file_name(row: Mapping[str, object]) -> str:
    """At most 255 bytes, which is what file systems take, and one for each article."""
    words = _NO_NAME.sub("-", str(row["title"] or "").lower()).strip("-_")
    title = words.encode()[:_NAME_BYTES].decode("utf-8", "ignore").rstrip("-_")
    day = row["published_on"] or "undated"
    article_id = str(row["article_id"]).replace("-", "")[:16]
    return f"{day}-{title or 'untitled'}-{article_id}.txt"


def plain(value: object) -> str:
    """Days, instants and ids as JSON has them: text."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in an export")
