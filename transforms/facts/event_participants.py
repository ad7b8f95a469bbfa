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
from transforms.facts.happenings.finding import Happening, find_happenings
from transforms.facts.happenings.parties import Party
from transforms.facts.happenings.spans import EventSpan
from transforms.facts.names.identities import organisation_id, person_id
from transforms.facts.organisations import countries_of_organisations
from transforms.facts.roles.countries import countries_of_persons
from transforms.records import Fact

VERSION = "3"

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


def extract(document: Document) -> Iterator[EventParticipant]:
    """The participants of the events of ``document``."""
    happenings = find_happenings(document)
    if not happenings:
        return
    persons = countries_of_persons(document)
    organisations = countries_of_organisations(document)
    for happening in happenings:
        sides: tuple[tuple[Role, tuple[Party, ...]], ...] = (
            ("actor", happening.actors),
            ("target", happening.targets),
        )
        for role, parties in sides:
            for party in parties:
                entity = _entity(party, persons, organisations)
                yield _participant(document, happening, role, party, entity)


def _participant(
    document: Document,
    happening: Happening,
    role: Role,
    party: Party,
    entity_id: UUID | None,
) -> EventParticipant:
    sentence = document.sentence_at(party.start_char)
    return EventParticipant(
        start_char=party.start_char,
        end_char=party.end_char,
        evidence=document.text[party.start_char : party.end_char],
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=side_confidence(happening, is_actor=role == "actor"),
        event=EventSpan(start_char=happening.start_char, end_char=happening.end_char),
        role=role,
        text=party.text,
        entity_id=entity_id,
        country_iso3=party.country_iso3,
        sector=party.sector,
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
