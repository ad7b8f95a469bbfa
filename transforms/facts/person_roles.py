"""Person roles: what persons are and whom they work for or belong to.

A document arrives with its names found; records of the table ``person_roles`` leave,
the first of equal statements in a text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.names.identities import organisation_id, person_id
from transforms.facts.organisations import countries_of_organisations
from transforms.facts.roles.calibration import confidence
from transforms.facts.roles.countries import countries_of_persons
from transforms.facts.roles.finding import Finding, Relation, find_roles, relation_to
from transforms.records import Fact

VERSION = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRole(Fact):
    """One statement; its words are the role's, or the organisation's for the others.

    A person with a role in an organisation makes two: "role", and "employer" or
    "member_of".
    """

    person_id: UUID | None
    person: str
    person_start_char: int
    """Where the mention of the person is that the statement is about."""
    person_end_char: int
    relation: Relation
    role: str | None
    """As written, without article; None where only the organisation is said."""
    organisation_id: UUID | None
    organisation: str | None


def extract(document: Document) -> Iterator[PersonRole]:
    """The roles, employers and memberships that ``document`` states."""
    of_persons = countries_of_persons(document)
    of_organisations = countries_of_organisations(document)
    seen: set[tuple[int, str, str]] = set()
    for finding in find_roles(document):
        for fact in _facts(document, finding, of_persons, of_organisations):
            words = (fact.organisation if fact.relation != "role" else fact.role) or ""
            key = (finding.person.entity, fact.relation, words.casefold())
            if key not in seen:
                seen.add(key)
                yield fact


def _facts(
    document: Document,
    finding: Finding,
    of_persons: Mapping[int, str],
    of_organisations: Mapping[int, str],
) -> Iterator[PersonRole]:
    organisation = finding.organisation
    role = document.text[finding.start_char : finding.end_char]
    person = finding.person
    relations: list[tuple[Relation, int, int]] = []
    if finding.has_role:
        relations.append(("role", finding.start_char, finding.end_char))
    if organisation is not None:
        related = relation_to(organisation, role if finding.has_role else "")
        relations.append((related, organisation.start_char, organisation.end_char))
    for relation, start, end in relations:
        sentence = document.sentence_at(start)
        yield PersonRole(
            start_char=start,
            end_char=end,
            evidence=document.text[start:end],
            sentence_start_char=sentence.start_char,
            sentence_end_char=sentence.end_char,
            confidence=confidence(finding, relation),
            person_id=person_id(person.name, of_persons.get(person.entity)),
            person=person.name,
            person_start_char=person.start_char,
            person_end_char=person.end_char,
            relation=relation,
            role=role if finding.has_role else None,
            organisation_id=organisation_id(
                organisation.name, of_organisations.get(organisation.entity)
            )
            if organisation
            else None,
            organisation=organisation.name if organisation else None,
        )
