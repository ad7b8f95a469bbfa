"""The groups of people in a sentence, in reading order.

Words and the names of persons arrive; groups leave, none overlapping another.
"""

from collections.abc import Sequence

from transforms.facts.names.mention import Mention
from transforms.facts.number_words import CARDINALS
from transforms.facts.timex.words import word_set
from transforms.facts.tolls.counted import read_counted
from transforms.facts.tolls.individuals import (
    read_another,
    read_named,
    read_nobody,
    read_pair,
    read_single,
)
from transforms.facts.tolls.vague import FEWEST, read_vague
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_OPENERS = word_set(
    "a an the half another both no zero nobody none tens his her their its my our whose"
).union(CARDINALS, FEWEST)
"""Words in letters alone with which a group can begin; a name begins one too."""


def find_victims(words: Words, names: Sequence[Mention]) -> list[Victims]:
    """The groups of people in the sentence; ``names`` are its persons' names."""
    found: list[Victims] = []
    by_start = {words.at_or_after(name.start_char): name for name in names}
    after = 0
    for position, word in enumerate(words.items):
        is_plain = word.lower.isalpha() and word.lower not in _OPENERS
        if position < after or (is_plain and position not in by_start):
            continue
        group = (
            read_counted(words, position)
            or read_vague(words, position)
            or read_nobody(words, position)
            or read_named(words, position, by_start.get(position))
            or read_another(words, position)
            or read_pair(words, position)
            or read_single(words, position)
        )
        if group is not None:
            found.append(group)
            after = group.last + 1
    return found
