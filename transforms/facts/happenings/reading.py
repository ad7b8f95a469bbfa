"""A sentence as the frames see it, and the stretches of it that they find."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transforms.facts.happenings.words import (
    CONJUNCTIONS,
    DETERMINERS,
    HELPING,
    MARKS,
    PAST,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
)
from transforms.facts.names.mention import Mention
from transforms.facts.names.tokens import Tokens


class Phrase(NamedTuple):
    """Tokens ``first`` to ``after`` (exclusive), without article and quantifier."""

    first: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A sentence as the frames see it."""

    tokens: Tokens
    names: Sequence[Mention | None]
    """Per token the name that covers it."""
    times: Sequence[bool]
    """Per token whether it belongs to a time expression."""
    verbs: Sequence[bool]
    """Per token whether it is a verb that names an event, or one of its helpers."""

    def word(self, place: int) -> str:
        """The word in lower case; empty outside the sentence."""
        lower = self.tokens.lower
        return lower[place] if 0 <= place < len(lower) else ""

    def name(self, place: int) -> Mention | None:
        """The name that covers the token."""
        return self.names[place] if 0 <= place < len(self.names) else None

    def is_noun_like(self, place: int) -> bool:
        """Whether the token may stand inside a noun phrase."""
        if not 0 <= place < len(self.tokens.lower):
            return False
        if self.names[place] is not None:
            return True
        word = self.tokens.lower[place]
        if word in _INSIDE or (word in (",", ".") and self.is_in_number(place)):
            return True
        return not (
            self.verbs[place]
            or self.times[place]
            or word in _NEVER
            or self._is_past(place)
        )

    def is_in_number(self, place: int) -> bool:
        """The mark of "11,450" and "1.5"."""
        starts, ends = self.tokens.starts, self.tokens.ends
        return (
            0 < place < len(starts) - 1
            and self.word(place - 1).isdecimal()
            and self.word(place + 1).isdecimal()
            and ends[place - 1] == starts[place]
            and ends[place] == starts[place + 1]
        )

    def _is_past(self, place: int) -> bool:
        """An -ed without article or preposition before it is a verb."""
        word = self.tokens.lower[place]
        if not word.endswith("ed") or len(word) < 5:
            return False
        before = self.word(place - 1)
        return not (
            before in DETERMINERS
            or before in PREPOSITIONS
            or before in CONJUNCTIONS
            or before in ("", "'s", "’s", ",")
            or before.isdecimal()
        )


_INSIDE = frozenset(["'s", "’s", "$", "€", "£", "%"])
_NEVER = (
    MARKS
    | PAST
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | HELPING
    | REPORTING - {"claims"}
)
