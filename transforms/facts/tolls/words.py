"""The words of one sentence, with their places.

A span of the text arrives, its words leave; marks are words of one character.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-.,'’][^\W_]+)*|[^\w\s]")


class Word(NamedTuple):
    """One word; half-open code points into the text."""

    start_char: int
    end_char: int
    text: str
    lower: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence cut into words."""

    text: str
    """The whole text that the spans point into."""
    start_char: int
    end_char: int
    items: Sequence[Word]

    def lower(self, position: int) -> str:
        """The word at ``position`` in lower case; empty outside the sentence."""
        return self.items[position].lower if 0 <= position < len(self.items) else ""

    def is_capital(self, position: int) -> bool:
        """Whether the word at ``position`` begins like a name."""
        inside = 0 <= position < len(self.items)
        return inside and self.items[position].text[0].isupper()

    def at_or_after(self, char: int) -> int:
        """The position of the first word that starts at ``char`` or later."""
        return bisect_left(self.items, char, key=lambda word: word.start_char)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.items)


def cut(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``; hyphens and figures stay inside one word."""
    items, find, at = [], text.find, start
    for word in _WORD.findall(text[start:end]):  # only space and "_" are between
        at = find(word, at)
        behind = at + len(word)
        items.append(Word(at, behind, word, word.lower()))
        at = behind
    return Words(text=text, start_char=start, end_char=end, items=items)
