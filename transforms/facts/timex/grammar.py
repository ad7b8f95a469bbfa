"""The scan: one pass over a sentence's letters, first rule that can be read wins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from transforms.facts.timex import (
    clocks,
    counted,
    days,
    durations,
    months,
    parts,
    parts_of_day,
    sets,
    units,
    weekdays,
    years,
)
from transforms.facts.timex.candidate import Candidate, Rule
from transforms.facts.timex.discourse import Discourse
from transforms.facts.timex.readings import Reading
from transforms.facts.timex.tokens import Tokens

RULES: tuple[Rule, ...] = (
    *clocks.RULES,
    *parts_of_day.HALF_DAY_RULES,
    *days.RULES,
    *parts.RULES,
    *weekdays.RULES,
    *counted.RULES,
    *sets.RULES,
    *durations.RULES,
    *months.RULES,
    *years.RULES,
    *units.RULES,
    *clocks.LATE_RULES,
    *parts_of_day.RULES,
)
"""In the order in which they are tried: the longer and the surer first."""

_GROUP = 9
"""Rules that are tried as one before each is: there are 80."""
PLAIN = "xK,."
"""Letters of plain words, names and marks: most tokens, and no rule begins with one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A reading and the tokens ``first`` to ``last`` that state it."""

    first: int
    last: int
    reading: Reading


def between(tokens: Tokens, left: Finding, right: Finding) -> str:
    """The letters of the tokens between two findings."""
    return tokens.codes[left.last + 1 : right.first]


_Compiled = tuple[re.Pattern[str], Rule]


@cache
def _groups() -> Sequence[tuple[re.Pattern[str], Sequence[_Compiled]]]:
    """The rules in order, so many at a time behind a pattern for any of them."""
    compiled = [(re.compile(rule.pattern), rule) for rule in RULES]
    return [
        (re.compile(_any_of(RULES[first : first + _GROUP])), compiled[first:after])
        for first in range(0, len(RULES), _GROUP)
        for after in [first + _GROUP]
    ]


def _fitting(codes: str, position: int) -> Iterator[_Compiled]:
    """The rules that may fit at ``position``, in order."""
    for pattern, compiled in _groups():
        if pattern.match(codes, position):
            yield from compiled


@cache
def _opening() -> re.Pattern[str]:
    """Any rule at all: skips the tokens at which nothing can begin."""
    return re.compile(f"(?![{re.escape(PLAIN)}])(?:{_any_of(RULES)})")


def _any_of(rules: Sequence[Rule]) -> str:
    """One pattern for all of them, without their groups."""
    anonymous = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules)
    return "|".join(f"(?:{pattern})" for pattern in anonymous)


def scan(tokens: Tokens, discourse: Discourse) -> Iterator[tuple[Finding, Discourse]]:
    """Findings in reading order, each with the discourse after it.

    Every rule has bounded length, so the work is linear in the number of tokens.
    """
    position, count = 0, len(tokens.codes)
    while position < count:
        opening = _opening().search(tokens.codes, position)
        if opening is None:
            return
        position = opening.start()
        finding = _read_at(tokens, position, discourse)
        if finding is None:
            position += 1
            continue
        discourse = discourse.noting(finding.reading.period)
        yield finding, discourse
        position = finding.last + 1


def _read_at(tokens: Tokens, position: int, discourse: Discourse) -> Finding | None:
    for pattern, rule in _fitting(tokens.codes, position):
        match = pattern.match(tokens.codes, position)
        if match is None or match.end() == position:
            continue
        found = Candidate(tokens=tokens, match=match, discourse=discourse)
        reading = rule.build(found)
        if reading is not None:
            return Finding(first=position, last=match.end() - 1, reading=reading)
    return None
