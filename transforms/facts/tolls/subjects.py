"""Whether a group before a word of harm is who came to harm.

A sentence's words, a group and a word of harm arrive, the verdict leaves.
"""

from collections.abc import Sequence

from transforms.facts.tolls.lexicon import AUXILIARIES, LINKS, SKIPPED, WRONGDOERS
from transforms.facts.tolls.triggers import Trigger
from transforms.facts.tolls.victims import Victims
from transforms.facts.tolls.words import Words

_NEAR_WORDS = 40
_CAUSES = frozenset(
    [
        "attack",
        "attacks",
        "crash",
        "crashed",
        "blast",
        "bomb",
        "bombing",
        "explosion",
        "exploded",
        "shooting",
        "shot",
        "fire",
        "quake",
        "flood",
        "earthquake",
        "wounds",
        "injuries",
        "clash",
        "clashes",
        "strike",
        "strikes",
        "shelling",
        "violence",
        "accident",
        "collision",
        "raid",
        "gunfire",
        "battle",
        "fighting",
        "collapse",
        "collapsed",
        "drowned",
        "airstrike",
        "avalanche",
        "landslide",
        "stampede",
        "missile",
        "rocket",
        "grenade",
        "sinking",
        "capsized",
        "scene",
        "war",
        "virus",
    ]
)
_ILLNESSES = frozenset(
    [
        "cancer",
        "heart",
        "disease",
        "illness",
        "emphysema",
        "natural",
        "stroke",
        "pneumonia",
        "leukemia",
        "leukaemia",
        "alzheimer's",
        "alzheimer",
        "dementia",
        "diabetes",
        "kidney",
        "lung",
        "aids",
        "complications",
        "age",
        "lymphoma",
        "tumor",
        "tumour",
        "parkinson's",
    ]
)


def may_be_subject(words: Words, group: Victims, trigger: Trigger) -> bool:
    between = [words.lower(at) for at in range(group.last + 1, trigger.position)]
    word = words.lower(trigger.position)
    if trigger.effect == "displaced":
        return _is_flight(words, group, word)
    is_active = "object" in trigger.sides and not AUXILIARIES.intersection(between)
    if group.is_pronoun and is_active:
        return False  # "he shot down rumours"
    if group.form == "bare" and any(each not in SKIPPED for each in between):
        return False
    if not trigger.is_violent and not _is_casualty(words, group):
        return False
    if group.form in ("named", "single") and word == "missing":
        return bool(AUXILIARIES.intersection(between)) or not between
    is_adjective = trigger.effect == "missing" and word == "missing"
    if (is_adjective or word == "dead") and between:
        return all(each in SKIPPED or each in LINKS for each in between) or bool(
            AUXILIARIES.intersection(between)
        )
    if not trigger.is_violent or not between:
        return True
    return _is_passive_or_close(between, word)


def _is_passive_or_close(between: Sequence[str], word: str) -> bool:
    """ "men were killed", "men from Guinea killed in"; not "men who killed"."""
    if AUXILIARIES.intersection(between) or word in ("drowned", "perished", "lost"):
        return True
    if word in ("sustained", "suffered", "received", "disappeared", "vanished"):
        return True
    return len(between) <= 4 and between[-1] not in (
        *("who", "that", "have", "has", "had", "and", ",", "which"),
    )


def _is_flight(words: Words, group: Victims, word: str) -> bool:
    if group.form in ("named", "single", "none"):
        return False
    is_escape = word in ("fled", "fleeing", "escaped", "left", "crossed")
    if not is_escape:
        return True
    last = words.lower(group.last)
    return group.low >= 10 and last not in WRONGDOERS


def _is_casualty(words: Words, group: Victims) -> bool:
    """Whether one person did not die of age or illness, as far as is said."""
    if group.form not in ("named", "single"):
        return True
    near = slice(max(0, group.first - _NEAR_WORDS), group.last + _NEAR_WORDS)
    spoken = {word.lower for word in words.items[near]}
    if spoken & _ILLNESSES:
        return False
    return group.form == "single" or bool(spoken & _CAUSES)
