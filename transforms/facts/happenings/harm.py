"""Which event did the harm that a toll speaks of."""

from bisect import bisect_left
from collections.abc import Sequence

from transforms.facts.documents import Document, Sentence
from transforms.facts.happenings.finding import Happening, find_happenings
from transforms.facts.happenings.spans import EventSpan
from transforms.facts.tolls.lexicon import Effect

_HARMFUL_TEXT = """
    earthquake flood storm wildfire landslide eruption drought epidemic accident"""
_HARMFUL = frozenset(_HARMFUL_TEXT.split())
_TYPES = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_LOOKED_AT = 40
"""Events before a toll that are looked at; bounds the work."""
_REACH_CHARS = 500
"""How far before its sentence a toll's event may stand: some two sentences."""


def harming(
    document: Document, sentence: Sentence, start_char: int, effect: Effect
) -> EventSpan | None:
    """The nearest event that can do such harm, in the sentence or shortly before."""
    lasting = document.once(_lasting)
    after = bisect_left(lasting, sentence.end_char, key=lambda each: each.start_char)
    near: list[Happening] = []
    for each in reversed(lasting[max(0, after - _LOOKED_AT) : after]):
        if each.start_char < sentence.start_char - _REACH_CHARS:
            break
        if near and each.start_char < sentence.start_char:
            break
        if _can_harm(each, effect):
            near.append(each)
    if not near:
        return None
    return _span(min(near, key=lambda each: abs(each.start_char - start_char)))


def _lasting(document: Document) -> Sequence[Happening]:
    possible = ("planned", "threatened", "hypothetical")
    return [each for each in find_happenings(document) if each.status not in possible]


def _can_harm(happening: Happening, effect: Effect) -> bool:
    sense = happening.sense
    if sense.subtype in _HARMFUL:
        return True
    if sense.plover_type == "COERCE" and effect != "displaced":
        return sense.mode == "destruction"
    return sense.plover_type in _TYPES


def _span(happening: Happening) -> EventSpan:
    return EventSpan(start_char=happening.start_char, end_char=happening.end_char)
