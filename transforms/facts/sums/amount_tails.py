"""What belongs to an amount behind it: its owner ("CAD"), its cents.

Part of ``amounts``: the place where an amount ends arrives, its tail leaves.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from transforms.facts.numerals import CARDINALS
from transforms.facts.sums.currencies import Form, currency_of_people, forms

_OWNER = re.compile(
    r"[ \u00a0]?(US|U\.S\.|Canadian|Australian|[A-Z]{3}|sterling)(?![^\W_])"
)
_MINOR = re.compile(
    r"(?:,? and |,? )?(?P<count>[0-9]{1,2}|[a-z]{3,9}(?:-[a-z]{3,5})?)[ -]?"
    r"(?P<unit>[^\W\d_]{1,9})(?![^\W_])"
)
_BARE_MINOR = re.compile(
    r" (?:and )?(?P<count>[0-9]{2}|[a-z]{3,9}(?:-[a-z]{3,5})?)"
    r"(?=[.!?]?\s*\Z|[.!?;,] | for it(?![^\W_]))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """The rest of an amount; ``minor`` in units of the currency."""

    end_char: int
    code: str | None = None
    minor: Decimal = Decimal(0)
    is_bare: bool = False
    """Whether the cents carry no word: "15 dollars 50"."""


def read_tail(
    text: str, span: tuple[int, int], form: Form, has_minor: bool
) -> Tail | None:
    """The tail that starts exactly at the span's start, cents only on request."""
    owner = _OWNER.match(text, *span)
    code = _code_of(owner[1], form) if owner else None
    if owner and code:
        return Tail(end_char=owner.end(), code=code)
    return _read_minor(text, span) if has_minor else None


def _code_of(owner: str, form: Form) -> str | None:
    if owner == "sterling":
        return "GBP" if "GBP" in form.codes else None
    return owner if owner in form.codes else currency_of_people(owner, form)


def _read_minor(text: str, span: tuple[int, int]) -> Tail | None:
    match = _MINOR.match(text, *span)
    form = forms().get(match["unit"]) if match else None
    count = _count(match["count"]) if match else None
    if match and form and form.kind == "minor" and count is not None:
        return Tail(end_char=match.end(), minor=count * form.factor)
    bare = _BARE_MINOR.match(text, *span)
    count = _count(bare["count"]) if bare else None
    if bare is None or count is None:
        return None
    return Tail(end_char=bare.end(), minor=count / 100, is_bare=True)


def _count(words: str) -> Decimal | None:
    if words.isdigit():
        return Decimal(words)
    return Decimal(CARDINALS[words]) if words in CARDINALS else None
