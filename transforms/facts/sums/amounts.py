"""Amounts as they are written: a sentence arrives, numbers with their currency leave.

One scan finds signs, codes and words of currencies; the number is read around each.
``money`` joins ranges, settles what is ambiguous and makes facts of the rest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from transforms.facts.number_words import ABBREVIATED_SCALES, SCALES
from transforms.facts.numerals import Number
from transforms.facts.sums.amount_numbers import (
    ends_clause,
    is_idiom,
    number_before,
    number_behind,
    one,
    says_between,
    scaled,
    with_high_end,
    with_low_end,
)
from transforms.facts.sums.amount_tails import read_tail
from transforms.facts.sums.currencies import Form, currency_of_people, forms
from transforms.facts.sums.scanning import scanner

_COUNTRY_LETTERS = re.compile(
    r"(?<![^\W_])(?<!['’])(?:([A-Za-z]{1,3}|[Uu]\.[Ss]\.?)"
    r"|([A-Z]{2,3}|[Cc]|[Uu]\.[Ss]\.?|hk|nz|nt)[ ])\Z"
)
_PEOPLE_CHARACTERS = 40
_PEOPLE_WORD = re.compile(r"(?<![^\W_])[A-Za-z.]{2,14}")
_FRONT_GAP = re.compile(r":?[ \u00a0\u202f]?")
_SHORT_GAP = re.compile(r"\.?:?[ \u00a0\u202f]?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_LEADING = re.compile(
    r"(?<![^\W_])(?:at|to|of|for|by|worth|paid|pay|about|from|over|nearly|than|costs?)"
    r" \Z"
)
_ARTICLE = re.compile(r"(?<![^\W_])(?P<before>[^\W\d_]{0,12} )?[Aa]n? \Z")
_SCALE_BEHIND = re.compile(r" ([a-z]{4,9})(?![^\W_])")
_LOOSE_SCALE = re.compile(r"[ \u00a0]([MBm])(?![^\W_]|\.[^\W_])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount with its currency as written; half-open code points."""

    start_char: int
    end_char: int
    low: Number
    high: Number | None = None
    minor: Decimal = Decimal(0)
    """Cents and the like behind the main amount, in units of the currency."""
    form: Form
    code: str | None
    """The ISO 4217 code where the words themselves say it."""
    pattern: str
    """The way of writing, the key of its confidence: a form's kind, or what was odd."""


def find_amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts of ``text[start:end]`` in order, none overlapping another."""
    known, floor = forms(), start
    for hit in scanner().finditer(text, start, end):
        form = known.get(hit[0])
        if form is None or hit.start() < floor:
            continue
        place = _Place(
            text=text,
            floor=floor,
            end=end,
            start_char=hit.start(),
            end_char=hit.end(),
            form=form,
        )
        amount = _read(place)
        if amount is not None:
            amount = _with_tail(text, amount, end)
            floor = amount.end_char
            yield amount


def _with_tail(text: str, amount: Amount, end: int) -> Amount:
    is_plain = amount.low.scale == 1 and not amount.low.decimals and not amount.high
    has_minor = is_plain and amount.form.kind != "minor" and amount.low.value < 10**6
    tail = read_tail(text, (amount.end_char, end), amount.form, has_minor)
    if tail is None:
        return amount
    return replace(
        amount,
        end_char=tail.end_char,
        code=tail.code or amount.code,
        minor=tail.minor,
        pattern="bare-minor" if tail.is_bare else amount.pattern,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where one currency stands, and how far around it may be read."""

    text: str
    floor: int
    end: int
    start_char: int
    end_char: int
    form: Form

    @property
    def own_code(self) -> str | None:
        return None if self.form.is_ambiguous else self.form.codes[0]


def _read(place: _Place) -> Amount | None:
    text, before = place.text, place.text[max(place.start_char - 1, 0)]
    match place.form.kind:
        case "sign":
            return None if _is_code(place) else _either(_with_letters(place))
        case "code" | "short":
            behind = text[place.end_char : place.end_char + 6]
            if "/" in (before, behind[:1]) or behind == " franc":
                return None  # "EUR/USD 1.10" is a rate; "CFA francs" have their word
            return _either(place)
    if place.form.check == "attached":
        return None
    return _suffixed(place) or _single(place) or _led(place)


def _is_code(place: _Place) -> bool:
    """Whether the sign is a program's: "\\$1", "`$2`"; "\\$500" is an escape that
    survived in a wire report."""
    before = place.text[place.start_char - 1 : place.start_char]
    if before == "\\":
        return not place.text[place.end_char + 1 : place.end_char + 2].isdigit()
    return before != "" and before in "`_={"


def _with_letters(place: _Place) -> _Place:
    """Makes "C$" of the sign where the letters before it say so."""
    window = max(place.floor, place.start_char - 5)
    letters = _COUNTRY_LETTERS.search(place.text, window, place.start_char)
    if letters is None:
        return place
    name = (letters[1] or letters[2]).replace(".", "").upper()
    form = forms().get(name + place.text[place.start_char : place.end_char])
    if form is None:
        return place
    return replace(place, form=form, start_char=letters.start())


