"""The facts of world.toml, each by the words that state it."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from transforms.facts.documents import Document
from transforms.identity import identify

Row = dict[str, Any]

FACTS = (
    *("people", "organisations", "places", "quotes", "money", "casualties"),
    *("events", "event_participants"),
)

_REFERENCES = {"says", "event", "name", "incident", "entity"}
_DEFAULTS: Mapping[str, Row] = {
    "people": {"form": "full"},
    "organisations": {"form": "full"},
    "quotes": {"is_direct": False, "is_partial": False},
    "money": {"is_currency_assumed": False},
    "casualties": {"status": "stated", "is_approximate": False, "is_part": False},
    "events": {"date_precision": "day"},
}


def facts(
    table: str,
    article: Row,
    version: Row,
    document: Document,
    places: Mapping[str, Row],
) -> Iterator[Row]:
    """The facts of one kind that this version states."""
    for number, fact in enumerate(article.get(table, ())):
        start = document.text.find(fact["says"])
        if start < 0:
            continue
        sentence = document.sentence_at(start)
        yield {
            "fact_id": identify(table, version["version_id"], number),
            "article_id": version["article_id"],
            "version_id": version["version_id"],
            "evidence": fact["says"],
            "extractor": table,
            "extractor_version": "1",
            "start_char": start,
            "end_char": start + len(fact["says"]),
            "sentence_start_char": sentence.start_char,
            "sentence_end_char": sentence.end_char,
            "confidence": 0.9,
            **_DEFAULTS.get(table, {}),
            **_own_columns(table, fact, number, version["version_id"], places),
        }


def reports(article: Row, version: Row, is_copy: bool) -> Iterator[Row]:
    """What this version's events tell of."""
    for event in article.get("events", ()):
        if "incident" in event and event["says"] in version["text"]:
            told_on = article["published_at"].date()
            yield {
                "incident_id": identify("incident", event["incident"]),
                "event_id": event_id(version["version_id"], event["name"]),
                "article_id": version["article_id"],
                "version_id": version["version_id"],
                "kind": event["plover_type"],
                "actors": [],
                "targets": [],
                "is_copy": is_copy,
                "is_planned": event["status"] in {"planned", "threatened"},
                "is_town": False,
                "start_char": version["text"].index(event["says"]),
                "told_on": told_on,
                "since_on": told_on,
                "added_at": version["seen_at"],
            }


def _own_columns(
    table: str, fact: Row, number: int, version_id: UUID, places: Mapping[str, Row]
) -> Row:
    own = {key: value for key, value in fact.items() if key not in _REFERENCES}
    if "event" in fact:
        own["event_id"] = event_id(version_id, fact["event"])
    if table == "events":
        named = {
            "fact_id": event_id(version_id, fact["name"]),
            "place_id": place_id(own["place"]) if "place" in own else None,
            "trigger": fact["says"],
        }
        return {"ends_on": own.get("begins_on"), **named, **own}
    if table == "event_participants":
        entity = fact.get("entity")
        return {**own, "entity_id": entity and organisation_id(entity)}
    if table in {"people", "organisations"}:
        name = fact["name"]
        ids = {
            "people": {"person_id": identify("person", name)},
            "organisations": {"organisation_id": organisation_id(name)},
        }
        return {"name": name, "entity": number, **ids[table]}
    if table == "quotes":
        speaker = own.get("speaker_role") and identify("person", own["speaker"])
        text = {"text": fact["says"], "quotation": number, "speaker_id": speaker}
        return {**own, **text}
    if table == "casualties":
        bounds = {"count_min": own["count"], "count_max": own["count"]}
        place = {"place_id": place_id(own["place"])}
        return {"group_text": fact["says"], **place, **bounds, **own}
    if table == "places":
        place = places[own["place"]]
        return {"place_id": place_id(own["place"]), "mention_count": 1, **place}
    return own


def organisation_id(name: str) -> UUID:
    return identify("organisation", name)


def event_id(version_id: UUID, name: str) -> UUID:
    return identify("events", version_id, name)


def place_id(name: str) -> UUID:
    return identify("place", name)
