"""The words that make a number about, at least or at most what it says.

Money, quantities and casualties read them around the span of their number.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from transforms.facts.timex.words import word_set

Qualifier = Literal["about", "at-least", "at-most", "more-than", "less-than", "between"]

_BEFORE = re.compile(
    r"""(?<![^\W_])(?:
      (?P<at_most> no\ more\ than | not\ more\ than | at\ (?:the\ )?most | up\ to
        | as\ much\ as | as\ many\ as | as\ high\ as | (?:a\ )?maximum(?:\ of)?
        | capped\ at | not\ exceeding | no\ greater\ than )
    | (?P<at_least> no\ (?:less|fewer)\ than | not\ (?:less|fewer)\ than | at\ least
        | (?:a\ )?minimum(?:\ of)? | as\ (?:little|few)\ as | at\ a\ minimum )
    | (?P<more_than> (?:well\ |far\ |much\ |slightly\ |just\ )?(?:more\ than|over|above)
        | in\ excess\ of | upwards?\ of | greater\ than | exceed(?:s|ed|ing)?
        | (?:larger|higher|bigger)\ than | surpass(?:es|ed|ing) | topp(?:ed|ing) )
    | (?P<less_than> (?:well\ |far\ |just\ |slightly\ )?(?:less\ than|under|below)
        | fewer\ than | (?:just\ )?shy\ of | short\ of | lower\ than | smaller\ than )
    | (?P<about> about | around | roughly | approximately | approx\.? | some | almost
        | nearly | close\ to | circa | ca?\. | near | estimated(?:\ at)? | virtually
        | (?:something\ )?like | in\ the\ region\ of | an?\ estimated | or\ so )
    )[ \u00a0](?:an?\ (?:estimated\ )?|the\ |another\ |an\ additional\ |additional\ )?\Z
    | (?P<tilde> [~≈] )[ ]?\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""[ ,]{0,2}(?:
      (?P<at_least> or\ (?:more|over|above|greater) | and\ (?:up|above|more|over)
        | at\ (?:the\ )?least(?!\ [0-9]) | -plus | \+ )
    | (?P<at_most> or\ (?:less|fewer|under|below)
        | at\ (?:the\ )?most | tops | maximum )
    | (?P<about> or\ so | -?ish | approximately | give\ or\ take | or\ thereabouts )
    )(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_LAST_WORDS = word_set(
    """
    than most to as maximum of at exceeding least minimum over above exceed exceeds
    exceeded surpasses surpassed surpassing topped topping under below about around
    roughly approximately approx some almost nearly circa near estimated virtually like
    so a an the another additional
    """
)
_LAST_MARKS = frozenset(".~≈")
_TILDES = frozenset("~≈")
_GAPS = frozenset(" \u00a0")
_AFTER_OPENS = frozenset("oOaAtTmMiIgG-+")
_WINDOW_CHARACTERS = 44
_NAMES: Mapping[str, Qualifier] = MappingProxyType(
    {
        "at_most": "at-most",
        "at_least": "at-least",
        "more_than": "more-than",
        "less_than": "less-than",
        "about": "about",
        "tilde": "about",
    }
)


def read_qualifier(
    text: str, span: tuple[int, int], within: tuple[int, int]
) -> Qualifier | None:
    """What the words around ``span`` and inside ``within`` make of its number.

    None where the number stands as it is. Never "between": that is a range's own.
    """
    start, end = span
    window = max(within[0], start - _WINDOW_CHARACTERS)
    match = (
        _BEFORE.search(text, window, start) if _may_end(text[window:start]) else None
    )
    if match is None and text[end : end + 3].lstrip(" ,")[:1] in _AFTER_OPENS:
        match = _AFTER.match(text, end, within[1])
    return _NAMES[match.lastgroup] if match and match.lastgroup else None


def _may_end(before: str) -> bool:
    """Whether the words before a number end as ``_BEFORE`` does: most do not, and are
    not searched. Odd ones are."""
    gap = before[-1:]
    if gap not in _GAPS:
        return gap in _TILDES
    word = before[:-1].replace("\u00a0", " ").rpartition(" ")[2]
    if word.isalpha():
        return word.lower() in _LAST_WORDS
    return word[-1:].isalpha() or word[-1:] in _LAST_MARKS
