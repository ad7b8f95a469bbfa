"""Who "it" and "they" are, and whom an offer of aid without a receiver is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.facts.documents import Document
from transforms.facts.happenings.controlling import subject_of
from transforms.facts.happenings.frames import Sides
from transforms.facts.happenings.parties import Party, is_pronoun, party_of
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.words import REPORTING

_SAID_BEFORE = 6
"""Words between "said" and the pronoun that means who said it."""


@dataclass(slots=True)
class Memory:
    """The parties of the events told so far in a document."""

    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()
    """Whom aid went to last."""

    def parties(
        self, document: Document, reading: Reading, sense: Sense, sides: Sides
    ) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
        """Actors and targets of an event, which are remembered."""
        actors = _parties(document, reading, sides.actors, self.actors)
        targets = _parties(document, reading, sides.targets, self.targets)
        if sense.plover_type == "AID" and sense.mode != "rescue":
            targets = targets or self.receivers
            self.receivers = targets
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
    return tuple(party_of(document, reading, phrase) for phrase in phrases)


def _who_said(reading: Reading, pronoun: int) -> tuple[Phrase, ...]:
    """ "Hungary has said it will": the subject of the speech just before."""
    for place in range(pronoun - 1, max(-1, pronoun - 1 - _SAID_BEFORE), -1):
        if reading.word(place) in REPORTING:
            return subject_of(reading, place)
        if reading.word(place) in (".", ",", ";", "and", "but", "“", "”", '"'):
            break
    return ()
