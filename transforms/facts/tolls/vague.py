"""Groups whose number is only told by its size: "dozens", "tens of thousands".

The words of a sentence and a position arrive; the group that begins there leaves.
"""

from transforms.facts.numerals import SCALES
from transforms.facts.tolls.counted import ending, read_members
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

FEWEST = {"scores": 40, "dozens": 24, "hundreds": 200, "thousands": 2000}
_FEWEST_OF = {"tens": 20, "hundreds": 200, "dozens": 24}
"""The fewest that each may mean; a plural is two of them."""


def read_vague(words: Words, at: int) -> Victims | None:
    """ "dozens of people", "tens of thousands", "hundreds"."""
    word = words.lower(at)
    low, last = FEWEST.get(word), at
    if word in _FEWEST_OF and words.lower(at + 1) == "of":
        scale = SCALES.get(words.lower(at + 2).removesuffix("s"), 0)
        if scale >= 1000:
            low, last = _FEWEST_OF[word] * scale, at + 2
    if low is None:
        return None
    group = Victims(
        first=at,
        last=last,
        start_char=words.items[at].start_char,
        end_char=words.items[last].end_char,
        low=low,
        high=None,
        form="vague",
        noun="",
    )
    if words.lower(last + 1) == "of":
        found = read_members(words, group)
        return found._replace(form="vague") if found else None
    more = words.lower(last + 1) in ("more", "others")
    return ending(words, group, last + 1, "", None) if more else group
