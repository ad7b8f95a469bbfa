"""The rows of world.toml: a warehouse whose answers can be counted by hand.

Everything that a row needs beside what the file says follows from it: ids from names,
spans and sentences from the words, the newest version from the order of versions.
"""

import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb

from tests.warehouse.world_facts import FACTS, Row, facts, place_id, reports
from transforms import dated_text
from transforms.facts.documents import prepare
from transforms.identity import digest, identify
from transforms.records import Block
from warehouse.landing import columns_of, reading

WORLD = Path(__file__).with_name("world.toml")
_BOUNDS = ("_min", "_max")

Rows = dict[str, list[Row]]


def fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Puts the world into an empty warehouse; ``folder`` takes its rows as files."""
    for table, rows in rows_of(tomllib.loads(WORLD.read_text("utf-8"))).items():
        path = folder / f"{table}.jsonl"
        lines = (json.dumps(row, default=_plain) + "\n" for row in rows)
        path.write_text("".join(lines), "utf-8")
        name = table.removeprefix("ops.")
        columns = columns_of(connection, name)
        unknown = {key for row in rows for key in row} - columns.keys()
        assert not unknown, f"{table} has no column {unknown}"
        connection.execute(
            f"insert into {table} by name {reading([str(path)], columns)}"
        )


def rows_of(world: Mapping[str, Any]) -> Rows:
    """Rows by table."""
    rows: Rows = defaultdict(list)
    rows["sources"] = [_source(each) for each in world["sources"]]
    rows["ops.fetches"] = [_fetch(each) for each in world["fetches"]]
    places = {each["name"]: each for each in world["places"]}
    for article in world["articles"]:
        _add(rows, article, places, original=None)
        for copy in article.get("copies", ()):
            _add(rows, {**article, "versions": (), **copy}, places, original=article)
    rows["known_places"] = [
        {"place_id": place_id(name), **place} for name, place in places.items()
    ]
    rows["incidents"] = [_incident(each, rows) for each in world["incidents"]]
    rows["stories"] = [_story(each, rows["articles"]) for each in world["stories"]]
    return rows


def article_id(name: str) -> UUID:
    """The id of the article that the file calls by ``name``."""
    return identify("article", _url(name))


def _url(name: str) -> str:
    return f"https://{name}.example/"


def _source(source: Row) -> Row:
    return {
        "source_id": source["id"],
        "name": source["id"].title(),
        "timezone": "UTC",
        "kinds": ["feed"],
        "is_enabled": True,
        "added_at": source["added_at"],
    }


def _fetch(fetch: Row) -> Row:
    return {
        "fetch_id": identify("fetch", fetch["source"], fetch["started_at"]),
        "url_id": identify("url", fetch["source"]),
        "source_id": fetch["source"],
        "kind": "listing",
        "url": _url(fetch["source"]),
        "failure_reason": fetch.get("failure_reason"),
        "wire_bytes": 100,
        "seconds": 0.1,
        "started_at": fetch["started_at"],
    }


def _incident(incident: Row, rows: Rows) -> Row:
    incident_id = identify("incident", incident["id"])
    reported = {
        each["article_id"]
        for each in rows["incident_reports"]
        if each["incident_id"] == incident_id
    }
    told = [
        each["published_at"]
        for each in rows["articles"]
        if each["article_id"] in reported
    ]
    known = {"status", "place", "begins_on", "ends_on", "plover_type", "title"}
    known |= {"date_precision"} | {key for key in incident if key[-4:] in _BOUNDS}
    return {
        "status": "happened",
        "date_precision": "day",
        **{key: value for key, value in incident.items() if key in known},
        "incident_id": incident_id,
        "place_id": place_id(incident["place"]) if "place" in incident else None,
        "country_iso2": "MD",
        "report_count": incident["reports"],
        "copy_count": incident["copies"],
        "source_count": incident["sources"],
        "first_reported_at": min(told),
        "last_reported_at": max(told),
    }


def _story(story: Row, articles: Sequence[Row]) -> Row:
    members = [
        each for each in articles if each.get("story_id") == _story_id(story["id"])
    ]
    representative = article_id(story["representative"])
    originals = [each for each in members if each["duplicate_of"] is None]
    return {
        "story_id": _story_id(story["id"]),
        "representative_id": representative,
        "title": next(
            each["title"] for each in members if each["article_id"] == representative
        ),
        "article_count": len(originals),
        "copy_count": len(members) - len(originals),
        "source_count": len({each["source_id"] for each in members}),
        "first_published_at": min(each["published_at"] for each in members),
        "last_published_at": max(each["published_at"] for each in members),
    }


def _story_id(name: str) -> UUID:
    return identify("story", name)


def _add(
    rows: Rows, article: Row, places: Mapping[str, Row], *, original: Row | None
) -> None:
    published_at: datetime = article["published_at"]
    first = {
        "seen_at": published_at + timedelta(minutes=5),
        "paragraphs": article["paragraphs"],
    }
    states = [first, *article.get("versions", ())]
    for ordinal, state in enumerate(states, start=1):
        version = _version(article, state, ordinal)
        rows["versions"].append(version)
        document = prepare(version["text"], published_at.date())
        for table in FACTS:
            rows[table] += facts(table, article, version, document, places)
        rows["incident_reports"] += reports(article, version, original is not None)
    rows["articles"].append(_article(article, rows["versions"][-len(states) :]))
    if original is not None:
        rows["articles"][-1]["duplicate_of"] = article_id(original["id"])
        rows["duplicates"].append(_duplicate(article, original))


def _article(article: Row, versions: Sequence[Row]) -> Row:
    published_at: datetime = article["published_at"]
    return {
        "article_id": article_id(article["id"]),
        "source_id": article["source"],
        "latest_version_id": versions[-1]["version_id"],
        "duplicate_of": None,
        "story_id": _story_id(article["story"]) if "story" in article else None,
        "url": _url(article["id"]),
        "canonical_url": _url(article["id"]),
        "title": article["title"],
        "authors": [],
        "language": "en",
        "date_precision": "second",
        "date_origin": "meta",
        "version_count": len(versions),
        "published_on": published_at.date(),
        "published_at": published_at,
        "first_published_on": published_at.date(),
        "first_published_at": published_at,
        "first_seen_at": versions[0]["seen_at"],
        "last_seen_at": versions[-1]["seen_at"],
    }


def _version(article: Row, state: Row, ordinal: int) -> Row:
    first, *others = state["paragraphs"]
    blocks = [
        Block(kind="lead", text=first),
        *(Block(kind="paragraph", text=text) for text in others),
    ]
    text = dated_text.render(article["published_at"].date(), blocks)
    return {
        "version_id": _version_id(article["id"], ordinal),
        "article_id": article_id(article["id"]),
        "capture_id": identify("capture", article["id"], ordinal),
        "content_digest": digest("\n".join(state["paragraphs"]).encode()),
        "title": article["title"],
        "text": text,
        "extractor_version": article.get("extractor_version", "2"),
        "ordinal": ordinal,
        "word_count": len(text.split()),
        "blocks": [
            {
                "kind": span.kind,
                "start_char": span.start_char,
                "end_char": span.end_char,
            }
            for span in dated_text.spans(text)
        ],
        "seen_at": state["seen_at"],
    }


def _version_id(name: str, ordinal: int) -> UUID:
    return identify("version", name, ordinal)


def _duplicate(article: Row, original: Row) -> Row:
    return {
        "version_id": _version_id(article["id"], 1),
        "original_version_id": _version_id(original["id"], 1),
        "nearest_version_id": _version_id(original["id"], 1),
        "kind": article["kind"],
        "containment": 1,
        "detected_at": article["published_at"] + timedelta(minutes=5),
    }


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
