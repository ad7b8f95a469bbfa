"""Facts that a reader has judged, with what the extractors say of them now.

The keys of the gold data for casualties, events and roles leave out most true facts:
MUC's gives the tolls of terror alone (.42 of ours, where a reader found all 73 right),
PLOVER's one event a sentence, CoNLL04's five relations. ``judged.csv`` has a reader's
verdict instead, on facts drawn at random from twelve sets of news: 340 tolls and all of
MUC's, 605 events with their sides, 240 roles; and 369 quantities of seven sets, drawn
by how sure they were, as unit tests of numbers are no news. A row names a fact by its
place and by what is said there; no words are kept. What the extractors say no longer is
left out, and so is what they say anew.

Right is a toll of people who came to that harm, in that number and standing (one that
is only feared is not stated); an event whose word means such an event, whatever its
standing; a side that did it, or had it done to, of a right event; a person who is that,
or belongs there; a number that is one, and not of a name, a day or an address, with its
value, unit and bound.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from tests.quality.measure import SHARED
from transforms.facts import Fact, extract
from transforms.facts.casualties import Casualty
from transforms.facts.documents import prepare
from transforms.facts.event_participants import EventParticipant
from transforms.facts.events import Event
from transforms.facts.person_roles import PersonRole
from transforms.facts.quantities import Quantity

_VERDICTS = Path(__file__).with_name("judged.csv")
KINDS = ("casualty", "event", "participant", "role", "quantity")
_TABLES = ("casualties", "events", "event_participants", "person_roles", "quantities")

Key = tuple[str, int, int, str]
"""Kind, span and what is said of it."""


def judge(kind: str) -> Iterator[tuple[float, bool, str]]:
    """Confidence of each judged fact of a kind that is still said, whether it is right,
    and its document."""
    for document, verdicts in _verdicts().items():
        said = _said(document)
        for key, is_right in verdicts.items():
            if key[0] == kind and key in said:
                yield said[key], is_right, document[1]


@cache
def _verdicts() -> Mapping[tuple[str, str], Mapping[Key, bool]]:
    """(data set, document) -> the verdicts on its facts."""
    found: dict[tuple[str, str], dict[Key, bool]] = defaultdict(dict)
    with _VERDICTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            span = (int(row["start_char"]), int(row["end_char"]))
            key = (row["kind"], *span, row["said"])
            found[row["dataset"], row["document"]][key] = row["is_right"] == "1"
    return found


@cache
def _said(document: tuple[str, str]) -> Mapping[Key, float]:
    """What the extractors say of a document, and how sure they are."""
    row = _texts(document[0])[document[1]]
    day = date.fromisoformat(row["published"]) if row["published"] else None
    found = extract(prepare(row["text"], day), _TABLES)
    return {_key(fact): fact.confidence for facts in found.values() for fact in facts}


@cache
def _texts(dataset: str) -> Mapping[str, Mapping[str, str]]:
    path = SHARED / "data" / "facts" / f"{dataset}.jsonl"
    with path.open(encoding="utf-8") as file:
        return {row["id"]: row for row in map(json.loads, file)}


def _key(fact: Fact) -> Key:
    span = (fact.start_char, fact.end_char)
    if isinstance(fact, Casualty):
        return ("casualty", *span, f"{fact.effect} {fact.count} {fact.status}")
    if isinstance(fact, Event):
        return ("event", *span, str(fact.plover_type or fact.subtype))
    if isinstance(fact, EventParticipant):
        return ("participant", *span, f"{fact.role} {fact.event.start_char}")
    if isinstance(fact, PersonRole):
        return ("role", *span, f"{fact.relation} {fact.person_start_char}")
    if isinstance(fact, Quantity):
        return ("quantity", *span, f"{fact.value.normalize():f} {fact.unit}")
    raise TypeError(type(fact))
