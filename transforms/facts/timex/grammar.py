"""The scan: one pass over a sentence's letters, first rule that can be read wins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

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
from transforms.facts.timex.first import first_letters
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


class Finding(NamedTuple):
    """A reading and the tokens ``first`` to ``last`` that state it."""

    first: int
    last: int
    reading: Reading


def between(tokens: Tokens, left: Finding, right: Finding) -> str:
    """The letters of the tokens between two findings."""
    return tokens.codes[left.last + 1 : right.first]


_Compiled = tuple[re.Pattern[str], Rule]


@cache
def _openings() -> Mapping[str, tuple[re.Pattern[str], Sequence[_Compiled]]]:
    """Letter -> a pattern for any rule that may begin with it, and these in order.

    Most tokens are plain words, names and marks, with which none begins.
    """
    found: dict[str, list[Rule]] = {}
    for rule in RULES:
        for letter in first_letters(rule.pattern):
            found.setdefault(letter, []).append(rule)
    return {
        letter: (
            re.compile(_any_of(rules)),
            [(re.compile(rule.pattern), rule) for rule in rules],
        )
        for letter, rules in found.items()
    }


def _any_of(rules: Sequence[Rule]) -> str:
    """One pattern for all of them, without their groups."""
    anonymous = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern) for rule in rules)
    return "|".join(f"(?:{pattern})" for pattern in anonymous)


def scan(tokens: Tokens, discourse: Discourse) -> Iterator[tuple[Finding, Discourse]]:
    """Findings in reading order, each with the discourse after it.

    Every rule has bounded length, so the work is linear in the number of tokens.
    """
    position, count, openings = 0, len(tokens.codes), _openings()
    while position < count:
        opening = openings.get(tokens.codes[position])
        finding = opening and _read_at(tokens, position, opening, discourse)
        if not finding:
            position += 1
            continue
        discourse = discourse.noting(finding.reading.period)
        yield finding, discourse
        position = finding.last + 1


def _read_at(
    tokens: Tokens,
    position: int,
    opening: tuple[re.Pattern[str], Sequence[_Compiled]],
    discourse: Discourse,
) -> Finding | None:
    any_rule, rules = opening
    if any_rule.match(tokens.codes, position) is None:
        return None
    for pattern, rule in rules:
        match = pattern.match(tokens.codes, position)
        if match is None or match.end() == position:
            continue
        found = Candidate(tokens=tokens, match=match, discourse=discourse)
        reading = rule.build(found)
        if reading is not None:
            return Finding(first=position, last=match.end() - 1, reading=reading)
    return None
