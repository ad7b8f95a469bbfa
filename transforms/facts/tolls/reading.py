"""The groups of people in a sentence, in reading order.

Words and the names of persons arrive; groups leave, none overlapping another.
"""

from collections.abc import Sequence

from transforms.facts.names.mention import Mention
from transforms.facts.tolls.counted import read_counted
from transforms.facts.tolls.individuals import (
    read_another,
    read_named,
    read_nobody,
    read_pair,
    read_single,
)
from transforms.facts.tolls.vague import read_vague
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words


def find_victims(words: Words, names: Sequence[Mention]) -> list[Victims]:
    """The groups of people in the sentence; ``names`` are its persons' names."""
    found: list[Victims] = []
    by_start = {words.at_or_after(name.start_char): name for name in names}
    position = 0
    while position < len(words):
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
        position = group.last + 1 if group else position + 1
    return found
