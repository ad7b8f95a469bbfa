"""Where sentences begin and end in one block of text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TITLES = """
    mr mrs ms mx dr prof sr jr st mt ft gen col maj capt cmdr cdr lt sgt cpl pvt rev hon
    gov sen rep reps sens pres amb supt insp det adm messrs mme mlle fr br"""
_DATES = """
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur
    thurs fri sat sun"""
_REFERENCES = (
    "rs no nos vs v e.g i.e cf approx est dept fig figs vol pp p ed eds art para ave"
)
_ENDINGS = (
    "etc al inc corp ltd co bros plc assn llc blvd rd u.s u.k u.n e.u d.c a.m p.m"
)
_STARTER_WORDS = """
    the a an in on at it its he she they we i but and however that this these those
    there his her their our as after before when while with for from by if since one
    some many most both all no not what who you my more two three other another"""
_SPEECH_VERBS = """
    said says asked asks added replied told wrote shouted cried answered yelled"""
_ABBREVIATIONS = frozenset(f"{_TITLES} {_DATES} {_REFERENCES} {_ENDINGS}".split())
_MAY_END = frozenset(_ENDINGS.split())
"""Abbreviations that often close a sentence: a break unless a name follows on."""
_STARTERS = frozenset(_STARTER_WORDS.split())
_SPEAKING = frozenset(_SPEECH_VERBS.split())

_BREAK = re.compile(
    r"""[.!?…](?:
      (?<![.!?…].)[.!?…]*+["'”’»)\]]*+\s++(?=["'“‘«(\[]{0,3}(?:[^\W\d_a-zà-ÿ]|\d)|["“‘«])
    |(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]{2}))""",
    re.VERBOSE,
)
"""A stop, closers, spaces and what can open a sentence; or a stop without its space
between whole words ("was over.The next"), as templates of web pages lose them.
A run of stops counts from its first one, so that long runs are read once."""
_WORD = re.compile(r"[\"'“‘«(\[]{0,3}(\w+)")
_WORD_CHARACTERS_MAX = 24
"""How far back the word before a stop is looked for; no abbreviation is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence or heading; half-open code points into the document's text."""

    start_char: int
    end_char: int
    is_heading: bool


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text[start:end]``, spaces trimmed.

    Every character but the spaces between sentences is in one span; linear time.
    """
    spans = []
    sentence_start = start
    for stop in _stops(text, start, end):
        if not _joins(text, sentence_start, stop, end):
            spans.append((sentence_start, stop.end()))
            sentence_start = stop.end()
    spans.append((sentence_start, end))
    return [span for raw in spans if (span := _trim(text, *raw)) is not None]


def _stops(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    return _BREAK.finditer(text, start, end)


def _joins(text: str, sentence_start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the sentence goes on behind the stop."""
    if _is_speech(text, stop, end):
        return True
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return False
    word = _word_before(text, sentence_start, stop.start())
    is_number = word.isdecimal() and len(word) < 3
    if is_number and text.startswith(word, sentence_start):
        return True  # "1. Close the windows."
    if len(word) == 1 and word.isalpha() and word != "i":
        return True  # initials
    if word == "www" or word not in _ABBREVIATIONS:
        return word == "www"
    following = _WORD.match(text, stop.end(), end)
    next_word = following[1].lower() if following else ""
    return not (word in _MAY_END and next_word in _STARTERS)


def _word_before(text: str, sentence_start: int, stop: int) -> str:
    """The word that the full stop closes, lower case, without opening marks."""
    start = max(sentence_start, stop - _WORD_CHARACTERS_MAX)
    words = text[start:stop].split()
    return words[-1].lstrip("\"'“‘«([").lower() if words else ""


def _is_speech(text: str, stop: re.Match[str], end: int) -> bool:
    """ "Why now?" Smith asked: the verb of speech follows within four words."""
    if stop[0][0] not in "!?" or not stop[0].rstrip().endswith(('"', "”", "’", "'")):
        return False
    position = stop.end()
    for _ in range(4):
        following = _WORD.match(text, position, end)
        if following is None:
            return False
        if following[1].lower() in _SPEAKING:
            return True
        position = following.end() + 1
    return False


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
