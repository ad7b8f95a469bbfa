"""Fractions and decimals in words: "two thirds", "one over three", "five point two".

A place or a number arrives, the value of the whole expression leaves.
"""

import re
from decimal import Decimal

from transforms.facts.measures.ordinals import Made, ordinal_word
from transforms.facts.number_words import CARDINALS, SCALES
from transforms.facts.numerals import Number, read_number

_SLASHED = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![0-9/.]|,[0-9])")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100})
"""Others are results, dates and numbers of rooms: 9/11, 24/7, 15/13."""
_ARTICLE = re.compile(r"[aA]n? (?=[a-z])")
_PARTS = re.compile(r"(half|quarter|thirds?|halves|quarters)(?![^\W_])", re.IGNORECASE)
_HALF = re.compile(r"[Hh]alf(?: of)?(?= (?:the|its|their|his|her|our|all|of|that)\b)")
_OF = re.compile(
    r" (?:of(?! (?:19|20)[0-9]{2})|in|by|to|on|from|since|at|more|less|fewer|after)\b"
    r"|[.,;:!?)\"”]|\Z"
)
_OF_SMALL = re.compile(r" of\b|[.!?]?\Z")
_OF_SCALE = re.compile(r" of an? (?:hundred|thousand|[mb]illion|trillion|crore|lakh)\b")
_OVER = re.compile(r" over ")
_CLOSE = re.compile(r"\s*(?:[.,;!?)]|\Z)")
_MEASURED_BEFORE = re.compile(
    r"(?<![^\W_])(?:by|than|almost|nearly|about|around|roughly|some|over|under|only|to|"
    r"just|from|least|most|of|and|half|with|is|was|up|down)[ ][aA]n?[ ]\Z"
    r"|\A[ ]*[aA]n?[ ]\Z"
)
_POINT = re.compile(r" point ((?:[a-z]+(?:-[a-z]+)?)(?: [a-z]+(?:-[a-z]+)?){0,11})")
_MILLION = re.compile(r" M(?![^\W_]|\.[^\W_])")
_AND = re.compile(r"(?: and)? ")
_DIGITS = {**CARDINALS, "nought": 0, "oh": 0}
_LARGE = {f"{word}th": value for word, value in SCALES.items() if value >= 100}
_LARGE_NAME = re.compile(r"([a-z]+ths?)(?![^\W_])")


def read_fraction(text: str, at: int, end: int) -> Made | None:
    """The fraction that begins exactly at ``at``: "3/4", "a third of", "half the"."""
    slashed = _SLASHED.match(text, at, end)
    if slashed is not None:
        top, bottom = int(slashed[1]), int(slashed[2])
        if bottom not in _DENOMINATORS or top > 2 * bottom:
            return None
        return Made(value=Decimal(top) / bottom, end_char=slashed.end())
    article = _ARTICLE.match(text, at, end)
    if article is not None:
        return _one_part(text, article.end(), end)
    half = _HALF.match(text, at, end)
    if half is not None:
        return Made(value=Decimal("0.5"), end_char=at + 4)
    return None


def _one_part(text: str, at: int, end: int) -> Made | None:
    """The part in "a third of", but no "third quarter" or "a fifth man".

    Parts under a tenth stand before "of" or close: nothing grew "a twentieth on"."""
    bottom = _denominator(text, at, end, is_plural=False)
    if bottom is None or not _OF.match(text, bottom[1], end):
        return None
    if _OF_SCALE.match(text, bottom[1], end):
        return None  # "a quarter of a million" is one number
    if bottom[0] > 10 and not _OF_SMALL.match(text, bottom[1], end):
        return None
    if _is_quarter_of_time(text, bottom, end) or _is_one_more(text, at, bottom[1], end):
        return None
    return Made(value=Decimal(1) / bottom[0], end_char=bottom[1])


def _is_one_more(text: str, at: int, stop: int, end: int) -> bool:
    """Whether "a third" that closes its clause is one more: "killed two, hurt a third";
    a part stands behind "by a", "nearly a"."""
    if not _CLOSE.match(text, stop, end):
        return False
    return _MEASURED_BEFORE.search(text, max(0, at - 16), at) is None


def _is_quarter_of_time(text: str, bottom: tuple[int, int], end: int) -> bool:
    return bottom[0] == 4 and not text.startswith(" of ", bottom[1], end)


def with_tail(text: str, number: Number, end: int) -> Made | None:
    """What words behind ``number`` make of it; None where they add nothing."""
    return (
        _divided(text, number, end)
        or _decimal(text, number, end)
        or _over(text, number, end)
        or _mixed(text, number, end)
    )


