"""Where currencies are written: what to look for, and whether to look at all."""

import re
from functools import cache

from transforms.facts.names.tokens import Tokens
from transforms.facts.sums.currencies import forms


def may_hold_amount(text: str, sentence: Tokens) -> bool:
    """Whether a sentence holds what writes a currency: most do not."""
    known = forms().keys()
    if not known.isdisjoint(sentence.words):
        return True
    if not sentence.mixed:
        return False
    span = (sentence.starts[0], sentence.ends[-1])
    return not known.isdisjoint(scanner().findall(text, *span))


@cache
def scanner() -> re.Pattern[str]:
    """Signs, words of two letters or more, and the letters that need a figure."""
    signs = [
        spelling
        for spelling, form in forms().items()
        if form.kind == "sign" and len(spelling) == 1
    ]
    return re.compile(
        rf"[{re.escape(''.join(signs))}]|[^\W\d_]{{2,}}"
        r"|(?<=[0-9])[pc](?![^\W_])|(?<![^\W_])[RN](?=[0-9])"
    )