def _either(place: _Place) -> Amount | None:
    """The number behind the currency or before it, whichever belongs to it."""
    after = _number_after(place)
    if after and after.start_char == place.end_char:
        return _prefixed(place, after)
    before = _suffixed(place)
    if before is None or after is None:
        return _prefixed(place, after) if after else before
    is_plain = not (before.low.has_scale or before.low.decimals or before.high)
    figures = place.text[before.low.start_char : before.low.end_char]
    if is_plain and (after.has_scale or _YEAR.fullmatch(figures)):
        return _prefixed(place, after)
    return before


def _number_after(place: _Place) -> Number | None:
    gap = _SHORT_GAP if place.form.kind == "short" else _FRONT_GAP
    separator = gap.match(place.text, place.end_char, place.end)
    start = separator.end() if separator else place.end_char
    number = number_behind(place.text, start, place.end)
    if number is None:
        return None
    following = place.text[number.end_char : min(number.end_char + 3, place.end)]
    is_joined = following[:1].isalpha() or following[:1] == "_"
    if is_joined and following not in forms():
        return None
    loose = _LOOSE_SCALE.match(place.text, number.end_char, place.end)
    if loose is None or number.has_scale or place.form.kind == "word":
        return number
    return scaled(number, ABBREVIATED_SCALES[loose[1]], loose.end())  # "$13.3 M"


def _prefixed(place: _Place, number: Number) -> Amount:
    is_between = says_between(place.text, place.start_char, place.floor)
    low, high = with_high_end(place.text, number, place.end, is_between)
    return Amount(
        start_char=place.start_char,
        end_char=(high or low).end_char,
        low=low,
        high=high,
        form=place.form,
        code=place.own_code,
        pattern=place.form.kind,
    )


def _suffixed(place: _Place) -> Amount | None:
    """The number right before the currency; "Canadian" may stand between."""
    number = number_before(place.text, place.floor, place.start_char)
    code = place.own_code
    if number is None:
        stop, code = _people(place)
        number = number_before(place.text, place.floor, stop) if code else None
    if number is None or is_idiom(place.text, number):
        return None
    number, end_char = _with_scale_behind(place, number)
    low, high = with_low_end(place.text, number, place.floor)
    return Amount(
        start_char=low.start_char,
        end_char=end_char,
        low=low,
        high=high,
        form=place.form,
        code=code,
        pattern=place.form.kind,
    )


def _people(place: _Place) -> tuple[int, str | None]:
    """Where "Hong Kong" begins before a dollar, and the code it gives."""
    stop = place.start_char - 1
    if stop <= place.floor or place.text[stop] not in " -":
        return place.start_char, None
    window = max(place.floor, stop - _PEOPLE_CHARACTERS)
    words = list(_PEOPLE_WORD.finditer(place.text, window, stop))[-3:]
    for word in words:
        code = currency_of_people(place.text[word.start() : stop], place.form)
        if code:
            return word.start(), code
    return place.start_char, None


def _with_scale_behind(place: _Place, number: Number) -> tuple[Number, int]:
    """The number with the scale of "75 USD million", and where it all ends."""
    match = _SCALE_BEHIND.match(place.text, place.end_char, place.end)
    if match is None or match[1] not in SCALES or number.has_scale:
        return number, place.end_char
    scale = SCALES[match[1]]
    return scaled(number, scale, number.end_char), match.end()


def _single(place: _Place) -> Amount | None:
    """ "a dollar", where no noun follows and no rate is stated ("yen to a dollar")."""
    text = place.text
    article = _ARTICLE.search(
        text, max(place.floor, place.start_char - 17), place.start_char
    )
    is_plural = text[place.end_char - 1] == "s"
    if (
        article is None
        or is_plural
        or place.form.kind != "word"
        or place.form.check == "country"
    ):
        return None
    before = (article["before"] or "").strip()
    if before in forms() or before in ("to", "half") or "GBP" in place.form.codes:
        return None
    if not ends_clause(text, place.end_char, place.end):
        return None
    start = place.start_char - len(article[0].split(" ")[-2]) - 1
    return Amount(
        start_char=start,
        end_char=place.end_char,
        low=one(start, place.start_char - 1),
        form=place.form,
        code=place.own_code,
        pattern="single",
    )


def _led(place: _Place) -> Amount | None:
    """ "rupees 500 million": the word leads, as in South Asian papers."""
    window = max(place.floor, place.start_char - 8)
    after = _number_after(place) if place.form.kind == "word" else None
    if after is None or not (after.has_scale or after.decimals == 2):
        return None
    if not _LEADING.search(place.text, window, place.start_char):
        return None
    return replace(_prefixed(place, after), pattern="led")
