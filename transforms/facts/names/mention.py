"""One mention of a named thing, the record that other kinds of fact build on."""

from dataclasses import dataclass
from typing import Literal

MentionKind = Literal["person", "organisation", "location", "other"]
MentionForm = Literal["full", "short", "acronym", "pronoun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name something, without article, title and possessive ending.

    ``kind`` "other" are nationalities, events, products and works. A pronoun is a
    mention only where it is known who is meant. ``confidence`` is that of span and
    kind.
    """

    start_char: int
    end_char: int
    kind: MentionKind
    name: str
    """The fullest name of the entity in this document: of "Smith" and "he" too."""
    entity: int
    """Number of the entity within the document, from 0."""
    form: MentionForm
    confidence: float
