"""Quantities: what is measured, counted, ranked or shared out, with its unit.

A document arrives; records of the table ``quantities`` leave, in reading order. The
reading is the package ``measures``; sums of money and times have their own kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal

from transforms.facts.documents import Document, Sentence
from transforms.facts.measures.calibration import confidence
from transforms.facts.measures.measured import Measured
from transforms.facts.measures.pounds import is_of_weight
from transforms.facts.measures.reading import find_measured
from transforms.facts.measures.values import may_hold_value
from transforms.facts.qualifiers import Qualifier, read_qualifier
from transforms.facts.sums.currencies import Payers
from transforms.records import Fact

VERSION = "3"
_VALUE_BELOW = Decimal(10) ** 26
"""Nothing that is counted has more digits; a run of 30 nines is no number."""
_PLACES = Decimal("1e-12")
"""Digits behind the point that the column holds; a third has no end."""
_ROUNDING = Context(prec=40)
_SCALES = frozenset({"c", "f"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Fact):
    """One number with what it measures or counts.

    An exact or approximate number has both bounds equal to ``value``; a stated error
    ("4.5 ± 0.2 km") is in both. None is a bound left open ("at least 5 km" has no
    maximum).
    """

    value: Decimal
    """In units of ``unit``; of a range the lower end; "half" is 0.5, 7 % is 7."""
    value_min: Decimal | None
    value_max: Decimal | None
    unit: str | None
    """Singular American English, "c" and "f" for temperatures, the noun of what is
    counted; None for ordinals and bare numbers."""
    dimension: str
    """length, mass, ...; ratio for percent, age, count, ordinal, or number."""
    qualifier: Qualifier | None


def extract(document: Document) -> Iterator[Quantity]:
    """The quantities in ``document``, in order, none overlapping another."""
    payers = document.once(Payers)
    scale: str | None = None
    for sentence in document.sentences:
        if not may_hold_value(document.tokens_of(sentence)):
            continue
        found = find_measured(document.text, sentence.start_char, sentence.end_char)
        for item in found:
            if max(abs(item.amount), abs(item.high or item.amount)) >= _VALUE_BELOW:
                continue
            if item.unit in _SCALES:
                scale = item.unit
            if not is_of_weight(document, item, sentence, payers):
                continue
            yield _quantity(document, _in_scale(item, scale), sentence)


def _in_scale(item: Measured, scale: str | None) -> Measured:
    """Bare degrees of a text that has told its scale are of that scale."""
    if item.unit == "degree" and scale is not None:
        return item._replace(unit=scale, dimension="temperature")
    return item


def _quantity(document: Document, item: Measured, sentence: Sentence) -> Quantity:
    span = (item.start_char, item.end_char)
    within = (sentence.start_char, sentence.end_char)
    qualifier = _qualifier(document.text, item, within)
    error = item.error or Decimal(0)
    low = _rounded(item.amount - error)
    high = _rounded((item.amount if item.high is None else item.high) + error)
    return Quantity(
        start_char=span[0],
        end_char=span[1],
        evidence=document.text[span[0] : span[1]],
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=confidence(
            document.text, item, within[0], is_bounded=qualifier is not None
        ),
        value=_rounded(item.amount),
        value_min=None if qualifier in ("at-most", "less-than") else low,
        value_max=None if qualifier in ("at-least", "more-than") else high,
        unit=item.unit,
        dimension=item.dimension,
        qualifier=qualifier,
    )


def _qualifier(text: str, item: Measured, within: tuple[int, int]) -> Qualifier | None:
    if item.high is not None:
        return "between"
    if item.error is not None:
        return "about"
    if item.pattern == "ordinal":
        return None  # "up to the third floor" bounds no rank
    return read_qualifier(text, (item.start_char, item.end_char), within)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_PLACES, context=_ROUNDING)
