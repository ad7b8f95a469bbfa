"""A sentence made ready for the frames: names, times and verbs per token."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from transforms.facts.dates import Date
from transforms.facts.dates import read as read_dates
from transforms.facts.documents import Document, Sentence
from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import HELPING
from transforms.facts.names.mention import Mention
from transforms.facts.names.tokens import Tokens
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.resolution import locate

Found = TypeVar("Found")
_LONGEST = 20
"""Tokens of the longest expression that is looked for."""


def reading_of(
    document: Document, sentence: Sentence, triggers: Sequence[Trigger]
) -> Reading:
    """What the frames read of a sentence."""
    tokens = document.tokens_of(sentence)
    names: list[Mention | None] = [None] * len(tokens.words)
    for mention in document.mentions_between(sentence.start_char, sentence.end_char):
        first, after = _covered(tokens, mention.start_char, mention.end_char)
        for place in range(first, after):
            names[place] = mention
    times = [False] * len(tokens.words)
    for first, after, _ in times_in(document, sentence):
        times[first:after] = [True] * (after - first)
    verbs = [word in HELPING for word in tokens.lower]
    for trigger in triggers:
        if trigger.part == "verb":
            verbs[trigger.first] = True
    return Reading(tokens=tokens, names=names, times=times, verbs=verbs)


def times_in(document: Document, sentence: Sentence) -> list[tuple[int, int, Date]]:
    """The sentence's time expressions with their first token and the one after."""
    tokens = document.tokens_of(sentence)
    starts, found = document.once(_time_starts), document.once(read_dates)
    first = bisect_left(starts, sentence.start_char)
    after = bisect_left(starts, sentence.end_char, first)
    return [
        (*_covered(tokens, each.start_char, each.end_char), each)
        for each in found[first:after]
    ]


def places_in(document: Document, sentence: Sentence) -> list[tuple[int, int, Located]]:
    """The sentence's places with their first token and the one after."""
    tokens = document.tokens_of(sentence)
    starts, found = document.once(_place_starts), locate(document)
    first = bisect_left(starts, sentence.start_char)
    after = bisect_left(starts, sentence.end_char, first)
    return [
        (*_covered(tokens, each.start_char, each.end_char), each)
        for each in found[first:after]
    ]


def nearby(
    found: Sequence[tuple[int, int, Found]], first: int, after: int
) -> Sequence[tuple[int, int, Found]]:
    """Those that begin at the tokens ``first`` to ``after`` or a few before: a
    sentence of a million words has as many places."""
    low = bisect_left(found, first - _LONGEST, key=lambda each: each[0])
    high = bisect_left(found, after, low, key=lambda each: each[0])
    return found[low:high]


def _place_starts(document: Document) -> Sequence[int]:
    return [each.start_char for each in locate(document)]


def _time_starts(document: Document) -> Sequence[int]:
    return [each.start_char for each in document.once(read_dates)]


def _covered(tokens: Tokens, start_char: int, end_char: int) -> tuple[int, int]:
    """The tokens that lie in the span, wholly or in part."""
    first = bisect_left(tokens.ends, start_char + 1)
    return first, max(first, bisect_left(tokens.starts, end_char))
