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
    HELPING,
    PREPOSITIONS,
    PRONOUNS,
    QUANTIFIERS,
    SUBORDINATORS,
    is_adverb,
)

_PHRASE_MAX = 12
_SUBJECT_MAX = 24
_SLOT_MAX = 22
_ARTICLES = frozenset(["a", "an", "the"])
_ENDING = frozenset([".", ";", ":", "“", "”", ","])


def trim(reading: Reading, first: int, after: int) -> Phrase | None:
    """The phrase without articles, quantifiers and edges that are no part of it."""
    while (
        first < after
        and reading.names[first] is None
        and (
            reading.word(first) in DETERMINERS - {"its", "his", "her", "their", "those"}
            or reading.word(first) in QUANTIFIERS
            or reading.word(first) in ADVERBS
            or reading.word(first) in CONJUNCTIONS
            or reading.word(first) in ("'s", "’s")
        )
    ):
        first += 1
    while first < after and (
        reading.word(after - 1) in ("'s", "’s")
        or (reading.names[after - 1] is None and _trails(reading.word(after - 1)))
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
    return list_from(reading, place)


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
    if reading.word(place) in PREPOSITIONS & QUANTIFIERS:
        place += 1
    while place - first < _PHRASE_MAX:
        is_of = reading.word(place) == "of" and place > first
        if is_of and reading.verbs[place + 1 : place + 2] == [True]:
            break  # "accused Sudan of lying"
        is_inside = is_of or _is_inner_and(reading, place, first)
        if not (is_inside or reading.is_noun_like(place)):
            break
        if reading.word(place) in _ARTICLES and reading.name(place - 1) is not None:
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
    for at in range(place, min(place + _SLOT_MAX, len(reading.tokens.lower))):
        word = reading.word(at)
        if word in _ENDING and reading.is_in_number(at):
            continue
        if word in _ENDING or word in SUBORDINATORS - {"after", "before", "since"}:
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


def before_verb(reading: Reading, place: int) -> tuple[Phrase, ...]:
    """The subject: the first of the nouns left of the group that begins at ``place``.

    "Senators in Rome plan": of nouns tied by prepositions the first acts. What stands
    between commas behind a name is passed by.
    """
    limit = max(-1, place - _SUBJECT_MAX)
    at = _skip_times(reading, place - 1)
    at = _skip_insertion(reading, at, limit)
    if reading.word(at) not in ("who", "which", "that"):
        return _chain(reading, at, limit)
    at -= 2 if reading.word(at - 1) == "," else 1
    found = _chain(reading, at, limit)
    named = _described(reading, found[0]) if found else None
    return (named,) if named else found


def _described(reading: Reading, phrase: Phrase) -> Phrase | None:
    """ "Ann Lee, a teacher who": the name before the description."""
    comma = phrase.first - 1
    if reading.word(comma) in _ARTICLES:
        comma -= 1
    name = reading.name(comma - 1)
    if reading.word(comma) != "," or name is None or name.kind != "person":
        return None
    first = comma - 1
    while reading.name(first - 1) is name:
        first -= 1
    return Phrase(first=first, after=comma)


def _chain(reading: Reading, at: int, limit: int) -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    while at > limit:
        first = _phrase_before(reading, at, limit)
        end = found[0].after if reading.word(at + 1) == "of" and found else at + 1
        phrase = trim(reading, first, end)
        if phrase is None:
            break
        found = (phrase,)
        joint = reading.word(first - 1)
        if joint in PREPOSITIONS and reading.is_noun_like(first - 2):
            at = first - 2
        elif joint == "and" and _is_list(reading, first, phrase):
            other = _phrase_before(reading, first - 2, limit)
            before = trim(reading, other, first - 1)
            return (*((before,) if before else ()), phrase)
        else:
            break
    return found


def _is_list(reading: Reading, first: int, phrase: Phrase) -> bool:
    """Names, and nouns with an article of their own: "the party and the union"."""
    if reading.word(first) in _ARTICLES and reading.is_noun_like(first - 2):
        return True
    before = reading.name(first - 2)
    return before is not None and reading.name(phrase.first) is not None


def _phrase_before(reading: Reading, at: int, limit: int) -> int:
    """Where the nouns that end at ``at`` begin."""
    place = at
    while place > limit and reading.is_noun_like(place):
        place -= 1
        if reading.word(place + 1) in PRONOUNS:
            break
    return place + 1


def _skip_times(reading: Reading, at: int) -> int:
    while at >= 0 and (reading.times[at] or _modifies(reading, at)):
        at -= 1
    return at - 1 if reading.word(at) in ("on", "in", "at") else at


def _modifies(reading: Reading, at: int) -> bool:
    """ "Serbia flatly rejected": an adverb is no subject."""
    return reading.names[at] is None and is_adverb(reading.word(at))


def _skip_insertion(reading: Reading, at: int, limit: int) -> int:
    """Before ", a doctor," or "(WFP)"; a name between commas is the subject itself."""
    if reading.word(at) == ")":
        place = at
        while place > limit and reading.word(place) != "(":
            place -= 1
        return place - 1
    if reading.word(at) != ",":
        return at
    place = at - 1
    while place > limit and reading.word(place) not in (",", ";", "“", "”"):
        place -= 1
    inner = reading.name(place + 1)
    if inner is not None and inner.kind == "person":
        return at - 1
    return place - 1 if place > limit and reading.word(place) == "," else at - 1


def subject_of(reading: Reading, place: int) -> tuple[Phrase, ...]:
    """The subject of the verb at ``place``, with the helpers before it."""
    return before_verb(reading, group_start(reading, place))


def group_start(reading: Reading, place: int) -> int:
    """Where the helpers of the verb at ``place`` begin."""
    while place > 0 and (
        reading.word(place - 1) in HELPING or is_adverb(reading.word(place - 1))
    ):
        place -= 1
    return place
