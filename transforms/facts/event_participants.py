"""Participants of events: who acts and who is acted on, each with its words.

A document arrives; records of the table ``event_participants`` leave, those of an
event together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.happenings.calibration import side_confidence
from transforms.facts.happenings.parties import Party
from transforms.facts.happenings.retelling import Retold, find_retold
from transforms.facts.happenings.spans import EventSpan
from transforms.facts.names.identities import organisation_id, person_id
from transforms.facts.organisations import countries_of_organisations
from transforms.facts.roles.countries import countries_of_persons
from transforms.records import Fact

VERSION = "4"

Role = Literal["actor", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventParticipant(Fact):
    """One side of an event."""

    event: EventSpan
    """Where the event's trigger stands; the table has its id instead."""
    role: Role
    text: str
    """The name where the words have one, else the words."""
    entity_id: UUID | None
    """people.person_id or organisations.organisation_id; None for others."""
    country_iso3: str | None
    sector: str | None
    is_recalled: bool
    """Whether only another telling of the event in the text names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    role: Role
    party: Party
    is_recalled: bool


def extract(document: Document) -> Iterator[EventParticipant]:
    """The participants of the events of ``document``."""
    happenings = find_retold(document)
    if not happenings:
        return
    persons = countries_of_persons(document)
    organisations = countries_of_organisations(document)
    for each in happenings:
        for side in _sides(each):
            entity = _entity(side.party, persons, organisations)
            yield _participant(document, each, side, entity)


def _sides(retold: Retold) -> Iterator[_Side]:
    happening = retold.happening
    for party in happening.actors or retold.actors:
        yield _Side(role="actor", party=party, is_recalled=not happening.actors)
    for party in happening.targets or retold.targets:
        yield _Side(role="target", party=party, is_recalled=not happening.targets)


def _participant(
    document: Document, retold: Retold, side: _Side, entity_id: UUID | None
) -> EventParticipant:
    happening, party = retold.happening, side.party
    sentence = document.sentence_at(party.start_char)
    return EventParticipant(
        start_char=party.start_char,
        end_char=party.end_char,
        evidence=document.text[party.start_char : party.end_char],
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=side_confidence(
            retold, side.role, party, is_recalled=side.is_recalled
        ),
        event=EventSpan(start_char=happening.start_char, end_char=happening.end_char),
        role=side.role,
        text=party.text,
        entity_id=entity_id,
        country_iso3=party.country_iso3,
        sector=party.sector,
        is_recalled=side.is_recalled,
    )


def _entity(
    party: Party, persons: Mapping[int, str], organisations: Mapping[int, str]
) -> UUID | None:
    mention = party.mention
    if mention is None:
        return None
    if mention.kind == "person":
        return person_id(mention.name, persons.get(mention.entity))
    if mention.kind == "organisation":
        return organisation_id(mention.name, organisations.get(mention.entity))
    return None