def _divided(text: str, number: Number, end: int) -> Made | None:
    """ "two thirds", "twenty-three fifths", "a hundred thousandths"."""
    if not number.is_spelled or text[number.end_char : number.end_char + 1] not in " -":
        return None
    top, bottom_at = number.value, number.end_char + 1
    words = text[number.start_char : number.end_char].lower()
    last = words.replace("-", " ").rsplit(" ", 1)
    bottom = _denominator(text, bottom_at, end, is_plural=top != 1)
    if bottom is None:
        return None
    if len(last) == 2 and last[1] in _TENS and bottom[0] < 10:
        # "one hundred thirty fifths" are a hundred of the thirty-fifth parts.
        top, bottom = (
            top - CARDINALS[last[1]],
            (bottom[0] + CARDINALS[last[1]], bottom[1]),
        )
    whole = Decimal(0)
    _, joint, tail = words.rpartition(" and ")
    if joint:
        # "two hundred and fifty-four hundredths": only the part behind "and" divides.
        part = read_number(tail, 0, len(tail))
        whole = top - part.value if part else whole
    return Made(value=whole + (top - whole) / bottom[0], end_char=bottom[1])


_TENS = frozenset(word for word in CARDINALS if word.endswith("ty"))


def _denominator(
    text: str, at: int, end: int, is_plural: bool
) -> tuple[int, int] | None:
    """Number of parts and end: "halves", "thirds", "twenty-fifths", "millionths"."""
    named = _PARTS.match(text, at, end)
    if named is not None:
        word = named[1].lower()
        if word.endswith("s") != is_plural:
            return None
        return {"h": 2, "q": 4, "t": 3}[word[0]], named.end()
    large = _LARGE_NAME.match(text, at, end)
    if large and large[1].removesuffix("s") in _LARGE:
        if large[1].endswith("s") != is_plural:
            return None
        return _LARGE[large[1].removesuffix("s")], large.end()
    found = ordinal_word(text, at, end) if not is_plural else _plural(text, at, end)
    if found is None or found[0] < 3 or text[found[1] : found[1] + 1].isalnum():
        return None
    return found


def _plural(text: str, at: int, end: int) -> tuple[int, int] | None:
    """The ordinal without its -s, and the end behind the -s."""
    match = re.compile(r"([a-z]+(?:[- ][a-z]+)?)s(?![^\W_])").match(text, at, end)
    if match is None:
        single = re.compile(r"([a-z]+)s(?![^\W_])").match(text, at, end)
        match = single
    if match is None:
        return None
    found = ordinal_word(match[1], 0, len(match[1]))
    return (found[0], match.end()) if found and found[1] == len(match[1]) else None


def _decimal(text: str, number: Number, end: int) -> Made | None:
    """ "two hundred point zero three": each word adds its digits."""
    match = _POINT.match(text, number.end_char, end) if number.is_spelled else None
    if match is None:
        return None
    digits, stop = "", match.start(1)
    for word in re.compile(r"[a-z]+(?:-[a-z]+)?").finditer(text, stop, match.end()):
        if word[0] not in _DIGITS:
            break
        digits, stop = digits + str(_DIGITS[word[0]]), word.end()
    if not digits:
        return None
    return Made(value=number.value + Decimal(f"0.{digits}"), end_char=stop)


def _over(text: str, number: Number, end: int) -> Made | None:
    """ "one over three", said alone: elsewhere "over" is "during" or "above"."""
    over = _OVER.match(text, number.end_char, end)
    below = read_number(text, over.end(), end) if over else None
    if below is None or not below.value or not _CLOSE.match(text, below.end_char, end):
        return None
    return Made(value=number.value / below.value, end_char=below.end_char)


def _mixed(text: str, number: Number, end: int) -> Made | None:
    """ "4 thousand 3 hundred", "3 hundred and 21", "3 million and a quarter"."""
    if number.is_spelled or number.is_abbreviated:
        return None
    if number.scale == 1:
        return _millions(text, number, end)
    joint = _AND.match(text, number.end_char, end)
    if joint is None:
        return None
    article = _ARTICLE.match(text, joint.end(), end)
    if article and joint[0] != " ":
        part = _denominator(text, article.end(), end, is_plural=False)
        if part:
            value = number.value + Decimal(number.scale) / part[0]
            return Made(value=value, end_char=part[1])
    rest = read_number(text, joint.end(), end)
    if rest is None or rest.value >= number.scale or rest.decimals:
        return None
    is_hundred = joint[0] != " " and number.scale == 100
    if not rest.has_scale and not is_hundred:
        return None
    return Made(value=number.value + rest.value, end_char=rest.end_char)


def _millions(text: str, number: Number, end: int) -> Made | None:
    """ "13.3 M": a capital alone behind a space."""
    letter = _MILLION.match(text, number.end_char, end)
    if letter is None:
        return None
    return Made(value=number.value * 10**6, end_char=letter.end())
