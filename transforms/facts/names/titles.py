"""What stands before a name and tells whose it is: "President", "Ms.", "his wife"."""

from collections.abc import Iterator, Mapping

from transforms.facts.names.lexicon import genders, word_classes
from transforms.facts.names.pronouns import TITLE_GENDERS
from transforms.facts.names.tokens import Tokens

_LONG: Mapping[str, str] = {
    "gov.": "governor",
    "sen.": "senator",
    "gen.": "general",
    "col.": "colonel",
}
_WORDS_MAX = 4
_NO_TITLES = frozenset(("and", "or", "with", "by", "said", "told", "met", "to", "that"))
"""Words that a name's titles do not go over."""
_RELATIVES_TEXT = """
    wife husband son daughter brother sister father mother widow parents nephew niece
    cousin uncle aunt grandson granddaughter grandfather grandmother"""
_RELATIVES = frozenset(_RELATIVES_TEXT.split())


def is_title(word: str) -> bool:
    """Whether a word as written, with its capital, is a title."""
    return "title" in word_classes().get(word, ())


def titles_of(tokens: Tokens, first: int) -> Iterator[str]:
    """The titles before token ``first``, in lower case, the nearest first: of "Former
    Secretary of State Ida Berg" "secretary"."""
    for place in range(first - 1, max(first - 1 - _WORDS_MAX, -1), -1):
        word = tokens.lower[place]
        if word in _NO_TITLES or not word[0].isalpha():
            return
        title = _LONG.get(word, word)
        if is_title(title.capitalize()):
            yield title


def title_at(tokens: Tokens, place: int) -> str | None:
    """The title that token ``place`` is, in lower case."""
    word = tokens.lower[place] if place >= 0 else ""
    title = _LONG.get(word, word)
    return title if is_title(title.capitalize()) else None


def is_relative(tokens: Tokens, first: int) -> bool:
    """Whether token ``first`` stands behind "his wife", with or without a comma."""
    before = first - 1
    if before > 0 and tokens.words[before] == ",":
        before -= 1
    return before >= 0 and tokens.lower[before] in _RELATIVES


def may_bear(tokens: Tokens, first: int, name: str) -> bool:
    """Whether the title before token ``first`` fits the given name of ``name``, which
    is in lower case: "Ms." is no Victor."""
    title = tokens.lower[first - 1].strip(".") if first else ""
    told = TITLE_GENDERS.get(title)
    known = genders().get(name.split(" ")[0].capitalize())
    return told is None or known is None or told == known
