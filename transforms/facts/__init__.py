"""Facts: from a dated text to typed statements, each with the words that state it.

A kind of fact is one module with a record class, ``extract`` and ``VERSION``; one
line in ``KINDS``; one migration with the table of the same name and its reading in
schema ``readings``; one test. The loader takes columns from the record's fields.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from transforms.facts.documents import Document
from transforms.records import Fact

from . import (
    casualties,
    dates,
    event_participants,
    events,
    money,
    organisations,
    people,
    person_roles,
    place_mentions,
    places,
    quantities,
    quotes,
)

__all__ = [
    "KINDS",
    "LANGUAGES",
    "Document",
    "Fact",
    "Kind",
    "extract",
    "with_dependents",
]

LANGUAGES = frozenset({"en"})
"""Languages whose grammar the extractors know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of fact: what it makes, how, and which state of the code does."""

    record: type[Fact]
    extract: Callable[[Document], Iterable[Fact]]
    version: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "dates": Kind(record=dates.Date, extract=dates.extract, version=dates.VERSION),
        "money": Kind(record=money.Money, extract=money.extract, version=money.VERSION),
        "people": Kind(
            record=people.Person, extract=people.extract, version=people.VERSION
        ),
        "organisations": Kind(
            record=organisations.Organisation,
            extract=organisations.extract,
            version=organisations.VERSION,
        ),
        "person_roles": Kind(
            record=person_roles.PersonRole,
            extract=person_roles.extract,
            version=person_roles.VERSION,
        ),
        "places": Kind(
            record=places.NamedPlace, extract=places.extract, version=places.VERSION
        ),
        "place_mentions": Kind(
            record=place_mentions.PlaceMention,
            extract=place_mentions.extract,
            version=place_mentions.VERSION,
        ),
        "quantities": Kind(
            record=quantities.Quantity,
            extract=quantities.extract,
            version=quantities.VERSION,
        ),
        "casualties": Kind(
            record=casualties.Casualty,
            extract=casualties.extract,
            version=casualties.VERSION,
        ),
        "quotes": Kind(
            record=quotes.Quote, extract=quotes.extract, version=quotes.VERSION
        ),
        "events": Kind(
            record=events.Event, extract=events.extract, version=events.VERSION
        ),
        "event_participants": Kind(
            record=event_participants.EventParticipant,
            extract=event_participants.extract,
            version=event_participants.VERSION,
        ),
    }
)
"""Table name -> kind."""


def extract(
    document: Document, kinds: Iterable[str] = KINDS
) -> Mapping[str, tuple[Fact, ...]]:
    """The facts of ``document``, per kind, in the order of their spans."""
    return {
        name: tuple(sorted(KINDS[name].extract(document), key=_span)) for name in kinds
    }


def with_dependents(kinds: Iterable[str]) -> tuple[str, ...]:
    """``kinds`` with those that name one of their facts, in the order of ``KINDS``.

    A casualty and a participant point at an event by its span; the places beside it
    tell whether it is told apart by a town.
    """
    wanted = set(kinds)
    if "events" in wanted:
        wanted.update(
            name
            for name, kind in KINDS.items()
            if name == "places"
            or any(field.name == "event" for field in fields(kind.record))
        )
    return tuple(name for name in KINDS if name in wanted)


def _span(fact: Fact) -> tuple[int, int]:
    return fact.start_char, fact.end_char
