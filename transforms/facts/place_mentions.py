"""Mentions of places: where a text names a place, and which place that is.

A document arrives; records of the table ``place_mentions`` leave, in reading order.
Peoples and what is named after places ("Russian", "Bank of England") are none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.gazetteer import Level, Place
from transforms.facts.toponyms.confidence import confidence
from transforms.facts.toponyms.resolution import locate
from transforms.identity import identify
from transforms.records import Fact

VERSION = "2"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention(Fact):
    """One mention; the row of ``places`` with the same id has the point."""

    place_id: UUID
    name: str
    """The place's name in the gazetteer, whatever the text calls it."""
    country_iso2: str | None
    precision: Level


def extract(document: Document) -> Iterator[PlaceMention]:
    """The mentions of places in ``document``, none overlapping another."""
    for each in locate(document):
        yield PlaceMention(
            start_char=each.start_char,
            end_char=each.end_char,
            evidence=document.text[each.start_char : each.end_char],
            sentence_start_char=each.sentence_start_char,
            sentence_end_char=each.sentence_end_char,
            confidence=confidence(each),
            place_id=place_id(each.place),
            name=each.place.name,
            country_iso2=each.place.country,
            precision=each.place.level,
        )


def place_id(place: Place) -> UUID:
    """The same in all texts: of GeoNames' number, else of name and division."""
    if place.geonames_id is not None:
        return _identified(place.geonames_id)
    return _identified(place.level, place.country, place.admin1, place.name)


@lru_cache(maxsize=20_000)
def _identified(*key: object) -> UUID:
    return identify("place", *key)
