"""How often a name is right: shares counted on development data.

Counted where the model had not seen the text (5,900 names of newswire, 4,000 of an
encyclopaedia by other rules than ours, 1,700 and 290 cross-validated): place and kind
both as marked, by the margin of the model's reading.
"""

from bisect import bisect_right

from transforms.facts.names.mention import MentionForm
from transforms.facts.names.spans import Span

_MARGINS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0)
_SHARES = (0.36, 0.48, 0.51, 0.63, 0.75, 0.84, 0.91, 0.94, 0.96)
_SHARES_PERSON = (0.4, 0.48, 0.53, 0.74, 0.85, 0.92, 0.97, 0.97, 0.99)
_SHARE_CHAINED = 0.88
"""At least that many are right of those chained to a longer name: 480 of 520."""


def confidence(span: Span, form: MentionForm) -> float:
    """Share of such spans whose place and kind are right."""
    shares = _SHARES_PERSON if span.kind == "person" else _SHARES
    share = shares[bisect_right(_MARGINS, span.margin)]
    return share if form == "full" else max(share, _SHARE_CHAINED)
