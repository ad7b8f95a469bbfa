"""Which words of a sentence name an event, as what part of speech.

Tokens arrive, triggers leave, none overlapping another. There is no tagger: the words
right before and after tell a verb from a noun.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.facts.happenings.inflections import Form
from transforms.facts.happenings.senses import (
    Entry,
    Part,
    Sense,
    Sized,
    entries,
    word_class,
)
from transforms.facts.happenings.words import (
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    FUTURE,
    HAVE,
    HELPING,
    MARKS,
    NEGATIONS,
    POSSESSIVES,
    POSSIBLE,
    PREPOSITIONS,
    PRONOUNS,
    REPORTING,
    SUBORDINATORS,
    is_adverb,
)
from transforms.facts.names.tokens import Tokens

_BEFORE_VERB = frozenset(["to", *FUTURE, *POSSIBLE, *PRONOUNS, "do", "did", "does"])
_BEFORE_VERB_ALONE = _BEFORE_VERB - {"to"}
_NOT_BEFORE_THIRD = MARKS - {",", ")", "”", '"'}
_NO_OBJECT = (
    PREPOSITIONS | HELPING | SUBORDINATORS | REPORTING | MARKS | CONJUNCTIONS
) - DETERMINERS
_BEFORE_GERUND_TEXT = """
    of by from for denied denies deny stop stopped after before without began
    start started while despite kept in admitted about against"""
_BEFORE_GERUND = frozenset(_BEFORE_GERUND_TEXT.split())


_THINGS_TEXT = """
    mortars pounds bombs rockets shells positions targets stations fights forces hits
    blasts charges visits grants orders faults calls clubs knives chains presses
    fines fires sanctions"""
_THINGS = frozenset(_THINGS_TEXT.split())
"""Plural nouns far more often than verbs."""


_FIERCE_TEXT = """
    heavy fierce intense renewed bitter continued ongoing sporadic violent deadly
    factional ethnic sectarian street recent fresh constant indiscriminate"""
_FIERCE = frozenset(_FIERCE_TEXT.split())
"""Adjectives that show a noun: "heavy fighting with"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Tokens ``first`` to ``after`` (exclusive) that name an event."""

    first: int
    after: int
    part: Part
    form: Form | None
    """Of a verb."""
    senses: tuple[Sense, ...]


def find_triggers(tokens: Tokens) -> Iterator[Trigger]:
    """The triggers of a sentence in reading order; linear in its length."""
    known = entries()
    after = 0
    begins = [at for at, word in enumerate(tokens.lower) if word in known]
    for position in begins:
        if position >= after:
            found = _longest(tokens, position, known[tokens.lower[position]])
            if found is not None:
                yield found
                after = found.after


def _longest(
    tokens: Tokens, position: int, candidates: tuple[Sized, ...]
) -> Trigger | None:
    for each in candidates:
        found = _of_size(tokens, position, each)
        if found is not None:
            return found
    return None


def _of_size(tokens: Tokens, position: int, sized: Sized) -> Trigger | None:
    nouns, verbs, size = sized.nouns, sized.verbs, sized.size
    if size > 1:
        words = tuple(tokens.lower[position : position + size])
        nouns = tuple(each for each in nouns if each.words == words)
        verbs = tuple(each for each in verbs if each.words == words)
    verb = next(
        (
            (each, form)
            for each in verbs
            if (form := _form(tokens, position, each, bool(nouns))) is not None
        ),
        None,
    )
    after = position + size
    if verb is not None:
        senses = tuple(
            sense
            for each in verbs
            if each.forms == verb[0].forms
            for sense in each.senses
        )
        return Trigger(
            first=position, after=after, part="verb", form=verb[1], senses=senses
        )
    if nouns and _is_noun(tokens, position, after):
        senses = tuple(sense for each in nouns for sense in each.senses)
        return Trigger(
            first=position, after=after, part="noun", form=None, senses=senses
        )
    return None


def _word(tokens: Tokens, position: int) -> str:
    inside = 0 <= position < len(tokens.lower)
    return tokens.lower[position] if inside else ""


def _before(tokens: Tokens, position: int) -> tuple[int, str]:
    """The nearest word before that is no adverb."""
    place = position - 1
    while place >= 0 and (
        is_adverb(tokens.lower[place]) or tokens.lower[place] in NEGATIONS
    ):
        place -= 1
    return place, _word(tokens, place)


def _form(
    tokens: Tokens, position: int, entry: Entry, may_be_noun: bool
) -> Form | None:
    """What the verb's form is where it stands as a verb; None where it is none."""
    place, before = _before(tokens, position)
    following = _word(tokens, position + len(entry.words))
    if tokens.lower[position] == "must":
        return "base"
    if "gerund" in entry.forms:
        return _gerund(tokens, position, before, following, may_be_noun)
    is_simple = "past" not in entry.forms and "participle" not in entry.forms
    if "base" in entry.forms and before in _BEFORE_VERB and before != "":
        return "base"
    if not is_simple:
        return _past(tokens, position, entry, place, before, following)
    if before in DETERMINERS or before in POSSESSIVES or before in PREPOSITIONS:
        return None
    if "base" in entry.forms:
        is_shown = before in ("and", "or") or _is_plural(tokens, place)
        if may_be_noun:
            return "base" if is_shown and _begins_object(tokens, following) else None
        return "base" if is_shown or before in SUBORDINATORS else None
    if may_be_noun and not _begins_object(tokens, following):
        return None
    if before.isdecimal():
        return None  # "47 convicts"
    if tokens.lower[position] in _THINGS and not _names(tokens, position + 1):
        return None
    return None if place < 0 or before in _NOT_BEFORE_THIRD else "third"


