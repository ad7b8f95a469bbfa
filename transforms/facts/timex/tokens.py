"""A sentence as one letter a token: text arrives, letters, spans and values leave.

The grammar works on the letters alone, so its patterns are short, bounded and read
like the phrases that they match.
"""

import re
from dataclasses import dataclass

from transforms.facts.numerals import CARDINALS, ORDINALS, SCALES, Number, read_number
from transforms.facts.timex.holidays import holiday_at
from transforms.facts.timex.lexicon import ABBREVIATED_MONTHS, AMBIGUOUS_MONTHS, WORDS
from transforms.facts.timex.words import word_set

_TOKEN = re.compile(
    r"""\s*+(?:
    (?P<halfday>[aApP]\ ?\.\ ?[mM]\b(?:\ ?\.)?|[oO]['’\ ]?clock\b)
    |(?P<word>[^\W\d_]+)
    |(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9-]))
    |(?P<numeric>[0-9]{1,4}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)[0-9]{2,4}(?![0-9/-]))
    |(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
    |(?P<scaled>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?)
    |(?P<compact>(?:19|20)[0-9]{6}(?![0-9]|[.,:/-][0-9]))
    |(?P<decimal>[0-9]++\.[0-9]+)
    |(?P<month>[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/-])
        |(?:19|20)[0-9]{2}-(?:0?[1-9]|1[0-2])(?![0-9/-]))
    |(?P<partial>[0-9]{1,2}/[0-9]{1,2}(?![0-9/.-]))
    |(?P<ordinal>[0-9]{1,3}(?:st|nd|rd|th)\b)
    |(?P<decade>(?:1[0-9]|20)?[0-9]0['’]?s\b|['’][0-9]0s\b)
    |(?P<number>[0-9]+)
    |(?P<fraction>[½¼¾])
    |(?P<possessive>['’]s\b)
    |(?P<sign>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {
    **dict.fromkeys("-–—‐‑‒~", "-"),
    **dict.fromkeys("'’", "'"),
    **dict.fromkeys("$€£¥₹₽₴", "$"),
    "/": "/",
    ",": ",",
    "(": "(",
    ")": ")",
    "%": "%",
}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_QUARTER_NAMES = re.compile(r"([qQ])([1-4])(?![0-9])|([hH])([12])(?![0-9])")
_YEARS = range(1000, 2200)
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


def tokenize(text: str, start: int, end: int) -> Tokens:
    """The tokens of ``text[start:end]``; linear in its length."""
    codes: list[str] = []
    words: list[str] = []
    values: list[object] = []
    starts: list[int] = []
    ends: list[int] = []
    position = start
    while position < end:
        match = _TOKEN.match(text, position, end)
        if match is None:  # nothing but spaces is left
            break
        kind = match.lastgroup or "sign"
        position, stop = match.span(kind)
        if kind == "word":
            word = text[position:stop].lower()
            entry = WORDS.get(word)
            if entry is None:
                code, value, stop = _other_word(text, match, word, end)
            else:
                code, value = entry
                holiday = (
                    holiday_at(text, position, end, word) if word == "may" else None
                )
                if holiday is not None:
                    code, (value, stop) = "L", holiday
                elif code in "Mw":
                    code, stop = _name(text, match, word, code, end)
        else:
            word = match[kind]
            code, value, stop = _READERS[kind](text, match, end)
        if word == "second" and codes and codes[-1] in "123ca":
            code, value = "u", "S"
        codes.append(code)
        words.append(word)
        values.append(value)
        starts.append(position)
        ends.append(stop)
        position = stop
    return Tokens(
        "".join(codes), tuple(words), tuple(values), tuple(starts), tuple(ends)
    )


_Read = tuple[str, object, int]


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


def _other_word(text: str, match: re.Match[str], word: str, end: int) -> _Read:
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
    if match["word"][0].isupper():
        return "K", None, stop
    return "x", None, stop


def _spelled(text: str, match: re.Match[str], word: str, end: int) -> _Read:
    """A spelled number, or the ordinal that it begins ("twenty-first")."""
    if word in _TENS:
        ordinal = re.compile(r"[- ]([a-z]+)").match(text, match.end(), end)
        unit = ORDINALS.get(ordinal[1].lower(), 10) if ordinal else 10
        if ordinal and unit < 10:
            return "o", CARDINALS[word] + unit, ordinal.end()
    number = read_number(text, match.start("word"), end)
    if number is None:
        return "c", SCALES[word], match.end()  # "a dozen"
    year = _spelled_year(text, number, end)
    if year is not None:
        return year
    if number.value % 1:
        if " and " not in text[match.start("word") : number.end_char]:
            return "c", CARDINALS.get(word, 1), match.end()  # "three quarters"
        return "6", float(number.value), number.end_char
    return "c", int(number.value), number.end_char


def _spelled_year(text: str, number: Number, end: int) -> _Read | None:
    """ "nineteen ninety-six", "seventeen hundred thirty", "two thousand and five"."""
    if 15 <= number.value <= 20 and number.end_char < end:
        rest = read_number(text, number.end_char + 1, end)
        if rest is not None and rest.is_spelled and 10 <= rest.value <= 99:
            return "4", int(number.value * 100 + rest.value), rest.end_char
    is_year = 1500 < number.value < 2100 and number.value % 100
    return ("4", int(number.value), number.end_char) if is_year else None


def _iso(text: str, match: re.Match[str], end: int) -> _Read:
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return "D", (year, month, day), match.end()


def _numeric(text: str, match: re.Match[str], end: int) -> _Read:
    parts = match["numeric"].split(match["mark"])
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return "D", (first, second, third), match.end()
    if len(parts[0]) > 2 or len(parts[2]) == 3:
        return "5", None, match.end()
    year = third if len(parts[2]) == 4 else _full_year(third)
    return "D", (year, first, second, match["mark"]), match.end()


def _full_year(two_digits: int) -> int:
    """The POSIX pivot of strptime's %y: 69 to 99 are of the last century."""
    return two_digits + (2000 if two_digits < 69 else 1900)


def _clock(text: str, match: re.Match[str], end: int) -> _Read:
    return "C", tuple(int(part) for part in match["clock"].split(":")), match.end()


def _scaled(text: str, match: re.Match[str], end: int) -> _Read:
    return "7", None, match.end()


def _compact(text: str, match: re.Match[str], end: int) -> _Read:
    digits = match["compact"]
    return "D", (int(digits[:4]), int(digits[4:6]), int(digits[6:])), match.end()


def _decimal(text: str, match: re.Match[str], end: int) -> _Read:
    return "6", float(match["decimal"]), match.end()


def _month(text: str, match: re.Match[str], end: int) -> _Read:
    first, second = (int(part) for part in re.split("[/-]", match["month"]))
    year, month = (first, second) if first > 99 else (second, first)
    if not 1 <= month <= 12:
        return "5", None, match.end()
    return "y", (year, month), match.end()


def _partial(text: str, match: re.Match[str], end: int) -> _Read:
    first, second = (int(part) for part in match["partial"].split("/"))
    return "d", (first, second), match.end()


def _ordinal(text: str, match: re.Match[str], end: int) -> _Read:
    return "o", int(match["ordinal"][:-2]), match.end()


def _decade(text: str, match: re.Match[str], end: int) -> _Read:
    digits = match["decade"].strip("'’s")
    if len(digits) == 4:
        return "E", (int(digits[2:]), int(digits[:2])), match.end()
    return "E", (int(digits), None), match.end()


def _number(text: str, match: re.Match[str], end: int) -> _Read:
    digits = match["number"]
    if len(digits) > 9:
        return "5", None, match.end()
    number = int(digits)
    if len(digits) == 4:
        return (
            ("4" if number in _YEARS or digits < "1000" else "5"),
            number,
            match.end(),
        )
    if len(digits) > 2:
        return "5", number, match.end()
    fraction = re.compile(r"[- ]?(?:(1)/([234])|([½¼¾]))").match(text, match.end(), end)
    if fraction and (fraction[0][0] in "- ½¼¾"):
        part = _FRACTIONS[fraction[3]] if fraction[3] else 1 / int(fraction[2])
        return "6", number + part, fraction.end()
    return (
        ("1" if 0 < number < 13 else "2" if 12 < number < 32 else "3"),
        number,
        (match.end()),
    )


def _fraction(text: str, match: re.Match[str], end: int) -> _Read:
    return "6", _FRACTIONS[match["fraction"]], match.end()


def _possessive(text: str, match: re.Match[str], end: int) -> _Read:
    return "'", None, match.end()


def _halfday(text: str, match: re.Match[str], end: int) -> _Read:
    """The full stop of "p.m." stays outside where the sentence ends with it."""
    stop = match.end()
    letter = match["halfday"][0].lower()
    return "A", "clock" if letter == "o" else letter + "m", stop


def _sign(text: str, match: re.Match[str], end: int) -> _Read:
    return _SIGNS.get(match["sign"], "."), None, match.end()


_READERS = {
    "halfday": _halfday,
    "iso": _iso,
    "numeric": _numeric,
    "clock": _clock,
    "scaled": _scaled,
    "compact": _compact,
    "decimal": _decimal,
    "month": _month,
    "partial": _partial,
    "ordinal": _ordinal,
    "decade": _decade,
    "number": _number,
    "fraction": _fraction,
    "possessive": _possessive,
    "sign": _sign,
}
