"""The rules themselves: every one is bounded, known letters only."""

import re

import pytest

from transforms.facts.timex.candidate import Rule
from transforms.facts.timex.grammar import RULES
from transforms.facts.timex.lexicon import CODES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern[:40])
def test_no_rule_repeats_without_bound(rule: Rule) -> None:
    bare = re.sub(r"\[[^]]*\]|\(\?P<\w+>|\(\?[:=!<]+", "", rule.pattern)
    assert not set("*{+") & set(bare)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern[:40])
def test_rules_use_explained_letters(rule: Rule) -> None:
    bare = re.sub(r"\(\?P<\w+>|\(\?[:=!<]+|[][()|?\\^]", "", rule.pattern)
    assert set(bare) <= set(CODES)
