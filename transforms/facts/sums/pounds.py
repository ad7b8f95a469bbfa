"""Pounds of money and pounds of weight: an amount arrives, which of the two leaves."""

import re

from transforms.facts.documents import Document, Sentence
from transforms.facts.sums.amounts import Amount
from transforms.facts.sums.currencies import Payers

_WEIGHT_BEFORE = re.compile(
    r"(?<![^\W_])(?:weigh(?:s|ed|ing)?|weights?|los[et]|losing|gain(?:s|ed|ing)?|shed|"
    r"heav(?:y|ier)|lift(?:s|ed|ing)?|bench|tons?|ounces?|kg|kilos?|feet|foot|inches)"
    r"(?![^\W_])[^.;:]{0,32}\Z",
    re.IGNORECASE,
)
_WEIGHT_AFTER = re.compile(
    r"[ ](?:of(?![ ](?:debt|public|taxpayer|funding|cash|money|damage|aid|investment|"
    r"fraud|savings|state|government|lottery))|per[ ]square|heavier|lighter|overweight|"
    r"\()|[ ]?/|-[a-z]|-?[ ](?:man|woman|boy|girl|dog|bomb|bombs|baby|fish|warhead)"
)
_PAYMENT = re.compile(
    r"(?<![^\W_])(?:pa(?:y|ys|id|ying)|costs?|prices?d?|worth|fined?|s[eo]ld|sell(?:s|ing)?|"
    r"buy(?:s|ing)?|bought|spen[dt]|earn(?:s|ed|ing)?|charg(?:e|ed|es|ing)|owe[sd]?|"
    r"st[eo]len?|fees?|money|cash|salary|wages?|rent|tax(?:es)?|debts?|loans?|bills?|"
    r"bribes?|fund(?:s|ed|ing)?|donat\w{1,5}|banknotes?|save[sd]?|profits?)(?![^\W_])|£",
    re.IGNORECASE,
)
_SUM_AFTER = re.compile(
    r"-(?:a-|per-|note|coin|fine|bill)|[ -](?:notes?|coins?|fines?|bills?|deals?|"
    r"loans?|contracts?|projects?|packages?|funds?|bids?|budgets?|schemes?|investments?|"
    r"takeovers?|debts?|jackpots?|rewards?|bonus(?:es)?)(?![^\W_])"
)


def is_weight(
    document: Document, amount: Amount, sentence: Sentence, payers: Payers
) -> bool:
    """Whether these pounds weigh; without any sign of payment or payer they do.

    A wrestler "at 171 pounds" stands in local news far more often than a price
    without a word of paying (LGL: 12 of 12 such numbers are weights).
    """
    text, end = document.text, sentence.end_char
    if amount.code or amount.low.scale >= 1000:
        return False
    if _SUM_AFTER.match(text, amount.end_char, end):
        return False
    before = max(sentence.start_char, amount.start_char - 48)
    is_weighed = _WEIGHT_BEFORE.search(text, before, amount.start_char) is not None
    if is_weighed or _WEIGHT_AFTER.match(text, amount.end_char, end):
        return True
    if text[amount.low.end_char] == "-":
        return True  # "a 20-pound turkey"
    before = max(sentence.start_char, amount.start_char - 128)
    if _PAYMENT.search(text, before, min(amount.end_char + 64, end)):
        return False
    is_evidenced = payers.nearest(amount.form, amount.start_char) is not None
    return document.country == "US" or not is_evidenced
