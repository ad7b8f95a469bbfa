"""A mention of a place with its place, what the search for places ends in."""

from typing import NamedTuple

from transforms.facts.gazetteer import Place


class Located(NamedTuple):
    """A mention of a place."""

    start_char: int
    end_char: int
    sentence_start_char: int
    sentence_end_char: int
    place: Place
    score: float
    """How much speaks for a place at all; see ``surroundings``."""
    lead: float
    """How far the chosen place is ahead of the next of its name."""
    is_qualified: bool
