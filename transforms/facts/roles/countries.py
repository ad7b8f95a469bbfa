"""The country that a document ties each person to."""

from collections.abc import Mapping

from transforms.facts.documents import Document
from transforms.facts.names.nationalities import country_before, country_of
from transforms.facts.roles.finding import find_roles


def countries_of_persons(document: Document) -> Mapping[int, str]:
    """Entity -> the first country of a role or right before the name."""
    return document.once(_read_countries)


def _read_countries(document: Document) -> Mapping[int, str]:
    found: dict[int, str] = {}
    for finding in find_roles(document):
        country = country_of(finding.country)
        if country is not None:
            found.setdefault(finding.person.entity, country)
    for number, mention in enumerate(document.mentions):
        if mention.kind == "person" and mention.entity not in found:
            country = country_before(document, number)
            if country is not None:
                found[mention.entity] = country
    return found
