"""The numbers of a sentence, whatever they count: values with their places leave.

Numbers that belong to dates, clock times, sums of money, names ("COVID-19") and
addresses are put aside here; their own kinds read them.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Literal, NamedTuple

from transforms.facts.measures.fractions import read_fraction, with_tail
from transforms.facts.measures.neighbours import (
    end_of_spelled_year,
    is_dated,
    is_part_of_code,
    is_sum,
    is_year,
    word_before,
)
from transforms.facts.measures.ordinals import MISSPELLED, read_large, read_ordinal
from transforms.facts.names.tokens import Tokens
from transforms.facts.number_words import CARDINALS, FRACTIONS, ORDINALS, SCALES
from transforms.facts.numerals import Number, read_number
from transforms.facts.timex.words import word_set

ValueKind = Literal["cardinal", "fraction", "ordinal"]

_BEHIND_ARTICLE = frozenset(
    {*SCALES, *FRACTIONS}
    | {word for word, value in ORDINALS.items() if value > 8 and "-" not in word}
    | {word for word in CARDINALS if word.endswith("ty")}
)
"""What "a" can make one part or one unit of: "a million", "a third", "a twentieth",
"a twenty-first"."""
ABSOLUTE_ZERO = "absolute zero"
"""The one temperature that has a name instead of a number."""
_SCANNED = frozenset({*CARDINALS, *ORDINALS})
_ONE_UNIT = word_set(
    """
    mile kilometer kilometre gallon hectare tonne liter litre kilogram megawatt
    gigawatt terabyte gigabyte
    """
)
"""Behind an article these are one; a foot, a pound or a degree may be anything."""
_ARTICLE = re.compile(r"([Hh]alf[ ][Aa]|[Aa][ ]half|[Aa]n?)[ -]([a-z]+)")
_PART_OF = re.compile(
    r"(?:half[ ]an?|split|per|one|(?:half|third|quarter|th)s?[ ]of[ ]an?)[ ]\Z"
)
_PRICED_BEFORE = re.compile(
    r"(?:[0-9]|[¢p]|cents?|pence|dollars?|euros?|pounds?|rupees|illion|undred|housand)"
    r"[ ]\Z"
)
_NO_NUMBER = re.compile(
    r"""[0-9]{1,4}:[0-9]{2}(?::[0-9]{2})?
    |[0-9]-[0-9]{3}-[0-9]{3}-[0-9]{4}|[0-9]{1,2}/(?:19|20)[0-9]{2}(?![0-9/])
    |\(?[0-9]{3}\)?[ -][0-9]{3}-[0-9]{4}(?![0-9])|[0-9]{3}-[0-9]{4}(?![0-9])
    |[0-9]{1,4}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)[0-9]{1,4}(?:(?P=mark)[0-9]{1,4}){0,4}
    |[0-9]{1,2}(?:\.[0-9]{2})?[ ]?(?:[ap]\.m\.?|[ap]m\b|o['’]clock)
    |(?:19|20)[0-9]{2}[-–/][0-9]{2}(?:[0-9]{2})?(?![0-9])
    |[0-9]{1,2}[-–:][0-9]{1,2}(?=[ ](?:win|defeat|loss|draw|victory|lead))
    |(?:[0-9][0-9.,]{0,20})?[0-9]['’]?s(?![^\W_])
    |9/11|24/7""",
    re.VERBOSE,
)
"""Clock times, telephone numbers, days, addresses of machines, seasons, scores and
decades."""
_RUN = re.compile(r"[0-9][0-9.,]*(?:[^\W_]+)?")
_POWER = re.compile(
    r"(?:[eE]|[ ]?[x×][ ]?10(?:\^|(?=[-−+]))|(?P<own>\^))(?P<power>[-−+]?[0-9]{1,2})"
    r"(?![0-9])"
)
_LIST_ITEM = re.compile(r"[0-9]{1,15}(?=,)|(?<=,)[0-9]{1,15}(?![0-9]|[.,][0-9])")
_POWER_MAX = 9
_SIGN = re.compile(r"(?:(?<![^\s(<>=:])[-−]|(?<![^\W_])(?:minus|negative)[ ])\Z")
_PRONOUNS_BEFORE = word_set(
    """
    no any every this that first second last next another each the other which
    some only square day number same little new old good bad big small loved young
    better wrong right
    """
)
_PRONOUN_AFTER = re.compile(
    r"[ ](?:of|another|is|was|should|can|could|who|whose|would|may|might|must|has|had|"
    r"day|thing|that|by|or[ ]the|side|way|to)(?![^\W_])|['’]|[ ]?[.,;:!?)]"
    r"|-(?![a-z]{1,12}(?:th|rd|lf)(?![^\W_]))"
)


class Value(NamedTuple):
    """One number of a sentence; half-open code points."""

    value: Decimal
    start_char: int
    end_char: int
    kind: ValueKind
    number: Number | None = None
    """As ``numerals`` read it, where nothing was added behind it."""


def may_hold_value(sentence: Tokens) -> bool:
    """Whether a sentence holds a figure or a word that a number begins with or is one
    of: half of the sentences of news do not."""
    return bool(sentence.mixed) or not _telling().isdisjoint(sentence.lower)


@cache
def _telling() -> frozenset[str]:
    words = (*CARDINALS, *ORDINALS, *MISSPELLED, *_BEHIND_ARTICLE, *_ONE_UNIT)
    return frozenset((*words, "half", *ABSOLUTE_ZERO.split()))


def find_values(text: str, start: int, end: int) -> Iterator[Value]:
    """The numbers of ``text[start:end]`` in order, none overlapping another."""
    floor = start
    for hit in _scanner().finditer(text, start, end):
        at = hit.start()
        if at < floor or (
            text[at] == "." and at > start and not text[at - 1].isspace()
        ):
            continue
        is_figure = text[at] < "A" or text[at] > "z"
        value, floor = (_figure if is_figure else _word)(text, at, start, end)
        if value is not None and value.kind == "cardinal":
            value = _signed(text, value, start)
        if value is not None:
            yield value


@cache
def _scanner() -> re.Pattern[str]:
    """What a number can begin with. The words are a tree of letters: of 300 words
    side by side it searches half a million characters a second, of the tree ten.
    """
    names = (*CARDINALS, *ORDINALS, *MISSPELLED, "half", ABSOLUTE_ZERO)
    words = {word for word in names if "-" not in word}
    for article in ("a", "an", "half a"):
        words |= {f"{article} {word}" for word in _BEHIND_ARTICLE | _ONE_UNIT}
    tree = _tree(sorted(words | {word.capitalize() for word in words}))
    figures = r"[0-9½¼¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]|\.(?=[0-9])"
    return re.compile(rf"(?<![^\W_])(?:{figures}|{tree}(?![^\W_]))")


def _tree(words: Sequence[str]) -> str:
    """A pattern for exactly ``words``, with what they begin with in common."""
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[:1], []).append(word[1:])
    choices = "|".join(
        first + _tree(rest) for first, rest in rests.items() if first != ""
    )
    return f"(?:{choices}){'?' if '' in rests else ''}" if choices else ""


def _signed(text: str, value: Value, floor: int) -> Value:
    sign = _SIGN.search(text, max(floor, value.start_char - 9), value.start_char)
    if sign is None or value.kind != "cardinal":
        return value
    return Value(
        value=-value.value,
        start_char=sign.start(),
        end_char=value.end_char,
        kind="cardinal",
        number=value.number,
    )


def _figure(text: str, at: int, start: int, end: int) -> tuple[Value | None, int]:
    """The number in figures at ``at`` if it is one of ours, and where to go on."""
    odd = _NO_NUMBER.match(text, at, end)
    if odd is not None:
        return None, odd.end()
    if is_part_of_code(text, at, start):
        return None, _end_of_run(text, at, end)
    made = read_ordinal(text, at, end) or read_fraction(text, at, end)
    if made is not None:
        if is_dated(text, (at, made.end_char), start, end):
            return None, made.end_char  # "7/8 April" too
        kind: ValueKind = "ordinal" if made.is_ordinal else "cardinal"
        return _value(made.value, at, made.end_char, kind), made.end_char
    number = read_number(text, at, end)
    large = read_large(text, number, end) if number else None
    if large is not None:
        return _value(large.value, at, large.end_char, "ordinal"), large.end_char
    if number is None:
        item = _LIST_ITEM.match(text, at, end)
        if item is None:
            return None, _end_of_run(text, at, end)
        return _value(Decimal(item[0]), at, item.end()), item.end()
    return _cardinal(text, number, start, end)


def _cardinal(
    text: str, number: Number, start: int, end: int
) -> tuple[Value | None, int]:
    span = (number.start_char, number.end_char)
    power = _POWER.match(text, number.base_end_char, end)
    if power is not None:
        return _value(_raised(number.base, power), span[0], power.end()), power.end()
    is_money, stop = is_sum(text, number, start, end)
    if (
        is_money
        or is_dated(text, span, start, end)
        or is_year(text, number, start, end)
    ):
        return None, stop
    added = with_tail(text, number, end)
    if added is not None:
        return _value(added.value, span[0], added.end_char), added.end_char
    return _value(number.value, *span, number=number), span[1]


def _raised(base: Decimal, power: re.Match[str]) -> Decimal:
    """ "6.2x10^-4" and "1e10" move the point, "2.5^-1" is a power of its base."""
    exponent = int(power["power"].replace("−", "-"))
    if not power["own"]:
        return base.scaleb(exponent)
    return base**exponent if base and abs(exponent) <= _POWER_MAX else base


def _word(text: str, at: int, start: int, end: int) -> tuple[Value | None, int]:
    """The spelled number at ``at``, and where to go on."""
    made = read_ordinal(text, at, end) or read_fraction(text, at, end)
    if made is not None:
        if made.is_ordinal and (
            is_dated(text, (at, made.end_char), start, end)
            or _is_unit_of_time(text, at, made.end_char, start)
        ):
            return None, made.end_char
        kind: ValueKind = "ordinal" if made.is_ordinal else "fraction"
        return _value(made.value, at, made.end_char, kind), made.end_char
    number = read_number(text, at, end)
    if number is None and text[at : at + len(ABSOLUTE_ZERO)].lower() == ABSOLUTE_ZERO:
        stop = at + len(ABSOLUTE_ZERO)
        return _value(Decimal(0), at, stop), stop
    if number is None:
        return _article(text, at, start, end)
    year_end = end_of_spelled_year(text, number, end)
    if year_end:
        return None, year_end
    if number.value == 1 and _is_pronoun(text, number, start, end):
        return None, number.end_char
    return _cardinal(text, number, start, end)


def _is_unit_of_time(text: str, at: int, stop: int, floor: int) -> bool:
    """The second of "a split second" and "a hundredth of a second"."""
    is_second = stop - at == len("second") and text[at] == "s"
    return is_second and _PART_OF.search(text, max(floor, at - 20), at) is not None


def _article(text: str, at: int, start: int, end: int) -> tuple[Value | None, int]:
    """The one of "a mile away" and the half of "half a mile", no price "a gallon".

    Elsewhere the article is put aside: "a third man" is the third."""
    article = _ARTICLE.match(text, at, end)
    if article is None:
        return None, at + 1
    if article[2] not in _ONE_UNIT:
        behind = article.start(2)
        is_number = article[2] in _SCANNED and "alf" not in article[1]
        return _word(text, behind, start, end) if is_number else (None, behind)
    if _PRICED_BEFORE.search(text, max(start, at - 12), at):
        return None, at + 1
    value = Decimal(1) if len(article[1]) == 1 else Decimal("0.5")
    return _value(value, at, article.end(1), "fraction"), article.end(1)


def _is_pronoun(text: str, number: Number, start: int, end: int) -> bool:
    """Whether "one" counts nothing: "no one", "one of them", "the last one"."""
    if text[number.start_char : number.end_char].lower() != "one":
        return False
    if number.start_char == start and number.end_char == end:
        return False
    if word_before(text, number.start_char, start) in _PRONOUNS_BEFORE:
        return True
    return _PRONOUN_AFTER.match(text, number.end_char, end) is not None


def _end_of_run(text: str, at: int, end: int) -> int:
    run = _RUN.match(text, at, end)
    return run.end() if run else at + 1


def _value(
    value: Decimal,
    start: int,
    end: int,
    kind: ValueKind = "cardinal",
    number: Number | None = None,
) -> Value:
    return Value(value=value, start_char=start, end_char=end, kind=kind, number=number)
