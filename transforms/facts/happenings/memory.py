"""Who "it" and "they" are, and whom an offer of aid without a receiver is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.facts.documents import Document
from transforms.facts.happenings.embedding import Told
from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.grounds import described
from transforms.facts.happenings.parties import (
    Party,
    able_actors,
    able_targets,
    is_pronoun,
    party_of,
)
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.subjects import subject_of
from transforms.facts.happenings.words import REPORTING

_DISASTERS_TEXT = """
    earthquake flood storm wildfire landslide eruption drought epidemic accident"""
_DISASTERS = frozenset(_DISASTERS_TEXT.split())
_HARM = frozenset({"killing", "wounding", "destruction"})
_SAID_BEFORE = 6
"""Words between "said" and the pronoun that means who said it."""


@dataclass(slots=True)
class Memory:
    """The parties of the events told so far in a document."""

    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()
    """Whom aid went to last."""

    is_disaster: bool = False
    """Whether a disaster was told after the last attack."""

    def expect(self, told: Sequence[Told]) -> None:
        """Notes a disaster of the sentence before its events are asked about:
        "two were killed after a hillside slid onto the village"."""
        attacks = (
            each.sense.plover_type == "ASSAULT" and each.sense.mode not in _HARM
            for each in told
        )
        if not any(attacks):
            disasters = (each.sense.subtype in _DISASTERS for each in told)
            self.is_disaster = self.is_disaster or any(disasters)

    def explains(self, told: Told) -> bool:
        """Whether harm by nobody is what a disaster told before did."""
        sense = told.sense
        if sense.subtype is not None:
            self.is_disaster = self.is_disaster or sense.subtype in _DISASTERS
        if sense.plover_type != "ASSAULT" or sense.mode not in _HARM:
            if sense.plover_type == "ASSAULT":
                self.is_disaster = False
            return False
        return self.is_disaster and not told.sides.actors

    def parties(
        self, document: Document, reading: Reading, sense: Sense, sides: Sides
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Actors and targets of an event, which are remembered."""
        acting = able_actors(reading, sides.actors)
        actors = _parties(document, reading, acting, self.actors)
        able = able_targets(reading, sense, sides.targets)
        targets = _parties(document, reading, able, self.targets)
        acting_names = {actor.text for actor in actors}
        targets = tuple(each for each in targets if each.text not in acting_names)
        if sense.plover_type == "AID" and sense.mode != "rescue":
            targets = targets or self.receivers
            self.receivers = tuple(each for each in targets if each.is_place)
        self.actors = actors or self.actors
        self.targets = targets or self.targets
        return actors, targets


def _parties(
    document: Document,
    reading: Reading,
    phrases: Sequence[Phrase],
    before: tuple[Party, ...],
) -> tuple[Party, ...]:
    if len(phrases) == 1 and is_pronoun(reading, phrases[0]):
        said = _who_said(reading, phrases[0].first)
        if not said or is_pronoun(reading, said[0]):
            return before
        phrases = said
    return tuple(_party(document, reading, phrase) for phrase in phrases)


def _party(document: Document, reading: Reading, phrase: Phrase) -> Party:
    """The party; "the district" by the name of the place that it stands for."""
    party = party_of(document, reading, phrase)
    place = described(document, reading, (phrase,))
    if place is None:
        return party
    return party._replace(text=document.text[place.start_char : place.end_char])


def _who_said(reading: Reading, pronoun: int) -> tuple[Phrase, ...]:
    """ "Hungary has said it will": the subject of the speech just before."""
    for place in range(pronoun - 1, max(-1, pronoun - 1 - _SAID_BEFORE), -1):
        if reading.word(place) in REPORTING:
            return subject_of(reading, place)
        if reading.word(place) in (".", ",", ";", "and", "but", "“", "”", '"'):
            break
    return ()
