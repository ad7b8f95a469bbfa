"""The subject of a verb that names an event: the nouns left of its helping words.

As in ``phrases``, a bounded number of tokens is looked at.
"""

from transforms.facts.happenings.phrases import ARTICLES, trim
from transforms.facts.happenings.reading import Phrase, Reading
from transforms.facts.happenings.words import (
    HELPING,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
)

_SUBJECT_MAX = 24
_STRIVING_TEXT = """
    work want hope plan try seek need aim struggle race rush continue wish intend
    strive prepare attempt agree choose begin start gather unite"""
_STRIVING = frozenset(_STRIVING_TEXT.split())
"""What is a verb and no noun between a plural and an infinitive: "volunteers work to
assist"."""


def before_verb(reading: Reading, place: int) -> tuple[Phrase, ...]:
    """The subject: the first of the nouns left of the group that begins at ``place``.

    "Senators in Rome plan": of nouns tied by prepositions the first acts. What stands
    between commas behind a name is passed by.
    """
    limit = max(-1, place - _SUBJECT_MAX)
    at = _skip_times(reading, place - 1)
    at = _skip_insertion(reading, at, limit)
    if reading.word(at) in _STRIVING and _is_plural(reading.word(at - 1)):
        at -= 1
    if reading.word(at) not in ("who", "which", "that"):
        return _chain(reading, at, limit)
    at -= 2 if reading.word(at - 1) == "," else 1
    found = _chain(reading, at, limit)
    named = _described(reading, found[0]) if found else None
    return (named,) if named else found


def _described(reading: Reading, phrase: Phrase) -> Phrase | None:
    """ "Ann Lee, a teacher who": the name before the description."""
    comma = phrase.first - 1
    if reading.word(comma) in ARTICLES:
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
        elif joint == "and" and reading.word(first) in ("its", "their"):
            whole = trim(reading, _phrase_before(reading, first - 2, limit), end)
            return (whole,) if whole else found  # "the city and its surroundings"
        else:
            break
    return found


def _is_list(reading: Reading, first: int, phrase: Phrase) -> bool:
    """Names, nouns with an article of their own, "the party and the union", and
    groups of which one has a name: "volunteers and NGOs"."""
    if reading.word(first) in ARTICLES and reading.is_noun_like(first - 2):
        return True
    before, here = reading.name(first - 2), reading.name(phrase.first)
    if before is None or here is None:
        is_one = (before is None) != (here is None)
        ends = (reading.word(first - 2), reading.word(phrase.after - 1))
        return is_one and all(_is_plural(word) for word in ends)
    return True


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us"))


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
