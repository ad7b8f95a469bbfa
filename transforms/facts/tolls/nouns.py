"""Whether a word names people: villagers, gunmen, Ukrainians, not helicopters."""

from transforms.facts.gazetteer import demonym
from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import (
    AUXILIARIES,
    LINKS,
    NO_PERSONS,
    NOUN_EFFECTS,
    PERSONS,
    PLURALS,
)
from transforms.facts.tolls.words import Words

STOPS = word_set(
    """
    in on at to by for from with into after before during since until than as if when
    while where because that which who whom is are was were be been has have had will
    would could may and or but not it he she they this there , . ; : ( ) " “ ” said
    says against near among under over a an the late early yesterday today tonight
    monday tuesday wednesday thursday friday saturday sunday last this these his her
    their about so far only also now later earlier just dead
    """
)
_BEHIND_ONE = word_set(
    "of aboard who whose has had went fell drowned lost shot near off across around "
    "outside inside along behind under then also still from shortly not"
)
_AFTER_PEOPLE = word_set("have has had were are fled died dead killed")


def person_noun(word: str, is_one: bool) -> str | None:
    """The singular of a word for people, where it is one of that number."""
    if is_one:
        return word if word in PERSONS else None
    if word in PLURALS:
        return PLURALS[word]
    if len(word) > 3 and word.endswith("men"):
        return f"{word[:-3]}man"
    if not word.endswith("s") or len(word) < 4:
        return None
    if word[:-1] in PERSONS or (word.endswith("ies") and f"{word[:-3]}y" in PERSONS):
        return word[:-1] if word[:-1] in PERSONS else f"{word[:-3]}y"
    if word.endswith(("ers", "ors", "ists", "ees", "eers")) and len(word) > 5:
        return None if word in NO_PERSONS else word[:-1]
    return None


def noun_at(words: Words, position: int, is_one: bool) -> str | None:
    word = words.lower(position)
    found = person_noun(word, is_one)
    if (
        found is None
        and words.is_capital(position)
        and word.endswith(("s", "sh", "ese"))
    ):
        is_people = word.endswith("s") and demonym(words.items[position].text[:-1])
        return word if is_people and not is_one else None
    return found


def is_people(words: Words, position: int) -> bool:
    """ "100,000 Rohingya have fled": a name without any noun behind it."""
    word = words.items[position].text
    following = words.lower(position + 1)
    is_name = len(word) > 3 and word[0].isupper() and word[1:].islower()
    return is_name and word.lower() not in STOPS and following in _AFTER_PEOPLE


def ends_phrase(words: Words, position: int) -> bool:
    """Whether no other noun follows: "a student" but not "a student demonstration"."""
    word = words.lower(position)
    if not word.isalpha() or word in STOPS or word in AUXILIARIES or word in LINKS:
        return True
    if word in PERSONS:
        return False
    is_verb = word.endswith(("ed", "ing", "ly")) or word in NOUN_EFFECTS
    return is_verb or words.is_capital(position) or word in _BEHIND_ONE


def is_person(words: Words, position: int) -> bool:
    return words.lower(position) in PERSONS
