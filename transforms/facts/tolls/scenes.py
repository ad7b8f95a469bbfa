"""Where people came to harm: the places of a sentence arrive, one leaves."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice

from transforms.facts.documents import Sentence
from transforms.facts.toponyms.located import Located

_RANKS = {"town": 0, "terrain": 0, "water": 1, "area": 1, "region": 1, "admin1": 2}
_DATELINE = re.compile(r"[A-Z][^.!?;“”]{0,80}?(?:\)[ ][-–—]|[ ](?:--|[–—]))")
"""Where the report was written, which need not be where it happened."""
_FAR_CHARACTERS = 600
_WIDE = 3
_NEAR_CHARACTERS = 60


def scene_of(
    text: str,
    places: Sequence[Located],
    sentence: Sentence,
    char: int,
    source: tuple[int, int] | None,
) -> Located | None:
    """The narrowest place that the sentence names, and of such the nearest.

    A place inside the name of the source ("medics in Rafah said") is only its own.
    """
    dateline = _DATELINE.match(text, sentence.start_char, char)
    start = max(
        dateline.end() if dateline else sentence.start_char, char - _FAR_CHARACTERS
    )
    first = bisect_left(places, start, key=lambda place: place.start_char)
    here = []
    for place in islice(places, first, None):
        if place.start_char >= min(sentence.end_char, char + _FAR_CHARACTERS):
            break
        if source is None or not source[0] <= place.start_char < source[1]:
            here.append(place)
    return min(here, key=lambda place: _order(place, char), default=None)


def _order(place: Located, char: int) -> tuple[int, int]:
    distance = abs(place.start_char - char)
    rank = _RANKS.get(place.place.level, _WIDE)
    return rank, distance + (_NEAR_CHARACTERS if place.start_char < char else 0)
