"""Events: what happened, is planned, threatened or denied, by PLOVER's types.

A document arrives; records of the table ``events`` leave, in reading order. The span
is that of the word that names the event; who is in it stands in ``event_participants``.
Happenings for which PLOVER has no type (earthquake, election) have a ``subtype``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.happenings.calibration import confidence
from transforms.facts.happenings.grounds import PlaceOrigin
from transforms.facts.happenings.retelling import Retold, find_retold
from transforms.facts.happenings.standing import Status
from transforms.facts.happenings.times import DatePrecision
from transforms.facts.happenings.typologies import acled_of, cameo_of
from transforms.facts.place_mentions import place_id
from transforms.records import Fact

VERSION = "3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Fact):
    """One event as one sentence tells it."""

    plover_type: str | None
    mode: str | None
    """How, in words of ours: shelling, arrest, pledge."""
    subtype: str | None
    acled_type: str | None
    acled_subtype: str | None
    cameo_root: str | None
    trigger: str
    """The word's base form: "shell" of "shelled"."""
    status: Status
    place: str | None
    place_id: UUID | None
    place_origin: PlaceOrigin | None
    """How the place is known; None where there is none."""
    country_iso2: str | None
    begins_on: date | None
    """First day; None where open or not told. The day of publication is not assumed."""
    ends_on: date | None
    """Last day, inclusive."""
    date_precision: DatePrecision
    date_origin: Literal["stated", "retold"] | None
    """How the days are known; None where they are not."""
    is_repeat: bool
    """Whether the text has told the same event before."""


def extract(document: Document) -> Iterator[Event]:
    """The events that ``document`` tells, in order."""
    for each in find_retold(document):
        yield _event(document, each)


def _event(document: Document, retold: Retold) -> Event:
    happening = retold.happening
    sense, span = happening.sense, happening.span
    ground = happening.ground
    place = ground.located.place if ground else None
    acled_type, acled_subtype = acled_of(sense.plover_type, sense.mode)
    return Event(
        start_char=happening.start_char,
        end_char=happening.end_char,
        evidence=document.text[happening.start_char : happening.end_char],
        sentence_start_char=happening.sentence.start_char,
        sentence_end_char=happening.sentence.end_char,
        confidence=confidence(retold),
        plover_type=sense.plover_type,
        mode=sense.mode,
        subtype=sense.subtype,
        acled_type=acled_type,
        acled_subtype=acled_subtype,
        cameo_root=cameo_of(sense.plover_type, sense.mode),
        trigger=sense.base,
        status=happening.status,
        place=place.name if place else None,
        place_id=place_id(place) if place else None,
        place_origin=ground.origin if ground else None,
        country_iso2=place.country if place else None,
        begins_on=span.begins_on,
        ends_on=span.ends_on,
        date_precision=span.precision,
        date_origin=_date_origin(retold),
        is_repeat=retold.is_repeat,
    )


def _date_origin(retold: Retold) -> Literal["stated", "retold"] | None:
    span = retold.happening.span
    if span.begins_on is None and span.ends_on is None:
        return None
    return "retold" if retold.is_date_lent else "stated"
