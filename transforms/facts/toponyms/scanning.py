"""Runs of capitalised words that the gazetteer knows, longest first.

A document arrives; candidates leave in reading order, none overlapping another, with
the capitalised words right before and after them. Linear: a word starts at most
``_WORDS_MAX`` look-ups.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.facts.documents import Document, Sentence
from transforms.facts.gazetteer import Place, find, starts_longer
from transforms.facts.toponyms.words import words_as

_WORDS_MAX = 5
_CHARACTERS_MAX = 60
_ABBREVIATION_CHARACTERS = 5
_WORD = re.compile(
    r"""[A-Z\xc0-\xde\u0100-\u024f](?<![\w@\#/].)(?:
      \.[ ]?(?:[A-Z]\.[ ]?){0,2}[A-Z]\.          # U.S., U.S.A., D. R. C.
    | \.(?:[A-Z][a-z]{1,4}|[A-Z])\.?             # W.Va., U.S
    | &T(?!\w)                                   # T&T
    | [^\W\d_]*+(?:['’‘ʼ](?!s\b)[^\W\d_]++)*
    )""",
    re.VERBOSE,
)
"""A word with a capital. The set of letters comes first, so that the search skips the
rest of the text at once."""
_ARTICLES = frozenset({"al-", "el-", "ar-", "as-", "ad-", "at-", "an-", "az-"})
_LINK = re.compile(
    r"""[ \u00a0‐-] | ['’](?:s[ ])? | \.[ ] | [ ]d['’]
    | [ -](?:of|of[ ]the|and|and[ ]the|upon|on|in|en|le|la|les|de|de[ ]la|del|de[ ]los
      |du|des|sur|au|aux|es|do|da|dos|das|el|am|an[ ]der|di|by|by[ -]the|under|&|i|y|et
      |im|ob[ ]der)[ -]""",
    re.VERBOSE,
)
"""What may stand between the words of one name."""
_CLASS_BEHIND = re.compile(
    r"""[ ](?:[Aa]utonomous[ ]|administrative[ ])?
    ([Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict|[Rr]ai?yon|[Rr]aion|[Gg]overnorate
    |[Pp]refecture|[Cc]ounty|[Mm]unicipality|[Kk]rai|[Oo]krug|[Vv]oivodeship|[Cc]anton
    |[Tt]erritory|[Pp]eninsula|[Vv]alley|[Ii]slands?|[Cc]rossing|State|City)(?![\w'’-])""",
    re.VERBOSE,
)


class Word(NamedTuple):
    """A capitalised word."""

    start_char: int
    end_char: int
    text: str


class Candidate(NamedTuple):
    """Words that the gazetteer knows; half-open span of the name alone."""

    start_char: int
    end_char: int
    text: str
    places: tuple[Place, ...]
    sentence: Sentence
    before: str
    """The capitalised word right before, with one space; "" if none."""
    after: str
    """The capitalised word right behind, with one space; "" if none."""
    class_word: str
    """"region", "County", in lower case, where one follows; "" if none."""
    class_end_char: int
    """Where the class word ends, else the name."""


def scan(document: Document) -> Iterator[Candidate]:
    """The candidates of the whole document."""
    for sentence in document.sentences:
        words = _words(document.text, sentence)
        place = 0
        while place < len(words):
            candidate, after = _longest(document.text, words, place, sentence)
            # "US$5m" names a currency.
            if candidate and not document.text.startswith("$", candidate.end_char):
                yield candidate
            place = after


def _words(text: str, sentence: Sentence) -> list[Word]:
    found = []
    for match in _WORD.finditer(text, sentence.start_char, sentence.end_char):
        start, end = match.span()
        word = match[0]
        if not word[0].isascii() and not word[0].isupper():
            continue
        is_short = end - start <= _ABBREVIATION_CHARACTERS
        if is_short and text[end : end + 1] == "." and word in words_as("abbreviation"):
            end += 1
            word += "."
        if text[start - 1 : start] == "-" and text[start - 3 : start] in _ARTICLES:
            start -= 3
            word = text[start:end]
        found.append(Word(start, end, word))
    return found


def _longest(
    text: str, words: list[Word], place: int, sentence: Sentence
) -> tuple[Candidate | None, int]:
    """The candidate that starts with this word, and the word to go on with."""
    first = words[place]
    if first.text == "The" and not _has_article(words, place):
        return None, place + 1
    for end in range(_farthest(text, words, place), place - 1, -1):
        name = text[first.start_char : words[end].end_char]
        if end == place and name.lower() in words_as("never"):
            break
        places = find(name)
        if places:
            return _candidate(text, words, (place, end), places, sentence), end + 1
    return None, place + 1


def _farthest(text: str, words: list[Word], place: int) -> int:
    """The last word that a name from this word on may reach."""
    first, end = words[place], place
    while end + 1 < len(words) and end - place < _WORDS_MAX - 1:
        following = words[end + 1]
        if end == place and first.text != "The" and not starts_longer(first.text):
            break
        is_linked = _LINK.fullmatch(text, words[end].end_char, following.start_char)
        if not is_linked or following.end_char - first.start_char > _CHARACTERS_MAX:
            break
        end += 1
    return end


def _candidate(
    text: str,
    words: list[Word],
    span: tuple[int, int],
    places: tuple[Place, ...],
    sentence: Sentence,
) -> Candidate:
    first, last = words[span[0]], words[span[1]]
    before = words[span[0] - 1] if span[0] else None
    class_word = _class_word(text, last.end_char, sentence, places)
    end_char = class_word.end() if class_word else last.end_char
    behind = span[1] + 1
    while behind < len(words) and words[behind].start_char < end_char:
        behind += 1
    after = words[behind] if behind < len(words) else None
    return Candidate(
        start_char=first.start_char,
        end_char=last.end_char,
        text=text[first.start_char : last.end_char],
        places=places,
        sentence=sentence,
        before=before.text if before and _touch(text, before.end_char, first) else "",
        after=after.text if after and _touch(text, end_char, after) else "",
        class_word=class_word[1].lower() if class_word else "",
        class_end_char=end_char,
    )


def _class_word(
    text: str, start: int, sentence: Sentence, places: tuple[Place, ...]
) -> re.Match[str] | None:
    """The class word behind a name; none behind a country ("US territory")."""
    if places[0].level in ("country", "continent", "area"):
        return None
    return _CLASS_BEHIND.match(text, start, sentence.end_char)


def _has_article(words: list[Word], place: int) -> bool:
    """Whether "The" is part of the name."""
    return place + 1 < len(words) and words[place + 1].text in _WITH_ARTICLE


def _touch(text: str, end_char: int, word: Word) -> bool:
    """Whether one space is all between an end and the next word."""
    return word.start_char - end_char == 1 and text[end_char] in " \u00a0"


_WITH_ARTICLE = frozenset({"Hague", "Bronx", "Dalles", "Gambia", "Bahamas"})
