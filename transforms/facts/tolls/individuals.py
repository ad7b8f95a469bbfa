"""Groups that no number counts: a girl, Ana Rusu, nobody.

The words of a sentence and a position arrive; the group that begins there leaves.
"""

import re

from transforms.facts.names.mention import Mention
from transforms.facts.numerals import CARDINALS
from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import NOUN_EFFECTS, RELATIVES, ROLES
from transforms.facts.tolls.nouns import (
    STOPS,
    ends_phrase,
    is_person,
    person_noun,
)
from transforms.facts.tolls.triggers import TRIGGERS
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_AGE = re.compile(r"[^\W_]{1,12}-(?:year|month|week|day)s?-olds?\Z")
_NONE = word_set("nobody none no-one")
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
    if name is None or name.kind != "person" or name.form == "pronoun":
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
    )


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
        if noun and _may_be_one(word, is_owned, noun):
            return Victims(
                first=at,
                last=position,
                start_char=words.items[begin].start_char,
                end_char=words.items[position].end_char,
                low=1,
                high=1,
                form="single",
                noun=noun,
            )
        if noun or _breaks_phrase(modifier):
            return None
    return None


def _breaks_phrase(word: str) -> bool:
    """Whether no noun behind the word belongs to the article before it."""
    if word in STOPS or word == "of" or not word[0].isalnum() or word in CARDINALS:
        return True
    return word in TRIGGERS and word not in _ADJECTIVES


def _may_be_one(word: str, is_owned: bool, noun: str) -> bool:
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
    if is_owned:
        return noun in RELATIVES
    return word != "the" or noun in ROLES
