"""Where sentences begin and end in one block of text."""

import re

_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-zà-ÿ]|[\"“‘«]|\d)")
_ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx dr prof sr jr st mt ft gen col maj capt cmdr lt sgt cpl pvt rev hon
    gov sen rep pres amb supt insp det adm messrs
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs
    fri sat sun no nos vs v etc e.g i.e al cf approx est dept fig vol pp p ed eds
    inc corp ltd co bros plc assn ave blvd rd u.s u.k u.n e.u d.c a.m p.m
    """.split()
)
_MAY_END = frozenset("etc al inc corp ltd co plc u.s u.k u.n e.u d.c a.m p.m".split())
"""Abbreviations that often close a sentence: a break unless a name follows on."""
_STARTERS = frozenset(
    "the a an in on at it its he she they we i but and however that this these those "
    "there his her their our as after before when while with for from by if since "
    "one some many most both all no not what who".split()
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text[start:end]``, spaces trimmed."""
    spans = []
    sentence_start = start
    for match in _BREAK.finditer(text, start, end):
        if _is_abbreviation(text, sentence_start, match, end):
            continue
        spans.append((sentence_start, match.end()))
        sentence_start = match.end()
    spans.append((sentence_start, end))
    return [span for raw in spans if (span := _trim(text, *raw)) is not None]


def _is_abbreviation(
    text: str, sentence_start: int, stop: re.Match[str], end: int
) -> bool:
    """Whether the full stop belongs to the word before it."""
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return False
    word_start = max(text.rfind(" ", sentence_start, stop.start()) + 1, sentence_start)
    word = text[word_start : stop.start()].lstrip("\"'“‘«([").lower()
    if len(word) == 1 and word.isalpha() and word != "i":
        return True
    if word not in _ABBREVIATIONS:
        return False
    following = re.compile(r"[\"'“‘«(\[]*(\w+)").match(text, stop.end(), end)
    next_word = following[1].lower() if following else ""
    return not (word in _MAY_END and next_word in _STARTERS)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
