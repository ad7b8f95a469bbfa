"""Quotes: what a text gives in quote marks, or reports, as somebody's words.

A document arrives with its names found; records of the table ``quotes`` leave, each
with who says it, what they are and the verb that says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from transforms.facts.documents import Document
from transforms.facts.names.identities import organisation_id, person_id
from transforms.facts.names.mention import Mention
from transforms.facts.organisations import countries_of_organisations
from transforms.facts.quoting.attribution import attribute
from transforms.facts.quoting.calibration import confidence
from transforms.facts.quoting.described import with_described
from transforms.facts.quoting.reported import find_reported, starts_between
from transforms.facts.quoting.selection import is_partial, is_speech
from transforms.facts.quoting.speech import Attributed
from transforms.facts.quoting.subjects import Speaker, is_pronoun
from transforms.facts.quoting.tokens import Token
from transforms.facts.roles.countries import countries_of_persons
from transforms.facts.roles.finding import find_roles
from transforms.records import Fact

VERSION = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Fact):
    """One piece of speech: the words between the marks, or those after "said that".

    A quotation that is broken by "she said" or by a new paragraph is several pieces
    with the same ``quotation``.
    """

    text: str
    """The words as one line."""
    quotation: int
    """Number of the quotation within the document, from 1."""
    speaker: str | None
    """Fullest name in this document, else the words ("the mayor's office"); None
    where nobody is told or only "they"."""
    speaker_id: UUID | None
    """Of the person or organisation, where the name is enough to know which."""
    speaker_role: str | None
    speaker_start_char: int | None
    """Where the words are that tell the speaker: "she" too."""
    speaker_end_char: int | None
    cue: str | None
    """The verb, lower case, or "according to"; None where a colon, a dash or the place
    tells who speaks."""
    is_direct: bool
    """False for speech that is reported without quote marks."""
    is_partial: bool
    """Whether the words are a part of the author's own sentence."""


def extract(document: Document) -> Iterator[Quote]:
    """The quotations in ``document``, then the speech it reports without marks.

    No two overlap: a sentence with quote marks is not searched for reports.
    """
    speakers = _Speakers(document)
    number = 0
    taken: set[int] = set()
    for found in attribute(document):
        number = found.group
        taken |= starts_between(document, found.quotation)
        if is_speech(document, found):
            yield _quote(document, found, speakers)
    for found in find_reported(document, taken):
        number += 1
        told = with_described(document, found.attribution)
        found = replace(found, group=number, attribution=told)
        yield _quote(document, found, speakers)


class _Speakers:
    """What the document says of its persons and organisations, read when asked."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def identify(self, mention: Mention) -> UUID | None:
        """The id that tables of people and organisations have for a mention."""
        if mention.kind == "person":
            of_persons = countries_of_persons(self._document)
            return person_id(mention.name, of_persons.get(mention.entity))
        if mention.kind == "organisation":
            of_all = countries_of_organisations(self._document)
            return organisation_id(mention.name, of_all.get(mention.entity))
        return None

    def role(self, mention: Mention) -> str | None:
        """The first role that the document gives a person."""
        return self._roles.get(mention.entity)

    @cached_property
    def _roles(self) -> Mapping[int, str]:
        roles: dict[int, str] = {}
        for finding in find_roles(self._document):
            if finding.has_role:
                words = self._document.text[finding.start_char : finding.end_char]
                roles.setdefault(finding.person.entity, words)
        return roles


def _quote(document: Document, found: Attributed, speakers: _Speakers) -> Quote:
    start, end = found.quotation.start_char, found.quotation.end_char
    words = document.text[start:end]
    speaker, cue = found.attribution.speaker, found.attribution.cue
    mention = speaker.mention if speaker else None
    is_direct = found.attribution.pattern != "reported"
    is_part = is_direct and is_partial(document, found)
    return Quote(
        start_char=start,
        end_char=end,
        evidence=words,
        sentence_start_char=found.sentence.start_char,
        sentence_end_char=max(found.sentence.end_char, end),
        confidence=confidence(found, is_partial=is_part),
        text=" ".join(words.split()),
        quotation=found.group,
        speaker=mention.name if mention else _words(document, speaker),
        speaker_id=speakers.identify(mention) if mention else None,
        speaker_role=speakers.role(mention) if mention else None,
        speaker_start_char=speaker.start_char if speaker else None,
        speaker_end_char=speaker.end_char if speaker else None,
        cue=_cue(cue),
        is_direct=is_direct,
        is_partial=is_part,
    )


def _words(document: Document, speaker: Speaker | None) -> str | None:
    """How a speaker without a name is called; nothing for a bare pronoun."""
    if speaker is None or is_pronoun(document.text, speaker):
        return None
    return " ".join(document.text[speaker.start_char : speaker.end_char].split())


def _cue(cue: Token | None) -> str | None:
    if cue is None:
        return None
    return "according to" if cue.lower == "according" else cue.lower
