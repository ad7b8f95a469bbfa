"""A stretch of tokens that a pattern fits, as its builder sees it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from transforms.facts.timex import tense
from transforms.facts.timex.discourse import Discourse
from transforms.facts.timex.readings import Reading
from transforms.facts.timex.tokens import Tokens


class Candidate(NamedTuple):
    """A match of one rule in one sentence; groups hold token positions."""

    tokens: Tokens
    match: re.Match[str]
    discourse: Discourse

    @property
    def published_on(self) -> date | None:
        """The day of publication, None where nobody knows it."""
        return self.discourse.published_on

    def position(self, group: str) -> int:
        """The group's first token, -1 where it took no part.

        A name that a pattern needs twice carries a digit the second time.
        """
        groups = self.match.re.groupindex
        for name in (group, f"{group}1", f"{group}2"):
            if name not in groups:
                continue
            start, end = self.match.span(name)
            if start < end:
                return start
        return -1

    def has(self, group: str) -> bool:
        """Whether the group took part in the match, with at least one token."""
        return self.position(group) >= 0

    def letters(self, group: str) -> str:
        """The letters that the group matched."""
        return (self.match[group] or "") if group in self.match.re.groupindex else ""

    def value(self, group: str) -> object:
        """Value of the group's first token; None where it took no part."""
        position = self.position(group)
        return self.tokens.values[position] if position >= 0 else None

    def number(self, group: str) -> int | None:
        """The same where the value is a whole number."""
        value = self.value(group)
        return value if isinstance(value, int) else None

    def word(self, group: str) -> str:
        """Lower-case word of the group's last token; empty where it took no part."""
        position = self.position(group)
        if position < 0:
            return ""
        return self.tokens.words[position + len(self.letters(group) or "x") - 1]

    def before(self, distance: int = 1) -> tuple[str, str]:
        """Letter and word of the token that far before the match."""
        return self.at(self.match.start() - distance)

    def after(self, distance: int = 1) -> tuple[str, str]:
        """Letter and word of the token that far behind the match."""
        return self.at(self.match.end() + distance - 1)

    def at(self, position: int) -> tuple[str, str]:
        """Letter and word of one token; empty beyond the sentence."""
        if not 0 <= position < len(self.tokens.words):
            return "", ""
        return self.tokens.codes[position], self.tokens.words[position]

    def direction(self, has_weak_cues: bool = False) -> int:
        """-1 where the clause is past, 1 where it looks ahead, 0 where neither."""
        return tense.direction(
            self.tokens, self.match.start(), self.match.end() - 1, has_weak_cues
        )

    def outlook(self) -> int:
        """``direction``, 2 behind "until" and "by": rather ahead, -2 behind "since"."""
        if self.before()[1] == "since":
            return -2
        if tense.looks_until(self.tokens, self.match.start()):
            return 2
        return self.direction()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A pattern over the letters of ``letters.CODES`` and what reads its matches."""

    pattern: str
    build: Callable[[Candidate], Reading | None]
