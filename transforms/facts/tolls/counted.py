"""Groups of people that a number counts: "three", "11 others", "46 Afghan civilians".

The words of a sentence and a position arrive; the group that begins there leaves.
Numbers of things, days, years, ages and sums of money are none.
"""

import re
from collections.abc import Iterator

from transforms.facts.measures.ages import read_age
from transforms.facts.measures.neighbours import is_dated, is_part_of_code, is_sum
from transforms.facts.numerals import CARDINALS, SCALES, Number, read_number
from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import COUNTABLE, LINKS, NOUN_EFFECTS, Effect
from transforms.facts.tolls.nouns import STOPS, ends_phrase, is_people, noun_at
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_LINK = re.compile(r"[ ]?[-–—][ ]?|[ ](?:to|and|or)[ ](?:as many as |about |some )?")
_BEFORE_COUNTS = word_set("least than nearly about some almost around")
_OWNERS_OF = word_set("the his her their these a an")
_POINTERS = word_set("the these those all")
_HEADLINE_VERBS = word_set(
    "kills kill killed killing wounds injures injuring hurts leaves leaving claims and "
    "at least than over some about nearly"
)
_NO_MODIFIERS = word_set("percent cent per years year days hours km miles")
_ADJECTIVES = word_set("dead killed wounded injured missing hurt")
_PARTICIPLES = word_set(
    "suspected alleged armed wanted retired masked trained leading opposing visiting "
    "working commanding serving hundred red wounded injured displaced self-styled "
    "noncommissioned non-commissioned off-duty"
)
"""Before a noun they only describe: "219 suspected rebels"."""
_HARMED = word_set("wounded injured missing victims hostages")
"""Whose number is told by "of": "one of the wounded", "six of those injured"."""
_REST = word_set("more others other further another")
_MODIFIERS_MAX = 5
_MOST = 10**10
"""Nobody counts more people than there are."""


def read_counted(words: Words, at: int) -> Victims | None:
    """ "three", "11 others", "46 Afghan civilians", "two of my pupils"."""
    number = _number(words, at)
    if number is None:
        return None
    number, high, end_char = _with_range(words, number)
    after = words.at_or_after(end_char)
    group = Victims(
        first=at,
        last=after - 1,
        start_char=number.start_char,
        end_char=end_char,
        low=int(number.value),
        high=int(high.value) if high else int(number.value),
        form="bare",
        noun="",
        is_range=high is not None,
        is_definite=words.lower(at - 1) in _POINTERS,
    )
    return _with_noun(words, group)


def _number(words: Words, at: int) -> Number | None:
    word = words.items[at]
    behind = words.lower(at + 1)
    is_article = word.lower in ("a", "an", "half") and (
        behind in SCALES or behind in ("quarter", "a")
    )
    is_spelled = word.lower in CARDINALS or word.lower.split("-")[0] in CARDINALS
    if not (word.text[0].isdigit() or is_spelled or is_article):
        return None
    number = read_number(words.text, word.start_char, words.end_char)
    if number is None or number.value != int(number.value) or number.value >= _MOST:
        return None
    if word.lower in ("a", "an", "half") and not number.has_scale:
        return None
    span = (number.start_char, number.end_char)
    if is_part_of_code(words.text, word.start_char, words.start_char):
        return None
    if read_age(words.text, span, (words.start_char, words.end_char)):
        return None
    if is_dated(words.text, span, words.start_char, words.end_char):
        return None
    if is_sum(words.text, number, words.start_char, words.end_char)[0]:
        return None
    following = words.text[number.end_char : number.end_char + 1]
    return None if following and following in "%°-:'’/" else number


def _with_range(words: Words, low: Number) -> tuple[Number, Number | None, int]:
    """The second end of "20 to 30", "between 20 and 30", "two or three"."""
    link = _LINK.match(words.text, low.end_char, words.end_char)
    if link is None:
        return low, None, low.end_char
    high = read_number(words.text, link.end(), words.end_char)
    before = words.lower(words.at_or_after(low.start_char) - 1)
    if high is None or before == "from" or high.value != int(high.value):
        return low, None, low.end_char
    is_stated = "and" not in link[0] or before == "between"
    if high.has_scale and not low.has_scale and low.value < 100 < high.scale:
        low = low._replace(value=low.value * high.scale)
    if not is_stated or not low.value < high.value < _MOST:
        return low, None, low.end_char
    return low, high, high.end_char


