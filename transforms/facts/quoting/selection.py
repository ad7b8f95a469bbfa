"""Which words in quote marks are somebody's: not titles, nicknames and single terms."""

import re

from transforms.facts.documents import Document
from transforms.facts.quoting.speech import Attributed, Pattern

_WORD = re.compile(r"[^\W_][\w'’&.-]*+")
_WORDS_READ = 12
_SMALL_TEXT = """
    a an the of and or over under into without about in on for to at by from with as is
    & vs"""
_SMALL = frozenset(_SMALL_TEXT.split())
_UNTOLD: frozenset[Pattern] = frozenset(("clause", "none"))
_NAMING = ("call", "dub", "label", "brand", "describ", "refer")
_WORDS_MIN = 3
"""Fewer words that nobody is said to have said are a term, not speech."""


def is_speech(document: Document, found: Attributed) -> bool:
    """Whether a quotation is somebody's words, to the best of what is around it."""
    piece, pattern = found.quotation, found.attribution.pattern
    words = _words(document.text, piece.start_char, piece.end_char)
    if (
        document.text[piece.start_char] == "("
        or document.text[piece.end_char - 1] == ":"
    ):
        return False
    if pattern in _UNTOLD and len(words) < _WORDS_MIN:
        return False
    if found.sentence.is_heading and len(words) < _WORDS_MIN:
        return pattern not in _UNTOLD
    return not (_is_title(words) and _stands_within(document, found))


def _words(text: str, start: int, end: int) -> list[str]:
    """The first words of a quotation, one more than a title has."""
    found = []
    for match in _WORD.finditer(text, start, end):
        found.append(match[0])
        if len(found) > _WORDS_READ:
            break
    return found


def _is_title(words: list[str]) -> bool:
    """ "Meet the Press": two words or more, all but the small ones capital."""
    if not 2 <= len(words) <= _WORDS_READ:
        return False
    return all(word[0].isupper() or word in _SMALL for word in words)


def _stands_within(document: Document, found: Attributed) -> bool:
    """Whether a title is one word of the author's sentence, not what was called."""
    piece, cue = found.quotation, found.attribution.cue
    is_first = piece.opening_char <= found.sentence.start_char
    if is_first or document.text[piece.end_char - 1] in ".?!…":
        return False
    if found.attribution.pattern != "before" or cue is None:
        return True
    between = document.text[cue.end_char : piece.opening_char].strip(" ,:\xa0")
    return bool(between) and not cue.lower.startswith(_NAMING)


def is_partial(document: Document, found: Attributed) -> bool:
    """Whether the quoted words are a part of the author's own sentence."""
    piece, text = found.quotation, document.text
    if found.attribution.pattern in ("run-on", "next", "dash"):
        return False
    if found.is_continued or piece.opening_char <= found.sentence.start_char:
        return False
    before = text[max(piece.opening_char - 2, 0) : piece.opening_char].rstrip()
    return text[piece.start_char].islower() or before[-1:] not in ",:—–-"
