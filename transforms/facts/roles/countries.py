"""The country that a document ties each person to."""

from collections.abc import Iterable, Mapping

from transforms.facts.documents import Document
from transforms.facts.names.nationalities import country_before, country_of
from transforms.facts.roles.finding import Finding


def countries_of_persons(
    document: Document, findings: Iterable[Finding]
) -> Mapping[int, str]:
    """Entity -> the first country of a role or right before the name."""
    found: dict[int, str] = {}
    for finding in findings:
        country = country_of(finding.country)
        if country is not None:
            found.setdefault(finding.person.entity, country)
    for number, mention in enumerate(document.mentions):
        if mention.kind == "person" and mention.entity not in found:
            country = country_before(document, number)
            if country is not None:
                found[mention.entity] = country
    return found
