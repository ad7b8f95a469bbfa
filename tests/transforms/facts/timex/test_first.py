"""The letters that rules begin with are all that they can begin with."""

import re

from transforms.facts.timex.first import first_letters
from transforms.facts.timex.grammar import RULES
from transforms.facts.timex.letters import CODES


def test_no_rule_fits_behind_a_letter_that_it_is_not_tried_for() -> None:
    # Every two letters before, at and behind the place, which tells all short rules.
    for rule in RULES:
        pattern = re.compile(rule.pattern)
        others = set(CODES) - first_letters(rule.pattern)
        assert not [
            letter + behind
            for letter in others
            for behind in ("", *CODES)
            if pattern.match(letter + behind)
        ]


def test_what_may_be_left_out_and_looks_around_are_passed() -> None:
    assert first_letters("(?<=[br])a?(?:b|c?d)(?!e)") == frozenset("abcd")
    assert first_letters("(?P<one>[+x])(?P<two>y)?") == frozenset("+x")
