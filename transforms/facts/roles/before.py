"""What a person is by the words before the name: "Egypt's foreign minister, X"."""

from transforms.facts.roles.clauses import Clause
from transforms.facts.roles.lexicon import (
    DETERMINERS,
    HONORIFICS,
    OWN,
    STOPS,
    is_modifier,
    is_role,
    words_of,
)
from transforms.facts.roles.phrase import Phrase

_WORDS_MAX = 8
_UNKNOWN_MAX = 3
_TITLE_WORDS_MAX = 6
_TITLE_JOINS = frozenset(("of", "the", "and"))
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def read_before(clause: Clause, first: int) -> Phrase | None:
    """The description that ends before token ``first``, with or without a comma."""
    last = first - 1
    while clause.word(last) in HONORIFICS:
        last -= 1
    has_comma = clause.word(last) == ","
    last -= has_comma
    if not is_role(clause.word(last)) or _is_person(clause, last):
        return _with_complement(clause, last) if has_comma else _title(clause, last)
    phrase = Phrase(first=last, after=last + 1, pattern="before")
    if has_comma:
        phrase.pattern = "before-comma"
    _extend(clause, phrase)
    _owner(clause, phrase)
    return phrase


def read_inside(clause: Clause, first: int) -> Phrase | None:
    """The title that a name at token ``first`` holds: "Secretary of State Ida Berg"."""
    mention = clause.mention(first)
    if mention is None or mention.form != "full" or not mention.name[0].isupper():
        return None
    count = clause.after_of(first) - first - len(mention.name.split())
    titles = range(first, first + count)
    if not any(is_role(clause.word(place)) for place in titles):
        return None
    phrase = Phrase(first=first, after=first + count, pattern="before")
    _extend(clause, phrase)
    _owner(clause, phrase)
    return phrase


def _is_person(clause: Clause, place: int) -> bool:
    mention = clause.mention(place)
    return mention is not None and mention.kind == "person"


def _extend(clause: Clause, phrase: Phrase) -> None:
    """Takes in the words that narrow the role: "caretaker interior minister"."""
    place = phrase.first - 1
    floor = max(phrase.first - _WORDS_MAX, -1)
    while place > floor:
        mention = clause.mention(place)
        word = clause.word(place)
        if mention is not None and mention.kind == "organisation":
            place = clause.first_of(place)
            phrase.organisation = phrase.organisation or mention
        elif mention is not None:
            phrase.country = mention if mention.kind != "person" else None
            return
        elif word in ("and", "&") and is_modifier(clause.word(place - 1)):
            pass
        elif not (is_modifier(word) or is_role(word) or _is_capital(clause, place)):
            _extend_unknown(clause, phrase, place)
            return
        phrase.first = place
        place -= 1


def _is_capital(clause: Clause, place: int) -> bool:
    word = clause.tokens.words[place]
    return word[0].isupper() and place > 0 and word.lower() not in STOPS | DETERMINERS


def _extend_unknown(clause: Clause, phrase: Phrase, place: int) -> None:
    """Any words up to a determiner belong to it: "a 29-year-old vegetable seller"."""
    for back in range(_UNKNOWN_MAX + 1):
        word = clause.word(place - back)
        if word in DETERMINERS or word in _POSSESSIVES:
            phrase.first = place - back + 1
            return
        if not word or word in STOPS or not word[0].isalnum():
            return


def _owner(clause: Clause, phrase: Phrase) -> None:
    """Whose: "Hungary's", "the federation's", "its"."""
    place = phrase.first - 1
    word = clause.word(place)
    if word in OWN:
        phrase.points_back = True
    elif word in _POSSESSIVES:
        mention = clause.mention(place - 1)
        if mention is None:
            phrase.points_back = clause.word(place - 1) in words_of("body")
        elif mention.kind == "organisation":
            phrase.organisation = mention
        elif mention.kind == "location":
            phrase.country = mention


def _with_complement(clause: Clause, last: int) -> Phrase | None:
    """ "The Governor of Ouaddaï, X": the role is followed by what it is of."""
    for place in range(last, max(last - _WORDS_MAX, -1), -1):
        word = clause.word(place)
        if word in (",", ".", ";", ":", '"', "”", ")") or _is_person(clause, place):
            return None
        if not is_role(word) or clause.word(place + 1) not in ("of", "for", "at"):
            continue
        phrase = Phrase(first=place, after=last + 1, pattern="before-of")
        _extend(clause, phrase)
        if not _is_led(clause, phrase.first):
            return None
        _owner(clause, phrase)
        for inside in range(place + 1, last + 1):
            mention = clause.mention(inside)
            if mention is not None and mention.kind == "organisation":
                phrase.organisation = mention
            elif mention is not None and mention.kind == "location":
                phrase.country = mention
        return phrase
    return None


def _title(clause: Clause, last: int) -> Phrase | None:
    """ "Secretary of State X": a role that is written with capitals all through."""
    words = clause.tokens.words
    if clause.word(last) in _TITLE_JOINS:
        return None
    for place in range(last, max(last - _TITLE_WORDS_MAX, -1), -1):
        if _is_person(clause, place):
            return None
        if clause.word(place + 1) == "of" and is_role(clause.word(place)):
            phrase = Phrase(first=place, after=last + 1, pattern="before")
            _extend(clause, phrase)
            return phrase if words[place][0].isupper() else None
        if not (words[place][0].isupper() or clause.word(place) in _TITLE_JOINS):
            return None
    return None


def _is_led(clause: Clause, first: int) -> bool:
    """A description with a complement opens with "the", an owner or the sentence."""
    before = clause.word(first - 1)
    return first == 0 or before in DETERMINERS or before in _POSSESSIVES
