"""Noun phrases beside a verb or a noun that names an event; no parser, small words.

All functions take a sentence's ``Reading`` and token positions; they look at a bounded
number of tokens, so a sentence costs time linear in its length.
"""

from collections.abc import Sequence

from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.words import (
    ADVERBS,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    SUBORDINATORS,
    is_adverb,
)

_PHRASE_MAX = 12
_SLOT_MAX = 22
ARTICLES = frozenset(["a", "an", "the"])
_OPENING = (DETERMINERS - {"its", "his", "her", "their", "those"}) | (
    QUANTIFIERS | ADVERBS | CONJUNCTIONS | {"'s", "’s"}
)
"""What a phrase loses at its front."""
_ABOUT = PREPOSITIONS & QUANTIFIERS
_CLAUSES = SUBORDINATORS - {"after", "before", "since"}
_ENDING = frozenset([".", ";", ":", "“", "”", ","])


def trim(reading: Reading, first: int, after: int) -> Phrase | None:
    """The phrase without articles, quantifiers and edges that are no part of it."""
    names, lower = reading.names, reading.tokens.lower
    while first < after and names[first] is None and lower[first] in _OPENING:
        first += 1
    while first < after and (
        lower[after - 1] in ("'s", "’s")
        or (names[after - 1] is None and _trails(lower[after - 1]))
    ):
        after -= 1
    return Phrase(first=first, after=after) if first < after else None


def _trails(word: str) -> bool:
    return (
        word in DETERMINERS
        or word in CALENDAR
        or word in CONJUNCTIONS
        or is_adverb(word)
    )


def after_verb(reading: Reading, place: int) -> tuple[Phrase, ...]:
    """The object: the nouns right after a verb, with what "of" adds to them."""
    while reading.word(place) in ADVERBS or reading.word(place).endswith("ly"):
        place += 1
    found = list_from(reading, place)
    return (_chosen(reading, found[0]),) if len(found) == 1 else found


def _chosen(reading: Reading, phrase: Phrase) -> Phrase:
    """ "those choosing to evacuate": the infinitive tells who "those" are."""
    is_open = reading.word(phrase.first) == "those" and (
        phrase.after - phrase.first == 2 and reading.word(phrase.after) == "to"
    )
    return Phrase(first=phrase.first, after=phrase.after + 2) if is_open else phrase


def list_from(reading: Reading, place: int) -> tuple[Phrase, ...]:
    """The phrase that begins at ``place`` and those joined to it by "and"."""
    found: list[Phrase] = []
    limit = place + 2 * _PHRASE_MAX
    while place < limit:
        after = _phrase_after(reading, place)
        phrase = trim(reading, place, after)
        if phrase is None:
            break
        found.append(phrase)
        joint = reading.word(after)
        if joint not in ("and", ","):
            break
        following = after + 1
        if joint == "," and reading.word(following) == "and":
            following += 1
        if not _joins(reading, phrase, following):
            break
        place = following
    return tuple(found)


def _joins(reading: Reading, phrase: Phrase, following: int) -> bool:
    """Names join names; common nouns stay one phrase with what follows them."""
    return (
        reading.name(phrase.after - 1) is not None
        and reading.name(following) is not None
    )


def _phrase_after(reading: Reading, place: int) -> int:
    first = place
    if reading.word(place) in _ABOUT:
        place += 1
    while place - first < _PHRASE_MAX:
        is_of = reading.word(place) == "of" and place > first
        if is_of and reading.verbs[place + 1 : place + 2] == [True]:
            break  # "accused Sudan of lying"
        is_inside = is_of or _is_inner_and(reading, place, first)
        if not (is_inside or reading.is_noun_like(place)):
            break
        if reading.word(place) in ARTICLES and reading.name(place - 1) is not None:
            break  # "give Mali a loan"
        place += 1
        if _ends_person(reading, place):
            break
    return place - 1 if reading.word(place - 1) in ("of", "and") else place


def _ends_person(reading: Reading, place: int) -> bool:
    """Behind a person's name only a possessive goes on."""
    before, here = reading.name(place - 1), reading.name(place)
    return (
        before is not None
        and before.kind == "person"
        and before is not here
        and reading.word(place) not in ("'s", "’s", "of")
    )


def _is_inner_and(reading: Reading, place: int, first: int) -> bool:
    """ "food and medicine", "his wife and son" are one phrase."""
    return (
        reading.word(place) == "and"
        and place > first
        and reading.name(place - 1) is None
        and reading.name(place + 1) is None
        and reading.is_noun_like(place + 1)
        and reading.word(place + 1) not in PRONOUNS
    )


def slot(
    reading: Reading, place: int, prepositions: Sequence[str]
) -> tuple[Phrase, ...]:
    """What follows one of the prepositions to the right, in the same clause."""
    lower = reading.tokens.lower
    for at in range(place, min(place + _SLOT_MAX, len(lower))):
        word = lower[at]
        if word in _ENDING and reading.is_in_number(at):
            continue
        if word in _ENDING or word in _CLAUSES:
            break
        if reading.verbs[at]:
            break
        if word in prepositions and not _is_time(reading, at + 1):
            found = list_from(reading, at + 1)
            if found:
                return found
    return ()


def _is_time(reading: Reading, place: int) -> bool:
    inside = place < len(reading.times)
    return inside and (reading.times[place] or reading.word(place) in CALENDAR)
