"""Records of quotations with who speaks them, which all of this package shares."""

from dataclasses import dataclass
from typing import Literal

from transforms.facts.documents import Sentence
from transforms.facts.quoting.marks import Quotation
from transforms.facts.quoting.subjects import Speaker
from transforms.facts.quoting.tokens import Token

Pattern = Literal[
    "after",
    "before",
    "colon",
    "dash",
    "according",
    "clause",
    "same",
    "run-on",
    "next",
    "none",
    "reported",
]
"""How the speaker was told: by words behind or before the quotation, a colon or dash,
"according to", the subject of a clause without a verb of speech, the quotation before
in the sentence, one that runs on, one in the sentence or paragraph before; or not at
all. "reported" is speech without quote marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What the frame of a quotation says of it."""

    speaker: Speaker | None
    cue: Token | None
    pattern: Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """A quotation, its sentence, its speech and the number of what it is part of."""

    quotation: Quotation
    sentence: Sentence
    attribution: Attribution
    group: int
    """Pieces with the same number are one quotation."""
    is_continued: bool
    """Whether an earlier piece of it was given."""


NOBODY = Attribution(speaker=None, cue=None, pattern="none")


def inherited(last: Attributed, pattern: Pattern) -> Attribution:
    """The speech of the piece before, told in another way."""
    attribution = last.attribution
    if attribution.speaker is None:
        return attribution
    return Attribution(
        speaker=attribution.speaker, cue=attribution.cue, pattern=pattern
    )
