"""How often a quotation and its speaker are right: shares on development data.

Counted on 171 reports of news with 1,590 quotations and reports of speech: somebody
said it, and the one who is told has the name that a reader wrote down. Where nobody is
told it is the share of words in quote marks that are somebody's.
"""

from collections.abc import Mapping
from types import MappingProxyType

from transforms.facts.quoting.speech import Attributed, Pattern

_SHARES: Mapping[Pattern, float] = MappingProxyType(
    {
        "after": 0.96,
        "dash": 0.95,
        "colon": 0.94,
        "reported": 0.92,
        "run-on": 0.92,
        "before": 0.91,
        "according": 0.85,
        "same": 0.8,
        "next": 0.5,
        "clause": 0.55,
        "none": 0.75,
    }
)
_SHARES_PARTIAL: Mapping[Pattern, float] = MappingProxyType(
    {"after": 0.85, "before": 0.86, "same": 0.5, "clause": 0.5}
)
_UNCLOSED = 0.85
"""Factor where the closing mark is missing."""


def confidence(found: Attributed, *, is_partial: bool) -> float:
    """Share of such quotations whose words and speaker are right."""
    pattern = found.attribution.pattern
    share = _SHARES_PARTIAL.get(pattern) if is_partial else None
    if share is None:
        share = _SHARES[pattern]
    if found.attribution.speaker is None:
        share = _SHARES["none"]
    return round(share * (1 if found.quotation.is_closed else _UNCLOSED), 3)
