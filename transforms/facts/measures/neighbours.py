"""Whether a number belongs to another kind: a day, a sum of money, a name, a year.

Part of ``values``: a number's place arrives, the verdict leaves.
"""

import re

from transforms.facts.numerals import Number, read_number
from transforms.facts.sums.currencies import forms
from transforms.facts.timex.words import word_set

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_MONTH_BEFORE = re.compile(rf"(?<![^\W_]){MONTH}\.?[ ]{{1,2}}(?:the[ ])?\Z")
_MONTH_AFTER = re.compile(rf"(?:[-–]|[ ]of)?[ -]{MONTH}(?![^\W_])")
_TIME_UNIT = re.compile(
    r"[ \u00a0-]?(?:(?:consecutive|straight|full|whole|more|long|calendar|working|"
    r"business|previous|past)[ ])?(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?|"
    r"weeks?|weekends?|fortnights?|months?|years?|yrs?|decades?|centur(?:y|ies)|nights?|"
    r"evenings?|mornings?|quarters?|halfs?|h|min|millennia|milliseconds?)(?![^\W_])"
)
_OLD = re.compile(
    r"[ -](?:years?|months?|weeks?|days?)[ -](?:olds?|of[ ]age)(?![^\W_])"
)
_NO_DAY = re.compile(r"[ ](?:of[ ]?)?[a-z]")
_QUARTERS_BEFORE = word_set("next last past first previous coming the consecutive")
_SIGNS = frozenset("$€£¥₹₽₴₪₩₦฿₺₸₾")
_LAST_WORD = re.compile(r"([^\W\d_]+\.?)[ \u00a0]?\Z")
_CURRENCY = re.compile(
    r"[ \u00a0-]?(?:(?:US|U\.S\.|[A-Z][a-z]{3,11})[ ])?"
    r"([^\W\d_]{1,24}|[$€£¥₹₽₴₪₩₦฿₺₸₾¢])"
)
_LINK = re.compile(r"[ ]?[-–—][ ]?|[ ](?:to|and|or)[ ]")
_OPENERS = frozenset(" \t\n\u00a0\u202f\u2009([{\"'“‘«<>~≈±−-–—,;:.|")
_NAME_BEFORE = re.compile(r"[^\W\d_][^\W_]*\Z")
_TOKEN_CHARACTERS_MAX = 200
_YEARS = range(1500, 2100)
_FRAMES = word_set(
    """
    in since by until till from of to and or year mid early late fiscal before
    after during spring summer autumn fall winter for through between circa than
    the
    """
)


def word_before(text: str, at: int, floor: int) -> str:
    """The lower-case word that ends one space before ``at``; empty where none does."""
    match = _LAST_WORD.search(text, max(floor, at - 16), at)
    return match[1].lower() if match else ""


def is_part_of_code(text: str, at: int, floor: int) -> bool:
    """ "COVID-19", "F-16", "#5", "/2024/", "n°3": figures of a name or address."""
    if at == floor:
        return False
    before = text[at - 1]
    if before in _SIGNS:
        return False
    if before not in _OPENERS:
        return True
    if before.isspace() or before in "([“‘«":
        return False
    if before == "." and at - 2 >= floor and text[at - 2].isalpha():
        return True  # the 1 of "lower risk.1" is a note's
    if (
        before in "-–"
        and at - 2 >= floor
        and _NAME_BEFORE.search(text, max(floor, at - 8), at - 1)
    ):
        return True
    token = text[max(floor, at - _TOKEN_CHARACTERS_MAX) : at].rsplit(None, 1)[-1:]
    return any("://" in part or "www." in part or "@" in part for part in token)


def is_sum(text: str, number: Number, floor: int, end: int) -> tuple[bool, int]:
    """Whether a currency stands beside the number, and where its expression ends."""
    stop = number.end_char
    if not _is_priced(text, number, floor, end):
        return False, stop
    link = _LINK.match(text, stop, end)
    high = read_number(text, link.end(), end) if link else None
    return True, high.end_char if high else stop


def _is_priced(text: str, number: Number, floor: int, end: int) -> bool:
    at = number.start_char
    if at > floor and text[at - 1] in _SIGNS:
        return True
    if at - 1 > floor and text[at - 1].isspace() and text[at - 2] in _SIGNS:
        return True
    before = _LAST_WORD.search(text, max(floor, at - 6), at)
    if before and _is_currency(before[1].rstrip("."), ("code", "short")):
        return True
    behind = _CURRENCY.match(text, number.end_char, end)
    if behind is None:
        return False
    kinds = ("code", "word", "minor", "short", "sign")
    return _is_currency(behind[1], kinds) and "pound" not in behind[1].lower()


def _is_currency(word: str, kinds: tuple[str, ...]) -> bool:
    form = forms().get(word)
    return form is not None and form.kind in kinds and form.check != "attached"


def is_dated(text: str, span: tuple[int, int], floor: int, end: int) -> bool:
    """Whether the number is part of a day or of a length of time, ages apart."""
    at, stop = span
    if text[stop - 8 : stop] == "quarters":
        return word_before(text, at, floor) in _QUARTERS_BEFORE
    if _TIME_UNIT.match(text, stop, end):
        return not _OLD.match(text, stop, end)
    if stop - at > 4 and text[at].isdigit():
        return False
    if _MONTH_AFTER.match(text, stop, end):
        return True
    if _MONTH_BEFORE.search(text, max(floor, at - 15), at):
        return True
    is_day = text[stop - 2 : stop] in ("st", "nd", "rd", "th") and text[at].isdigit()
    return is_day and (
        word_before(text, at, floor) == "the" and not _NO_DAY.match(text, stop, end)
    )


def end_of_spelled_year(text: str, number: Number, end: int) -> int | None:
    """Where "nineteen ninety-four" ends; None where the number begins no year."""
    if not number.is_spelled or not 15 <= number.value <= 20:
        return None
    rest = read_number(text, number.end_char + 1, end)
    if rest is None or not rest.is_spelled or not 10 <= rest.value <= 99:
        return None
    return rest.end_char


def is_year(text: str, number: Number, floor: int, end: int) -> bool:
    """Whether four bare figures name a year: nothing counted stands behind them."""
    if number.end_char - number.start_char != 4 or number.is_spelled or number.decimals:
        return False
    if number.value not in _YEARS:
        return False
    following = text[number.end_char : number.end_char + 2]
    before = word_before(text, number.start_char, floor)
    is_alone = following[:1] != " " or not following[1:].isalpha()
    return before in _FRAMES or is_alone
