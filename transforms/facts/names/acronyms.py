"""Acronyms and what they stand for in a document: "World Food Programme (WFP)"."""

from collections.abc import Mapping, Sequence

from transforms.facts.names.spans import Span
from transforms.facts.names.tokens import Tokens

_SMALL_WORDS_TEXT = """
    of the for and de la du des del e y & on in to 's ’s"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
_LETTERS_MIN = 2
_APART_LETTERS_MIN = 3
"""Away from its expansion an acronym needs more letters to be taken for it."""


def with_acronyms(
    sentences: Sequence[Tokens], spans: Sequence[Span]
) -> tuple[list[Span], Mapping[int, int]]:
    """The spans, acronyms of the kind of what they stand for; and which stands for
    which, by their places in the list."""
    expansions = _introduced(sentences, spans)
    by_letters = {
        _acronym(spans[short]): long for short, long in sorted(expansions.items())
    }
    for place, span in enumerate(spans):
        if len(span.words) > 1 and span.kind in ("organisation", "other"):
            for letters in _initials(span.words):
                if len(letters) >= _APART_LETTERS_MIN:
                    by_letters.setdefault(letters, place)
    for place, span in enumerate(spans):
        long = by_letters.get(_acronym(span))
        if long is not None and place not in expansions and long != place:
            expansions[place] = long
    settled = list(spans)
    for short, long in expansions.items():
        settled[short] = spans[short]._replace(kind=spans[long].kind)
    return settled, expansions


def _introduced(sentences: Sequence[Tokens], spans: Sequence[Span]) -> dict[int, int]:
    """Acronyms in brackets beside their expansion, and the other way round."""
    found: dict[int, int] = {}
    for place, span in enumerate(spans[1:], 1):
        before = spans[place - 1]
        if before.sentence != span.sentence or span.first != before.after + 1:
            continue
        words = sentences[span.sentence].words
        if words[before.after] != "(" or words[span.after : span.after + 1] != [")"]:
            continue
        for short, long in ((place, place - 1), (place - 1, place)):
            acronym = _acronym(spans[short])
            if acronym and len(spans[long].words) > 1:
                if _stands_for(acronym, spans[long].words):
                    found[short] = long
                break
    return found


def _acronym(span: Span) -> str:
    """The letters of a word in capitals; empty for any other."""
    word = span.words[0].replace(".", "")
    is_short = len(span.words) == 1 and len(word) >= _LETTERS_MIN
    return word if is_short and word.isupper() and word.isalpha() else ""


def _initials(words: Sequence[str]) -> set[str]:
    """First letters of all words, and without the small ones."""
    every = [part for word in words for part in word.split("-") if part[:1].isalpha()]
    great = [word for word in every if word.lower() not in _SMALL_WORDS]
    return {"".join(word[0].upper() for word in each) for each in (every, great)}


def _stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Whether the letters are the initials, or come in order from the first on."""
    if acronym in _initials(words):
        return True
    letters = "".join(words).upper()
    place = 0
    for letter in acronym:
        place = letters.find(letter, place) + 1
        if place == 0:
            return False
    return letters[0] == acronym[0]
