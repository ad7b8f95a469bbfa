"""Bare numbers that count nothing: years, ranks in lists, results, numbers of things.

A measured value without a unit arrives, the verdict whether it is a number leaves.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from transforms.facts.measures.measured import Measured
from transforms.facts.measures.neighbours import MONTH
from transforms.facts.timex.words import word_set

_NAME = re.compile(r"(?<![^\W_])((?:[a-z]?[A-ZÀ-Þ][^\W\d_]{1,20}|[A-Z]&[A-Z]))[ ]\Z")
_OPENERS = word_set(
    """
    about some nearly almost roughly around only just over under at another more than
    between all up the these those of for with exactly maybe perhaps and or but among
    in on by after before since until to from out as when while if our his her its
    their my your we they he she it there last next top both every each any no not so
    then now still even additional other approximately
    """
)
"""Words that open a sentence before a number and name nothing."""
_DAYS = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday january
    february march april may june july august september october november december
    """
)
_PEOPLE = word_set(
    """
    person man woman child boy girl civilian soldier hostage prisoner police student
    worker protester death case
    """
)
"""What is counted even behind a name: "in Gaza 12 people"."""
_LABEL = re.compile(
    r"(?<![^\W_])(?:No|Nos|no|paragraphs?|pages?|[Ss]ections?|chapters?|verses?|clauses?|"
    r"rooms?|gates?|lanes?|flights?|bus|[Rr]outes?|[Hh]ighways?|[Ii]nterstates?|exits?|"
    r"[Cc]hannels?|episodes?|seasons?|parts?|volumes?|tables?|figures?|steps?|zones?|"
    r"levels?|units?|[Tt]ypes?|category|grades?|versions?|size|dial|call|called|calling|"
    r"ext|Windows|iPhone)\.?[ ]\Z"
)
_DAY_BEFORE = re.compile(
    rf"{MONTH}\.?[ ]{{1,2}}[0-9]{{1,2}}(?:[-–]|,?[ ](?:to|and|or|through)[ ])\Z"
)
_PART_BEHIND = re.compile(r"/[0-9]|[ -]block(?![^\W_])")
"""Of days ("28/29 July") and of addresses ("the 700 block of")."""
_YEARS = range(1900, 2100)
_BEHIND_COUNT = re.compile(
    r"[ ](?:of|were|are|died|dead|killed|wounded|injured|missing|more|others?|new)"
    r"(?![^\W_])"
)
_NAME_BEHIND = re.compile(r"[ ][A-ZÀ-Þ]")
_STREET = re.compile(
    r"[ ](?:[A-ZÀ-Þ][\w.]{0,20}[ ]){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|"
    r"Drive|Dr|Lane|Way|Square|Place|Court)\b"
)
_MODEL = re.compile(r"[48]K|[0-9]{4,}[KM]")
_QUALIFIED = re.compile(
    r"(?<![^\W_])(?:than|least|most|about|around|nearly|almost|over|some|up[ ]to|"
    r"roughly|approximately|only|just|another|additional|estimated)[ ]\Z",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r"[.)][ \u00a0]{1,2}(?=[A-Z“\"‘'])")
_RESULT_LINK = re.compile(r"[ ]?[-–—:][ ]?")
_TIE_BREAK = re.compile(r"[ ]?\(")
_PART_OF_TIME = re.compile(
    r"(?<![^\W_])(?:first|second|latter|other|opening|closing|former|back)[ ]\Z"
    r"|(?:year|month|week|day|hour|minute|decade|century)[ ]and[ ](?:an?[ ])?\Z",
    re.IGNORECASE,
)
_RESULT_DIGITS_MAX = 3
_REACH = 24


def is_counting(text: str, item: Measured, floor: int, end: int) -> bool:
    """Whether a number without a unit is one: not the "half" of a game, not part of a
    name ("Apollo 11", "paragraph 4"), not the year of "her 1982 novel", no "7." of a
    list.
    """
    start, stop = item.start_char, item.value.end_char
    words = text[start:stop]
    before = max(floor, start - _REACH)
    if _LABEL.search(text, before, start) or _PART_BEHIND.match(text, stop, end):
        return False
    if item.pattern == "count":
        is_year = _is_yearlike(words) and _NAME_BEHIND.match(text, stop, end)
        is_of_name = _is_short_figure(words) and _is_named(text, start, floor)
        return not (is_year or (is_of_name and item.unit not in _PEOPLE))
    if item.pattern == "fraction":
        return _PART_OF_TIME.search(text, before, start) is None
    if words.lower() == "half" or _MODEL.fullmatch(words):
        return False
    if words[0].isupper() and start > floor:
        return _NAME.search(text, before, start) is None and text[start - 1] != "-"
    if text[stop : stop + 1].isalpha() and text[stop] != "x":
        return False  # "a 5G phone", "the 76ers", "802.11ax"
    if not words.isdigit():
        return True
    if _DAY_BEFORE.search(text, before, start):
        return False
    if start == floor and _is_item(text, words, stop, end):
        return False
    if _is_yearlike(words):
        return bool(
            _BEHIND_COUNT.match(text, stop, end)
            or _QUALIFIED.search(text, before, start)
        )
    if not _is_short_figure(words):
        return not _NAME_BEHIND.match(text, stop, end)
    if _STREET.match(text, stop, end):
        return False  # "68 Court Street"
    return not _is_named(text, start, floor)


def _is_item(text: str, words: str, stop: int, end: int) -> bool:
    """Whether the line of a list begins so: "7. Oleksandr won", "11 Get some sleep"."""
    if _ITEM_END.match(text, stop, end):
        return True
    return _is_short_figure(words) and _NAME_BEHIND.match(text, stop, end) is not None


def _is_named(text: str, start: int, floor: int) -> bool:
    """Whether a capitalised word stands before the number: "Apollo 11"."""
    name = _NAME.search(text, max(floor, start - _REACH), start)
    if name is None or name[1].lower() in _DAYS:
        return False
    return name.start() != floor or name[1].lower() not in _OPENERS


def _is_short_figure(words: str) -> bool:
    return words.isdigit() and len(words) <= _RESULT_DIGITS_MAX


def _is_yearlike(words: str) -> bool:
    return words.isdigit() and len(words) == 4 and int(words) in _YEARS


def without_results(text: str, found: Sequence[Measured]) -> Iterator[Measured]:
    """``found`` without the halves of "6-3", "29-2", "3: 33 a. m." and "7-6 (4)"."""
    links = [_is_result(text, low, high) for low, high in pairwise(found)]
    for place, item in enumerate(found):
        if not any(links[max(0, place - 1) : place + 1]):
            yield item


def _is_result(text: str, low: Measured, high: Measured) -> bool:
    gap = (low.end_char, high.start_char)
    if not (_is_short(text, low) and _is_short(text, high)):
        return False
    if _RESULT_LINK.fullmatch(text, *gap):
        return True
    is_behind_result = text[low.start_char - 1 : low.start_char] in ("-", "–")
    return is_behind_result and _TIE_BREAK.fullmatch(text, *gap) is not None


def _is_short(text: str, item: Measured) -> bool:
    words = text[item.start_char : item.end_char]
    return item.pattern == "number" and _is_short_figure(words)
