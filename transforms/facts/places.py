"""Places: the gazetteer's record of each place that a text names, once a text.

A document arrives; records of the table ``places`` leave in the order of their first
mention, whose span and words they bear.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.gazetteer import Level, division, iso3
from transforms.facts.place_mentions import place_id
from transforms.facts.toponyms.confidence import confidence
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate
from transforms.records import Fact

VERSION = "2"

FeatureClass = Literal["A", "H", "L", "P", "T"]
"""GeoNames' feature classes (geonames.org/export/codes.html): country or division,
water, region, town, mountain or desert."""
_CLASSES: Mapping[Level, FeatureClass] = MappingProxyType(
    {
        "country": "A",
        "admin1": "A",
        "area": "A",
        "continent": "L",
        "region": "L",
        "town": "P",
        "water": "H",
        "terrain": "T",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace(Fact):
    """One place; ``confidence`` is that of its surest mention."""

    place_id: UUID
    geonames_id: int | None
    name: str
    feature_class: FeatureClass | None
    """None for places that no table has."""
    country_iso2: str | None
    country_iso3: str | None
    admin1: str | None
    """GeoNames' code with the country's: UA.07."""
    admin1_name: str | None
    lat: float
    lon: float
    precision: Level
    mention_count: int


def extract(document: Document) -> Iterator[NamedPlace]:
    """The places that ``document`` names, each once."""
    mentions: dict[UUID, list[Located]] = {}
    for each in locate(document):
        mentions.setdefault(place_id(each.place), []).append(each)
    for identity, found in mentions.items():
        yield _named(document, identity, found)


def _named(document: Document, identity: UUID, mentions: list[Located]) -> NamedPlace:
    first, place = mentions[0], mentions[0].place
    around = division(place.admin1) if place.admin1 else None
    return NamedPlace(
        start_char=first.start_char,
        end_char=first.end_char,
        evidence=document.text[first.start_char : first.end_char],
        sentence_start_char=first.sentence_start_char,
        sentence_end_char=first.sentence_end_char,
        confidence=max(map(confidence, mentions)),
        place_id=identity,
        geonames_id=place.geonames_id,
        name=place.name,
        feature_class=_CLASSES.get(place.level),
        country_iso2=place.country,
        country_iso3=iso3().get(place.country or ""),
        admin1=place.admin1,
        admin1_name=around.name or None if around else None,
        lat=place.latitude,
        lon=place.longitude,
        precision=place.level,
        mention_count=len(mentions),
    )