def _with_noun(words: Words, group: Victims) -> Victims | None:
    """The group with what is counted; None where that is no people."""
    is_one = group.low == 1 and not group.is_range
    at = group.last + 1
    if words.lower(at) == "of":
        return read_members(words, group)
    effect: Effect | None = None
    for position in _phrase(words, at):
        word = words.lower(position)
        noun = noun_at(words, position, is_one)
        own = NOUN_EFFECTS.get(word)
        if (
            own
            and word in COUNTABLE
            and (noun is None or word in ("bodies", "corpses", "fatalities"))
        ) and not noun_at(words, position + 1, is_one):
            is_toll = _is_toll(words, group, position)
            return ending(words, group, position, "", own) if is_toll else None
        if noun is not None and position + 1 < len(words):
            longer = noun_at(words, position + 1, is_one)
            if longer and word not in ("people", "others"):
                continue
        if noun is not None:
            return ending(words, group, position, noun, effect)
        if own and position == at and ends_phrase(words, position + 1):
            return _bare(words, group, position)
        if own and word not in ("killed", "hurt"):
            effect = own
            continue
        if word in _REST:
            continue
        if position == at and is_people(words, position):
            return ending(words, group, position, word, effect)
        if word in STOPS or not word[0].isalnum() or word.endswith("ly"):
            return _bare(words, group, position)
        if word in _NO_MODIFIERS:
            return None
        if own or _is_verb(word):
            return _bare(words, group, position)
    return None if len(words) > at + _MODIFIERS_MAX else _bare(words, group, len(words))


def _phrase(words: Words, at: int) -> Iterator[int]:
    """The places of the noun phrase behind a number, an acronym in brackets apart."""
    stop = min(at + _MODIFIERS_MAX + 1, len(words))
    while at < stop:
        if at and words.lower(at) == "(" and words.lower(at + 2) == ")":
            at, stop = at + 3, min(stop + 3, len(words))
            continue
        yield at
        at += 1


def _is_toll(words: Words, group: Victims, position: int) -> bool:
    """ "18 injured", "755 overdose deaths"; not "two bombs killed", "9 dead cows"."""
    word, following = words.lower(position), words.lower(position + 1)
    if word not in _ADJECTIVES:
        return word != "death" or not following.isalpha() or following in STOPS
    between = [words.lower(place) for place in range(group.last + 1, position)]
    if any(each not in _REST for each in between):
        return False
    is_free = not following.isalpha() or following in STOPS or following in LINKS
    if word == "dead" and following == "and":
        return words.lower(position + 2) not in NOUN_EFFECTS
    return word != "dead" or is_free or words.is_capital(position + 1)


def _is_verb(word: str) -> bool:
    if word in _PARTICIPLES or word.startswith("un"):
        return False
    return word.endswith(("ed", "ing")) or word in ("went", "left", "fled", "died")


def _bare(words: Words, group: Victims, stop: int) -> Victims | None:
    """Only a number, with "others" or "more": none where a thing is counted."""
    between = [words.lower(place) for place in range(group.last + 1, stop)]
    if any(word not in _REST for word in between):
        return None
    is_figure = len(words.items[group.first].text) == 4 and 1900 <= group.low < 2100
    if is_figure and words.lower(group.first - 1) not in _BEFORE_COUNTS:
        return None  # "in late 2016 badly hurt the economy"
    if not between and _is_name(words, group.first):
        return None
    return ending(words, group, stop - 1, "", None) if between else group


def _is_name(words: Words, at: int) -> bool:
    """ "Euro 96", "Flight 103": figures behind a name belong to it."""
    before = words.lower(at - 1)
    is_figure = words.items[at].text.isdigit() and at > 1
    return is_figure and words.is_capital(at - 1) and before not in _HEADLINE_VERBS


def read_members(words: Words, group: Victims) -> Victims | None:
    """ "two of my pupils", "four of whom", "three of the crew"."""
    for position in range(group.last + 2, min(group.last + 7, len(words))):
        word = words.lower(position)
        if word in ("whom", "them", "us"):
            return ending(words, group, position, "", None)
        noun = noun_at(words, position, is_one=False)
        if noun is not None:
            return ending(words, group, position, noun, None)
        if word in _HARMED and ends_phrase(words, position + 1):
            return ending(words, group, position, "", None)
        is_share = group.low == 1 and word[0].isdigit()
        if is_share or (word in STOPS and word not in _OWNERS_OF):
            break  # "one of 19 people killed" is about the 19
    return None


def ending(
    words: Words, group: Victims, last: int, noun: str, effect: Effect | None
) -> Victims:
    return group._replace(
        last=last,
        end_char=words.items[last].end_char,
        noun=noun,
        form="counted" if noun or effect else group.form,
        effect=effect,
    )
