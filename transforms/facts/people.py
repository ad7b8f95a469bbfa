"""People: who is mentioned where, later mentions by surname and pronoun included.

A document arrives with its names found; records of the table ``people`` leave.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.names.identities import person_id
from transforms.facts.names.mention import MentionForm
from transforms.facts.roles.countries import countries_of_persons
from transforms.records import Fact

VERSION = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Fact):
    """One mention of a person.

    ``entity`` numbers the person within the text; ``person_id`` is the same in all
    texts and None where only part of the name is known.
    """

    person_id: UUID | None
    name: str
    form: MentionForm
    entity: int
    country: str | None
    """ISO 3166-1 alpha-2; None where the text ties the person to none."""


def extract(document: Document) -> Iterator[Person]:
    """The mentions of persons in ``document``, pronouns where it is known who."""
    countries = countries_of_persons(document)
    for mention in document.mentions:
        if mention.kind != "person":
            continue
        sentence = document.sentence_at(mention.start_char)
        country = countries.get(mention.entity)
        yield Person(
            start_char=mention.start_char,
            end_char=mention.end_char,
            evidence=document.text[mention.start_char : mention.end_char],
            sentence_start_char=sentence.start_char,
            sentence_end_char=sentence.end_char,
            confidence=mention.confidence,
            person_id=person_id(mention.name, country),
            name=mention.name,
            form=mention.form,
            entity=mention.entity,
            country=country,
        )
