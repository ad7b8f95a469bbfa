"""Organisations: which are mentioned where, by name or acronym.

A document arrives with its names found; records of the table ``organisations`` leave.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.names.identities import organisation_id
from transforms.facts.names.mention import MentionForm
from transforms.facts.names.nationalities import country_before
from transforms.records import Fact

VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Fact):
    """One mention of an organisation; ``entity`` numbers it within the text."""

    organisation_id: UUID | None
    """The same in all texts; None for a name that every country has, without its
    country."""
    name: str
    form: MentionForm
    entity: int
    country: str | None
    """ISO 3166-1 alpha-2; None where the text says none."""


def extract(document: Document) -> Iterator[Organisation]:
    """The mentions of organisations in ``document``."""
    countries = countries_of_organisations(document)
    for mention in document.mentions:
        if mention.kind != "organisation":
            continue
        sentence = document.sentence_at(mention.start_char)
        country = countries.get(mention.entity)
        yield Organisation(
            start_char=mention.start_char,
            end_char=mention.end_char,
            evidence=document.text[mention.start_char : mention.end_char],
            sentence_start_char=sentence.start_char,
            sentence_end_char=sentence.end_char,
            confidence=mention.confidence,
            organisation_id=organisation_id(mention.name, country),
            name=mention.name,
            form=mention.form,
            entity=mention.entity,
            country=country,
        )


def countries_of_organisations(document: Document) -> Mapping[int, str]:
    """Entity -> the first country that stands before one of its mentions."""
    return document.once(_read_countries)


def _read_countries(document: Document) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for number, mention in enumerate(document.mentions):
        if mention.kind == "organisation" and mention.entity not in found:
            country = country_before(document, number)
            if country is not None:
                found[mention.entity] = country
    return found
