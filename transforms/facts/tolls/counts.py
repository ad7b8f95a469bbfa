"""Tolls without a verb: "the death toll rose to 45", "put the number of dead at five".

The words and groups of a sentence arrive, statements leave; a toll named in one
sentence is what "put it at 21" speaks of in the next two.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transforms.facts.timex.words import word_set
from transforms.facts.tolls.frames import Claim
from transforms.facts.tolls.lexicon import HEDGES, NOUN_EFFECTS, Effect
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_EFFECTS: tuple[tuple[Effect, re.Pattern[str]], ...] = (
    ("killed", re.compile(r"dea[dt]|kill|fatalit|died|toll|body|bodies|lives")),
    ("injured", re.compile(r"injur|wound|hurt")),
    ("missing", re.compile(r"missing")),
    ("displaced", re.compile(r"displac|homeless|refugee|evacu")),
)
_HARM = (
    r"(?:dead|deaths?|killed|fatalities|injured|injuries|wounded|missing|displaced|"
    r"homeless|refugees)"
)
_VICTIMS = rf"(?:{_HARM}|victims)"
_TOLL = re.compile(
    rf"""(?<![^\W_])(?:
      (?:death|injury|casualty)[ ]toll | body[ ]count
    | toll(?![ ](?:road|booth|plaza))
    | (?:number|count|tally|figures?|total)[ ](?:of|for)[ ]
      (?:[^\W_]{{1,30}}[ ]){{0,3}}?{_VICTIMS}
    | the[ ]{_HARM} | (?:confirmed[ ])?(?:deaths|fatalities|injuries)
    )(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?<![^\W_])(?:put|puts|putting|placed|gave|set|revised|raised)[ ](?:it|that|them|"
    r"the[ ](?:figure|number|total|count))[ ](?:at|to|as)[ ]|"
    r"(?<![^\W_])the[ ](?:figure|number|total|count)[ ](?:rose|climbed|stood|was)[ ]",
    re.IGNORECASE,
)
_LEADS = word_set(
    "to at of as : is was reached passed topped exceeded hit from nearing above over "
    "stands stood reaching surpassed with were are totaled totalled"
)
_STOPS = word_set("; . but while whereas said says although of-which")
_WINDOW_WORDS = 22
TOPIC_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The toll that was last spoken of."""

    effect: Effect
    sentence: int


def find_topic(words: Words, sentence: int, before: Topic | None) -> Topic | None:
    """The toll that the sentence speaks of, else the one of the sentences before."""
    phrases = _TOLL.findall(words.text, words.start_char, words.end_char)
    if phrases:
        return Topic(effect=_effect(phrases[-1]), sentence=sentence)
    if before is not None and sentence - before.sentence <= TOPIC_SENTENCES:
        return before
    return None


def speaks_of_toll(words: Words, topic: Topic | None) -> bool:
    """Whether the sentence names a toll, or puts the one named before at a number."""
    text, start, end = words.text, words.start_char, words.end_char
    if _TOLL.search(text, start, end):
        return True
    return topic is not None and _AGAIN.search(text, start, end) is not None


def find_counts(
    words: Words, groups: Sequence[Victims], topic: Topic | None
) -> Iterator[Claim]:
    """The numbers that tolls rise to, stand at or are put at."""
    text, start, end = words.text, words.start_char, words.end_char
    for match in _TOLL.finditer(text, start, end):
        anchor = words.at_or_after(match.start())
        at = words.at_or_after(match.end())
        yield from _numbers(words, groups, (anchor, at), _effect(match[0]))
    again = _AGAIN.search(text, start, end) if topic is not None else None
    if again is not None and topic is not None:
        anchor = words.at_or_after(again.start())
        at = max(anchor, words.at_or_after(again.end()) - 1)
        yield from _numbers(words, groups, (anchor, at), topic.effect)


def _effect(phrase: str) -> Effect:
    """What the words of a toll count; a toll without a name counts the dead."""
    lower = phrase.lower()
    found: list[Effect] = [
        effect for effect, pattern in _EFFECTS if pattern.search(lower)
    ]
    named: list[Effect] = [each for each in found if each != "killed"]
    return named[0] if named else "killed"


def _numbers(
    words: Words, groups: Sequence[Victims], span: tuple[int, int], effect: Effect
) -> Iterator[Claim]:
    anchor, after = span
    stop = _stop(words, after)
    begin = bisect_left(groups, after, key=lambda group: group.first)
    for group in groups[begin : begin + _WINDOW_WORDS]:
        if group.first >= stop:
            return
        if group.effect not in (None, effect):
            continue
        if group.form not in ("bare", "counted", "vague"):
            continue
        if _is_led(words, group, after, effect):
            yield Claim(victims=group, effect=effect, pattern="toll", anchor=anchor)


def _stop(words: Words, after: int) -> int:
    for at in range(after, min(after + _WINDOW_WORDS, len(words))):
        if words.lower(at) in _STOPS:
            return at
    return min(after + _WINDOW_WORDS, len(words))


def _is_led(words: Words, group: Victims, after: int, effect: Effect) -> bool:
    """Whether "to", "at", "was" or the like leads to the number, hedges between."""
    for at in range(group.first - 1, after - 2, -1):
        word = words.lower(at)
        if word == "of":
            return at - after <= 1
        if word in _LEADS:
            # "the death of a child and injuries to seven"
            return NOUN_EFFECTS.get(words.lower(at - 1)) in (None, effect)
        if word not in HEDGES:
            return False
    return False