def _past(
    tokens: Tokens,
    position: int,
    entry: Entry,
    place: int,
    before: str,
    following: str,
) -> Form | None:
    if before in BE or (before in HAVE and "participle" in entry.forms):
        return "participle"
    is_described = before in DETERMINERS or before in POSSESSIVES
    if is_described and following != "by" and before not in ("that", "all", "both"):
        return None  # "the besieged city", "its occupied territory"
    if before.isdecimal() and following in word_class("people"):
        return None  # "300 wounded people"
    if before in PREPOSITIONS and before not in ("after", "before", "than", "as"):
        return None if following != "by" else "participle"
    if "past" not in entry.forms or following == "by":
        return "participle"
    return "past"


def _gerund(
    tokens: Tokens, position: int, before: str, following: str, may_be_noun: bool
) -> Form | None:
    if before in BE:
        return "gerund"
    if before in DETERMINERS or before in POSSESSIVES or before in _FIERCE:
        return None
    if may_be_noun:
        is_verb = before in _BEFORE_GERUND and _begins_object(tokens, following)
        return "gerund" if is_verb else None
    return None if following == "of" else "gerund"


def _begins_object(tokens: Tokens, following: str) -> bool:
    return bool(following) and following not in _NO_OBJECT


def _names(tokens: Tokens, place: int) -> bool:
    """Whether an object that is surely one begins there."""
    return _word(tokens, place) in DETERMINERS or _word_is_name(tokens, place)


def _is_plural(tokens: Tokens, place: int) -> bool:
    word = _word(tokens, place)
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us"))


def _is_noun(tokens: Tokens, position: int, after: int) -> bool:
    """A noun that a longer name swallows is none: "Battle Creek", "Strike Force"."""
    is_capital = tokens.words[position][:1].isupper() and position > 0
    if is_capital and not tokens.is_capitals:
        return not _word_is_name(tokens, after)
    return _word(tokens, position - 1) not in _BEFORE_VERB_ALONE


def _word_is_name(tokens: Tokens, place: int) -> bool:
    inside = place < len(tokens.words)
    return inside and tokens.words[place][:1].isupper()
