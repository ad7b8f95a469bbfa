"""The rules themselves: every one is bounded, known letters only."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.facts.names.tokens import tokenize as words_of
from transforms.facts.timex.candidate import Rule
from transforms.facts.timex.discourse import Discourse
from transforms.facts.timex.grammar import RULES, scan
from transforms.facts.timex.letters import CODES
from transforms.facts.timex.tokens import may_tell_time, tokenize
from transforms.facts.timex.words import word_list


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern[:40])
def test_no_rule_repeats_without_bound(rule: Rule) -> None:
    bare = re.sub(r"\[[^]]*\]|\(\?P<\w+>|\(\?[:=!<]+", "", rule.pattern)
    assert not set("*{+") & set(bare)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern[:40])
def test_rules_use_explained_letters(rule: Rule) -> None:
    bare = re.sub(r"\(\?P<\w+>|\(\?[:=!<]+|[][()|?\\^]", "", rule.pattern)
    assert set(bare) <= set(CODES)


SMALL_WORDS = word_list("in the last next every half quarter to and of two 8 at a said")
TELLING = word_list("2024 Monday May summer noon week nineteen ninety-six tonight now")


@given(st.lists(st.sampled_from([*SMALL_WORDS, *TELLING]), max_size=9))
def test_no_rule_reads_a_sentence_that_the_quick_look_skips(words: list[str]) -> None:
    text = " ".join(words)
    discourse = Discourse(published_on=date(2024, 3, 20), is_month_first=False)
    if not may_tell_time(text, words_of(text, 0, len(text))):
        found = scan(tokenize(text, 0, len(text)), discourse)
        # "at two" alone is weak and falls to the joining.
        assert [each for each, _ in found if not each.reading.is_weak] == []
