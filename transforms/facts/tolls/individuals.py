"""Groups that no number counts: a girl, Ana Rusu, nobody.

The words of a sentence and a position arrive; the group that begins there leaves.
"""

import re

from transforms.facts.names.mention import Mention
from transforms.facts.numerals import CARDINALS
from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import AUXILIARIES, NOUN_EFFECTS, RELATIVES, ROLES
from transforms.facts.tolls.nouns import (
    STOPS,
    ends_phrase,
    is_person,
    noun_at,
    person_noun,
)
from transforms.facts.tolls.triggers import TRIGGERS
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_AGE = re.compile(r"[^\W_]{1,12}-(?:year|month|week|day)s?-olds?\Z")
_NONE = word_set("nobody none no-one")
_NEXT = word_set("second third fourth fifth sixth")
_HARMS_OF_ONE = word_set("died suffered sustained drowned perished has had later also")
_MODIFIERS_MAX = 5
_ADJECTIVES = word_set("wounded injured dead missing displaced homeless drowned")
_OWNERS = word_set("his her their its my our whose")


def read_nobody(words: Words, at: int) -> Victims | None:
    """ "nobody", "no soldiers", "no deaths"."""
    word = words.lower(at)
    last, noun, effect = at, "nobody", None
    if word == "no" and words.lower(at + 1) == "one":
        last = at + 1
    elif word in ("no", "zero") and words.lower(at + 1) != "longer":
        last = at
        for last in range(at + 1, min(at + 4, len(words))):
            effect = NOUN_EFFECTS.get(words.lower(last))
            plural = person_noun(words.lower(last), is_one=False)
            noun = plural or person_noun(words.lower(last), is_one=True) or ""
            if noun or effect:
                break
        if not (noun or effect):
            return None
    elif word not in _NONE or _is_rest_of_toll(words, at):
        return None
    return Victims(
        first=at,
        last=last,
        start_char=words.items[at].start_char,
        end_char=words.items[last].end_char,
        low=0,
        high=0,
        form="none",
        noun=noun,
        effect=effect if effect != "displaced" else None,
    )


def _is_rest_of_toll(words: Words, at: int) -> bool:
    """ "none of the injured was British" says nothing of how many there are."""
    behind = {words.lower(at + step) for step in (2, 3)}
    return words.lower(at + 1) == "of" and (
        bool(behind & {"those", "them", "whom"}) or bool(behind & set(NOUN_EFFECTS))
    )


def read_named(words: Words, at: int, name: Mention | None) -> Victims | None:
    if name is None or name.kind != "person":
        return None
    is_pronoun = name.form == "pronoun"
    if is_pronoun and words.lower(at) not in ("he", "she"):
        return None
    last = words.at_or_after(name.end_char) - 1
    is_owner = words.text[name.end_char : name.end_char + 2] in ("'s", "’s")
    if last < at or is_owner:
        return None
    return Victims(
        first=at,
        last=last,
        start_char=name.start_char,
        end_char=name.end_char,
        low=1,
        high=1,
        form="named",
        noun="",
        is_pronoun=is_pronoun,
        entity=name.entity,
        name=name.name,
    )


def read_another(words: Words, at: int) -> Victims | None:
    """ "another was wounded", "a third died": one more of those told before."""
    word, last = words.lower(at), at
    if word == "a" and words.lower(at + 1) in _NEXT:
        last = at + 1
    elif word != "another":
        return None
    following = words.lower(last + 1)
    is_harmed = words.lower(at - 1) in TRIGGERS and not following.isalpha()
    if not (is_harmed or following in AUXILIARIES or following in _HARMS_OF_ONE):
        return None
    return _one(words, at, (at, last), "other")


def read_pair(words: Words, at: int) -> Victims | None:
    """ "both pilots", "an elderly couple": two who are not counted in words."""
    word = words.lower(at)
    if word == "both":
        noun = noun_at(words, at + 1, is_one=False)
        is_pair = noun is not None and ends_phrase(words, at + 2)
        return _two(words, at, at + 1, noun or "") if is_pair else None
    if word not in ("a", "the", "an"):
        return None
    for position in range(at + 1, min(at + 3, len(words))):
        modifier = words.lower(position)
        if modifier == "couple":
            is_pair = words.lower(position + 1) != "of" and ends_phrase(
                words, position + 1
            )
            return _two(words, at, position, "couple") if is_pair else None
        if _breaks_phrase(modifier):
            return None
    return None


def read_single(words: Words, at: int) -> Victims | None:
    """ "a girl", "a six-month-old boy", "her husband", "the deputy chief"."""
    word = words.lower(at)
    is_owned = word in _OWNERS or word.endswith(("'s", "’s"))
    if not (is_owned or word in ("a", "an", "another", "the") or _AGE.match(word)):
        return None
    begin = at if _AGE.match(word) else at + 1
    for position in range(begin, min(begin + _MODIFIERS_MAX, len(words))):
        modifier = words.lower(position)
        noun = person_noun(modifier, is_one=True)
        if noun and not ends_phrase(words, position + 1):
            if is_person(words, position + 1):
                continue
            return None
        if noun and _may_be_one(is_owned, noun):
            found = _one(words, at, (begin, position), noun)
            return found._replace(is_definite=word == "the" and noun not in ROLES)
        if noun or _breaks_phrase(modifier):
            return None
    return None


def _one(words: Words, first: int, span: tuple[int, int], noun: str) -> Victims:
    """One person, whose words are the two positions and what is between them."""
    return Victims(
        first=first,
        last=span[1],
        start_char=words.items[span[0]].start_char,
        end_char=words.items[span[1]].end_char,
        low=1,
        high=1,
        form="single",
        noun=noun,
    )


def _two(words: Words, first: int, last: int, noun: str) -> Victims:
    found = _one(words, first, (first, last), noun)
    is_definite = words.lower(first) in ("the", "both")
    return found._replace(low=2, high=2, form="counted", is_definite=is_definite)


def _breaks_phrase(word: str) -> bool:
    """Whether no noun behind the word belongs to the article before it."""
    if word in STOPS or word == "of" or not word[0].isalnum() or word in CARDINALS:
        return True
    return word in TRIGGERS and word not in _ADJECTIVES


def _may_be_one(is_owned: bool, noun: str) -> bool:
    if noun in (
        "family",
        "household",
        "militia",
        "personnel",
        "crew",
        "staff",
        "other",
    ):
        return False
    return not is_owned or noun in RELATIVES
