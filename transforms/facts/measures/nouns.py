"""What a number counts: "four other trustees" are trustees.

A place behind a number arrives, the noun in the singular and its end leave.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from transforms.facts.timex.words import word_set

_WORD = re.compile(r"[ \u00a0-]([^\W\d_]{1,30}(?:['’][^\W\d_]{1,4})?)(?![^\W_])")
_MODIFIERS_MAX = 3
_SINGULARS: Mapping[str, str] = MappingProxyType(
    {"people": "person", "men": "man", "women": "woman", "children": "child"}
    | {"policemen": "policeman", "firemen": "fireman", "gunmen": "gunman"}
    | {"servicemen": "serviceman", "fishermen": "fisherman", "wives": "wife"}
    | {"lives": "life", "wolves": "wolf", "knives": "knife", "leaves": "leaf"}
    | {"buses": "bus", "viruses": "virus", "bonuses": "bonus", "gases": "gas"}
    | {"campuses": "campus", "movies": "movie", "calories": "calorie"}
    | {"police": "police officer", "cattle": "cattle", "personnel": "personnel"}
    | {"aircraft": "aircraft", "sheep": "sheep", "series": "series", "fish": "fish"}
    | {"troops": "troop", "species": "species", "crew": "crew", "staff": "staff"}
    | {"cities": "city", "heroes": "hero", "potatoes": "potato", "teeth": "tooth"}
    | {"vehicles": "vehicle", "shoes": "shoe", "storey": "storey", "story": "story"}
)
_STOPS = word_set(
    """
    a an the and or but nor of in on at to by for from with without into onto
    over under after before during since until than as if when while where
    because that which who whom whose this these those is are was were be been
    being am has have had do does did will would can could may might must shall
    should not no it its he she they them his her their our your my we you i
    there here per each every all both said says say also only just even still
    already about against between through around near off out up down away ago
    later earlier so yes us always perhaps versus vs plus minus times point
    percent cent hours days weeks months years minutes seconds others
    """
)
"""Words that end the search: nothing counted stands behind them."""
_VERBS = word_set(
    """
    remains includes leaves makes takes gives shows means needs gets goes comes
    works runs plays wins loses looks seems becomes begins starts ends falls
    rises follows helps keeps lies lives puts says sees sits stands tells thinks
    turns wants exists belongs appears happens lets sets holds brings has was is
    as us this thus yes always perhaps across besides towards unless less
    """
)
"""Words in -s that are no plurals."""
_ONE = word_set(
    """
    man woman person child boy girl soldier civilian policeman officer worker
    student passenger driver fighter journalist village town city house building
    bus car train ship boat plane helicopter tank missile rocket bomb drone
    vehicle country company hospital school seat vote goal point case death time
    side suspect victim attacker
    """
)
_ENDING = re.compile(r"(?:(ss|us|is|['’]s)|(ies)|((?:ss|sh|ch|x|zz)es)|s)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What is counted, in the singular, up to ``end_char``; names keep a capital."""

    name: str
    end_char: int


def read_noun(text: str, start: int, end: int, is_one: bool) -> Noun | None:
    """The first plural within four words behind ``start``; for one thing, a person,
    vehicle or place that stands right there."""
    position = start
    for _ in range(_MODIFIERS_MAX + 1):
        match = _WORD.match(text, position, end)
        if match is None:
            return None
        word = match[1].lower()
        if word in _STOPS:
            return None
        name = word if is_one and word in _ONE else _singular(word)
        if name is not None:
            if is_one and name != word:
                return None
            is_name = match[1][0].isupper() and not match[1].isupper()
            name = name.capitalize() if is_name else name
            return Noun(name=name, end_char=match.end())
        if is_one:
            return None
        position = match.end()
    return None


def _singular(word: str) -> str | None:
    """The singular of a plural, None for any other word."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if len(word) < 4 or word in _VERBS:
        return None
    ending = _ENDING.search(word)
    if ending is None or ending[1]:
        return None
    if ending[2]:
        return f"{word[:-3]}y"
    return word[:-2] if ending[3] else word[:-1]
