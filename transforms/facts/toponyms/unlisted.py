"""Places whose spelling no table has, put where their surroundings are.

Names that the recognition takes for places arrive with the places found so far; those
that stand like one ("the village of Farchana", "in Ourang") leave. Ukrainian, Russian
and Belarusian ones are looked up by their sounds; the others get the point of the
nearest place that the text names beside them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from operator import attrgetter

from transforms.facts.documents import Document
from transforms.facts.gazetteer import SLAVIC, Place, find_by_sound, is_alike
from transforms.facts.names.mention import Mention
from transforms.facts.toponyms.located import Located
from transforms.facts.toponyms.scanning import Candidate
from transforms.facts.toponyms.surroundings import points_before
from transforms.facts.toponyms.words import words_as

_POINTS_MIN = 2.6
_CONFIDENCE_MIN = 0.6
_BACK = 40
_LOCAL = frozenset({"town", "area", "admin1"})
_REACH = 400
"""Characters in which a place named beside tells where an unknown one is."""
_LIST = frozenset({", ", " and ", ", and ", " or "})
_START = attrgetter("start_char")


def unlisted(
    document: Document, candidates: Sequence[Candidate], located: Sequence[Located]
) -> Iterator[Located]:
    """The places of ``document`` whose names no table has, in reading order."""
    if not located:
        return
    countries = {each.place.country for each in located} & SLAVIC
    previous: Located | None = None
    for mention in document.mentions:
        if mention.kind != "location" or mention.confidence < _CONFIDENCE_MIN:
            continue
        if _is_known(mention, candidates):
            continue
        points = _points(document, mention, previous)
        beside = _beside(mention, located)
        if beside and points >= _POINTS_MIN:
            place = _by_sound(mention, countries) or _near(mention, beside.place)
            previous = _found(document, mention, place, points)
            yield previous


def _points(document: Document, mention: Mention, previous: Located | None) -> float:
    """How much speaks for a place: what names it so, and what stands before it."""
    start = mention.start_char
    floor = max(document.sentence_at(start).start_char, start - _BACK)
    points = 2.0 * mention.confidence + points_before(document.text[floor:start])
    if document.text[start : mention.end_char].split()[0].lower() in words_as("class"):
        points += 2.0
    if previous and document.text[previous.end_char : start] in _LIST:
        points += 1.5
    return points


def _found(
    document: Document, mention: Mention, place: Place, points: float
) -> Located:
    sentence = document.sentence_at(mention.start_char)
    return Located(
        start_char=mention.start_char,
        end_char=mention.end_char,
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        place=place,
        score=points,
        lead=0.0,
        is_qualified=False,
    )


def _is_known(mention: Mention, candidates: Sequence[Candidate]) -> bool:
    """Whether a candidate overlaps the name."""
    place = bisect_left(candidates, mention.end_char, key=_START)
    return place > 0 and candidates[place - 1].class_end_char > mention.start_char


def _beside(mention: Mention, located: Sequence[Located]) -> Located | None:
    """The nearest place in the text, a town or division rather than a country."""
    place = bisect_left(located, mention.start_char, key=_START)
    around = located[max(place - 6, 0) : place + 6]
    near = [each for each in around if _apart(mention, each) < _REACH]
    local = [each for each in near if each.place.level in _LOCAL]
    return min(local or near, key=lambda each: _apart(mention, each), default=None)


def _apart(mention: Mention, located: Located) -> int:
    return abs(located.start_char - mention.start_char)


def _by_sound(mention: Mention, countries: Set[str | None]) -> Place | None:
    """The largest town of these countries that the name is another spelling of."""
    towns = find_by_sound(mention.name) if countries else ()
    fitting = (
        town
        for town in towns
        if town.country in countries and is_alike(mention.name, town.name)
    )
    return next(fitting, None)


def _near(mention: Mention, place: Place) -> Place:
    return replace(
        place,
        geonames_id=None,
        name=mention.name,
        level="near",
        population=0,
        is_variant=False,
    )
