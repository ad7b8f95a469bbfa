"""A sentence as one letter a token: text arrives, letters, spans and values leave.

The grammar works on the letters alone, so its patterns are short, bounded and read
like the phrases that they match.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.facts.names.tokens import Tokens as Words
from transforms.facts.numerals import CARDINALS, ORDINALS, SCALES, Number, read_number
from transforms.facts.timex.holidays import FIRST_WORDS, holiday_at
from transforms.facts.timex.lexicon import (
    ABBREVIATED_MONTHS,
    AMBIGUOUS_MONTHS,
    TELLING_WORDS,
    WORDS,
)
from transforms.facts.timex.numerics import READERS, Read
from transforms.facts.timex.words import word_set

_TOKEN = re.compile(
    r"""\s*+(?:
    (?P<halfday>[aApP]\ ?\.\ ?[mM]\b(?:\ ?\.)?|(?<=[0-9])\.[aApP][mM]\b
        |[oO]['’\ ]?clock\b)
    |(?P<word>[^\W\d_½¼¾]+)
    |(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]|-[0-9]))
    |(?P<numeric>[0-9]{1,4}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)[0-9]{2,4}(?![0-9/-]))
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    |(?P<scaled>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)
    |(?P<compact>(?:19|20)[0-9]{6}(?![0-9]|[.,:/-][0-9]))
    |(?P<decimal>[0-9]++\.[0-9]+)
    |(?P<month>[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/-])
        |(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])(?![0-9/-]))
    |(?P<partial>[0-9]{1,2}/[0-9]{1,2}(?![0-9/]|\.[0-9]|-(?![0-9]{1,2}/[0-9])))
    |(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)
    |(?P<decade>(?:1[0-9]|20)?[0-9]0['’]?s\b|['’][0-9]0s\b)
    |(?P<number>[0-9]+)
    |(?P<fraction>[½¼¾])
    |(?P<possessive>['’]s\b)
    |(?P<sign>--|.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(r"[a-z]+")
_FIGURES = re.compile(
    r"""[0-9]{4} | [0-9][:/–-][0-9] | [0-9]\.[0-9]{1,2}\.[0-9] | ['’]?[0-9]0['’]?s
    | [½¼¾] | [0-9](?:st|nd|rd|th|ish) | [0-9][ ]?[ap][ ]?\.?[ ]?m
    | [0-9][ ]?(?:h|d|s|m|w|y|hrs?|min|sec)\b | [qh][1-4]\b | [cfs]y[0-9]""",
    re.VERBOSE,
)
"""Figures that tell a time by themselves; all others need a word."""
_TELLING = (
    TELLING_WORDS
    | FIRST_WORDS
    | word_set("fifteen sixteen seventeen eighteen nineteen twenty thousand second")
    | word_set("clock past date thirty forty fifty")
)
"""Spelled years begin with these numbers; "half past eight", "nine thirty" and others
have no unit."""
_MEANT = FIRST_WORDS | frozenset(
    (*WORDS, *CARDINALS, *ORDINALS, *SCALES, *"qhd", "semi", "bi")
)
"""Words that may be more than a plain word or a name."""
_QUARTER_NAMES = re.compile(r"([qQ])([1-4])(?![0-9])|([hH])([12])(?![0-9])")
_OFTEN = re.compile(
    r"(semi-annual|bi-annual|bi-monthly|bi-weekly)(?:ly)?\b", re.IGNORECASE
)
_OFTEN_VALUES = {
    "semi-annual": "P6M",
    "bi-annual": "P6M",
    "bi-monthly": "P2M",
    "bi-weekly": "P2W",
}
_OPEN = word_set("may second")
_TENS = word_set("twenty thirty forty fifty sixty seventy eighty ninety")


@dataclass(frozen=True, slots=True)
class Tokens:
    """One sentence's tokens as parallel sequences; offsets point into the text."""

    codes: str
    words: tuple[str, ...]
    values: tuple[object, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def joined(self, position: int) -> bool:
        """Whether no space stands before the token at ``position``."""
        return 0 < position < len(self.starts) and (
            self.starts[position] == self.ends[position - 1]
        )


def may_tell_time(text: str, sentence: Words) -> bool:
    """Whether a sentence holds a figure or word that every reading needs.

    More than half of the sentences of news do not and need no tokens at all.
    """
    if not _TELLING.isdisjoint(sentence.lower):
        return True
    if not sentence.mixed:
        return False
    if not _TELLING.isdisjoint(_PIECE.findall(" ".join(sentence.mixed))):
        return True
    spoken = text[sentence.starts[0] : sentence.ends[-1]].lower()
    return _FIGURES.search(spoken) is not None


def tokenize(text: str, start: int, end: int) -> Tokens:
    """The tokens of ``text[start:end]``; linear in its length."""
    rows: list[tuple[str, str, object, int, int]] = []
    last, position, behind = "", start, -1
    while position != behind:
        behind = position
        for match in _TOKEN.finditer(text, position, end):
            kind = match.lastgroup or "sign"
            at, stop = match.span(kind)
            word, position = text[at:stop], stop
            plain = _plain(word) if kind == "word" else None
            if plain is not None:
                last, lower, value = plain
                rows.append((last, lower, value, at, stop))
                continue
            if kind == "word":
                word = word.lower()
                code, value, position = _word(text, match, word, end)
            else:
                code, value, position = READERS[kind](text, match, end)
            if code in "RT" and last == "K" and text[at].isupper():
                code = "K"  # "USA Today", "Entertainment Tonight"
            elif word == "second" and last and last in "123ca":
                code, value = "u", "S"
            rows.append((code, word, value, at, position))
            last = code
            if position != stop:
                break  # more than the token is read: go on behind it
    codes, words, values, starts, ends = zip(*rows, strict=True) if rows else ((),) * 5
    return Tokens("".join(codes), words, values, starts, ends)


@lru_cache(maxsize=50_000)
def _plain(word: str) -> tuple[str, str, object] | None:
    """Letter, lower case and value of a word whatever stands around it: most of a
    text; None where that has to be seen."""
    lower = word.lower()
    if lower not in _MEANT:
        return "K" if word[0].isupper() else "x", lower, None
    code, value = WORDS.get(lower, ("M", None))
    return None if code in "MwRT" or lower in _OPEN else (code, lower, value)


def _word(text: str, match: re.Match[str], word: str, end: int) -> Read:
    entry = WORDS.get(word)
    if entry is None:
        return _other_word(text, match, word, end)
    code, value = entry
    if word == "may":
        holiday = holiday_at(text, match.start("word"), end, word)
        if holiday is not None:
            return "L", *holiday
    if code in "Mw":
        code, stop = _name(text, match, word, code, end)
        return code, value, stop
    return code, value, match.end("word")


def _name(
    text: str, match: re.Match[str], word: str, code: str, end: int
) -> tuple[str, int]:
    """A month's or weekday's letter, its full stop taken in if it is abbreviated."""
    stop = match.end()
    is_lower = match["word"][0].islower()
    if code == "M" and is_lower and word in AMBIGUOUS_MONTHS:
        code = "m"
    is_short = code == "w" or word in ABBREVIATED_MONTHS
    if is_short and word != "may" and stop < end and text[stop] == ".":
        stop += 1
    return code, stop


def _other_word(text: str, match: re.Match[str], word: str, end: int) -> Read:
    stop = match.end()
    holiday = holiday_at(text, match.start("word"), end, word)
    if holiday is not None:
        return "L", *holiday
    if word in CARDINALS or (word in SCALES and word in ("hundred", "dozen")):
        return _spelled(text, match, word, end)
    if word in ORDINALS:
        return "o", ORDINALS[word], stop
    if word in SCALES:
        return "7", None, stop
    if word in ("q", "h"):
        named = _QUARTER_NAMES.match(text, match.start("word"), end)
        if named:
            return "Q", named[0].upper(), named.end()
    if word in ("semi", "bi"):
        often = _OFTEN.match(text, match.start("word"), end)
        if often:
            return "F", _OFTEN_VALUES[often[1].lower()], often.end()
    if word in ("h", "d") and _is_behind_figure(text, match):
        return "u", "H" if word == "h" else "day", stop
    return ("K" if match["word"][0].isupper() else "x"), None, stop


def _is_behind_figure(text: str, match: re.Match[str]) -> bool:
    return text[match.start("word") - 1].isdigit()


def _spelled(text: str, match: re.Match[str], word: str, end: int) -> Read:
    """A spelled number, or the ordinal that it begins ("twenty-first")."""
    if word in _TENS:
        ordinal = re.compile(r"[- ]([a-z]+)").match(text, match.end(), end)
        unit = ORDINALS.get(ordinal[1].lower(), 10) if ordinal else 10
        if ordinal and unit < 10:
            return "o", CARDINALS[word] + unit, ordinal.end()
    number = read_number(text, match.start("word"), end)
    if number is None:
        if word not in SCALES:  # "Twenty20"
            return "x", None, match.end()
        return "c", SCALES[word], match.end()  # "a dozen"
    year = _spelled_year(text, number, end)
    if year is not None:
        return year
    if number.value % 1:
        if " and " not in text[match.start("word") : number.end_char]:
            return "c", CARDINALS.get(word, 1), match.end()  # "three quarters"
        return "6", float(number.value), number.end_char
    return "c", int(number.value), number.end_char


def _spelled_year(text: str, number: Number, end: int) -> Read | None:
    """ "nineteen ninety-six", "seventeen hundred thirty", "two thousand and five"."""
    if 15 <= number.value <= 20 and number.end_char < end:
        rest = read_number(text, number.end_char + 1, end)
        if rest is not None and rest.is_spelled and 10 <= rest.value <= 99:
            return "4", int(number.value * 100 + rest.value), rest.end_char
    is_year = 1500 < number.value < 2100 and number.value % 100
    return ("4", int(number.value), number.end_char) if is_year else None
