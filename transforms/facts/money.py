"""Sums of money: a document arrives, each stated amount with its currency leaves.

Amounts are found sentence by sentence in ``amounts``; here ranges are joined, weights
and other look-alikes are put aside and ambiguous currencies are settled by who pays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from transforms.facts.documents import Document, Sentence
from transforms.facts.qualifiers import Qualifier, read_qualifier
from transforms.facts.sums.amount_numbers import says_between, scaled_like
from transforms.facts.sums.amounts import Amount, find_amounts
from transforms.facts.sums.currencies import Payers
from transforms.facts.sums.pounds import is_weight
from transforms.facts.sums.scanning import may_hold_amount
from transforms.records import Fact

VERSION = "4"
_AMOUNT_BELOW = Decimal(10) ** 26
"""No sum of money has more digits (the column holds 32); a run of 40 nines is one."""

_CONFIDENCE: Mapping[str, float] = MappingProxyType(
    {"sign": 0.98, "code": 0.97, "word": 0.95, "short": 0.95, "minor": 0.96}
    | {"led": 0.8, "single": 0.8, "bare-minor": 0.8}
)
"""Share of right amounts per way of writing: on the development sets 299 of 304
signs, 46 of 46 codes and 87 of 92 words; as read in web pages and wire reports 127 of
130 signs and 66 of 67 words; cents and pence as read in 40 sentences of news; the last
row is rare in news and kept low."""
_CONFIDENCE_ASSUMED = 0.95
"""Factor where a word's currency was settled by context: 46 of 48 were right."""
_VIDEO_LINES = frozenset({360, 480, 576, 720, 1080, 1440, 2160, 4320})
_LINK = re.compile(r"[ ]?[-–—][ ]?|[ ](?:to|and)[ ]")
_CHANGE = re.compile(
    r"(?<![^\W_])(?:r[io]se|risen|f[ae]ll|fallen|grew|grown|up(?![ ]to)|down|jumped|"
    r"climbed|dropped|gained|lost|added|slid|slipped|sank|plunged|surged|soared|eased|edged|cut|"
    r"raised?|increas(?:e|ed|ing)|reduced?|lowered|lifted|boosted|doubled|tripled|went|"
    r"gone|dipped|declined|advanced|tumbled|moved|changed|swung|revised|rising|falling)"
    r"(?![^\W_])[^.;:]{0,48}\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Fact):
    """One sum of money as stated, in units of its currency.

    An exact or approximate sum has both bounds equal to ``amount``; None is a bound
    left open ("at least $5" has no maximum).
    """

    amount: Decimal
    """The sum; of a range the lower end."""
    amount_min: Decimal | None
    amount_max: Decimal | None
    currency: str | None
    """ISO 4217, XBT for bitcoin; None where nothing tells which peso."""
    is_currency_assumed: bool
    """Whether context or a default told the currency, not the words."""
    qualifier: Qualifier | None
    amount_usd: Decimal | None = None
    """``amount`` where it is in dollars; others are valued when they are loaded, as
    rates are the warehouse's."""
    rate_on: date | None = None


def extract(document: Document) -> Iterator[Money]:
    """The sums of money in ``document``, in order, none overlapping another."""
    payers = document.once(Payers)
    for sentence in document.sentences:
        if not may_hold_amount(document.text, document.tokens_of(sentence)):
            continue
        amounts = list(
            find_amounts(document.text, sentence.start_char, sentence.end_char)
        )
        for amount in _joined(document.text, amounts, sentence):
            if _is_money(document, amount, sentence, payers):
                yield _money(document, amount, sentence, payers)


def _joined(
    text: str, amounts: Sequence[Amount], sentence: Sentence
) -> Iterator[Amount]:
    """Two amounts that are the ends of one range as one."""
    waiting: Amount | None = None
    for amount in amounts:
        if waiting and _is_range(text, waiting, amount, sentence):
            waiting = replace(
                waiting,
                low=scaled_like(waiting.low, amount.low),
                high=amount.low,
                end_char=amount.end_char,
                code=waiting.code or amount.code,
            )
            continue
        if waiting:
            yield waiting
        waiting = amount
    if waiting:
        yield waiting


def _is_range(text: str, low: Amount, high: Amount, sentence: Sentence) -> bool:
    """Whether "€3m to €5m" is one sum between two, not a change from one to another."""
    link = _LINK.fullmatch(text, low.end_char, high.start_char)
    is_same = low.form == high.form or low.code == high.code
    if link is None or low.high or high.high or not is_same:
        return False
    if scaled_like(low.low, high.low).value >= high.low.value:
        return False
    floor = sentence.start_char
    if says_between(text, low.start_char, floor):
        return True
    window = max(floor, low.start_char - 64)
    is_change = _CHANGE.search(text, window, low.start_char) is not None
    return " and " not in link[0] and not is_change


def _is_money(
    document: Document, amount: Amount, sentence: Sentence, payers: Payers
) -> bool:
    """Whether the number is a sum, not pounds of rice, a film's 1080p or ALL 5."""
    text, low = document.text, amount.low
    if max(_bounds(amount)) >= _AMOUNT_BELOW:
        return False
    if amount.form.check == "size":
        is_year = low.value < 2100 and text[low.start_char + 1] not in ",. "
        return low.has_scale or low.decimals > 0 or (low.value >= 1000 and not is_year)
    if amount.form.check == "country":
        is_sizable = low.has_scale or low.value >= 10 or amount.form.kind == "short"
        return is_sizable and (
            (
                amount.code is not None
                and amount.code not in amount.form.codes[1:]
                and amount.form.is_ambiguous
            )
            or any(payers.is_evidenced(code) for code in amount.form.codes)
        )
    if text[amount.end_char - 1] == "p" and amount.form.kind == "minor":
        return low.value not in _VIDEO_LINES
    if "GBP" in amount.form.codes and amount.form.kind == "word":
        return not is_weight(document, amount, sentence, payers)
    return True


def _money(
    document: Document, amount: Amount, sentence: Sentence, payers: Payers
) -> Money:
    span = (amount.start_char, amount.end_char)
    within = (sentence.start_char, sentence.end_char)
    qualifier = (
        "between" if amount.high else read_qualifier(document.text, span, within)
    )
    low, high = _bounds(amount)
    currency = amount.code or payers.settle(amount.form, amount.start_char)
    return Money(
        start_char=span[0],
        end_char=span[1],
        evidence=document.text[span[0] : span[1]],
        sentence_start_char=sentence.start_char,
        sentence_end_char=sentence.end_char,
        confidence=_confidence(amount),
        amount=low,
        amount_min=None if qualifier in ("at-most", "less-than") else low,
        amount_max=None if qualifier in ("at-least", "more-than") else high,
        currency=currency,
        is_currency_assumed=amount.code is None and currency is not None,
        qualifier=qualifier,
        amount_usd=low if currency == "USD" else None,
    )


def _bounds(amount: Amount) -> tuple[Decimal, Decimal]:
    factor = amount.form.factor
    low = amount.low.value * factor + amount.minor
    return low, amount.high.value * factor if amount.high else low


def _confidence(amount: Amount) -> float:
    is_settled = amount.code is not None or amount.form.check == "source"
    factor = 1.0 if is_settled else _CONFIDENCE_ASSUMED
    return round(_CONFIDENCE[amount.pattern] * factor, 3)
