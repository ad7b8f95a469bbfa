"""Words of harm: a sentence's words arrive, the places that say killed or hurt leave.

Which side the victims stand on is the trigger's ``sides``: ``object`` behind it,
``subject`` before it, ``of`` behind "of".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from transforms.facts.timex.words import word_set
from transforms.facts.tolls.lexicon import (
    AUXILIARIES,
    NOUN_EFFECTS,
    SKIPPED,
    Effect,
    effects_by_word,
)
from transforms.facts.tolls.words import Words

Side = Literal["object", "subject", "of", "behind", "lives", "listed"]

_ACTIVE: Mapping[str, Effect] = effects_by_word(
    (
        "killed",
        "kill kills killing murder murdering assassinate assassinating massacring "
        "executing slaying drowning beheading slaughtering butchering",
    ),
    (
        "injured",
        "wound wounds wounding injure injures injuring hurting maiming crippling "
        "hospitalizing hospitalising hurts",
    ),
    ("displaced", "displace displaces displacing uprooting evacuating"),
)
"""Forms that only the one who does it takes as subject."""
_EITHER: Mapping[str, Effect] = effects_by_word(
    (
        "killed",
        "killed murdered assassinated massacred executed slain beheaded slaughtered "
        "lynched electrocuted butchered",
    ),
    (
        "injured",
        "wounded injured hurt maimed crippled hospitalized hospitalised harmed "
        "mutilated",
    ),
    ("displaced", "displaced uprooted evacuated"),
)
"""Forms of the perfect and of the passive."""
_INTRANSITIVE: Mapping[str, Effect] = effects_by_word(
    ("killed", "died dies die dying drowned drown perished perish suffocated dead"),
    ("missing", "missing unaccounted disappeared vanished abducted-missing"),
    ("displaced", "homeless"),
)
_NOUNS: Mapping[str, Effect] = effects_by_word(
    (
        "killed",
        "death deaths killing killings murder murders assassination massacre "
        "execution drowning drownings slaying bodies body corpses",
    ),
    ("injured", "wounding injuring"),
    ("missing", "disappearance disappearances"),
    ("displaced", "displacement evacuation"),
)
_TO_DEATH = word_set(
    "burned burnt stabbed beaten shot crushed trampled hacked starved froze frozen "
    "bled choked suffocated gunned strangled"
)
_TO_CLINIC = word_set(
    "taken rushed airlifted flown transported admitted hospitalized hospitalised"
)
_CONDITIONS = word_set("critical serious grave stable intensive")
_HURTS = word_set("injuries injury wounds wound burns bruises concussions fractures")
_FLIGHTS = word_set("fled flee fleeing escaped left leaving leave crossed abandoned")
_HOMES = word_set(
    """
    homes home houses villages village district area areas region province city town
    country settlements fighting violence war clashes neighbourhoods neighborhoods
    """
)
_FORCES = word_set("forced forcing forces driven drove driving")
_LOSSES = word_set("lost lose losing")
_TAKINGS = word_set("claimed claims claiming took taking cost costing")
_SUFFERINGS = word_set("suffered sustained suffering sustaining received")
TRIGGERS = frozenset().union(
    *(_ACTIVE, _EITHER, _INTRANSITIVE, _NOUNS, _TO_DEATH, _FLIGHTS, _FORCES, _LOSSES),
    *(_TAKINGS, _SUFFERINGS, _TO_CLINIC, ("shot", "gunned", "found", "treated")),
    ("in", "injuries"),
)
TOLD_BY = (TRIGGERS - {"in"}).union(
    _CONDITIONS, NOUN_EFFECTS, ("toll", "count", "victims")
)
"""One of these words stands in every sentence that states a toll."""
_NOT_BEFORE = word_set("to into their his her its the a on")
_OBJECT_OPENERS = word_set(
    "the his her its their our any hopes off all that this him me us them you himself "
    "herself themselves itself someone somebody anyone anybody everyone everybody"
)
"""Behind them "killed" has an object, counted or not."""
_SUBJECT: tuple[Side, ...] = ("subject",)
_QUIET = word_set("died dies die dying dead")
_SCAN = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One word of harm and the sides on which its victims may stand."""

    position: int
    """Of its word in the sentence."""
    end: int
    """Position after its last word ("lost their lives" has three)."""
    effect: Effect
    sides: tuple[Side, ...]
    is_violent: bool = True
    """Whether it says itself that nobody died of age."""


def find_triggers(words: Words) -> Iterator[Trigger]:
    """The words of harm in the sentence, in order."""
    for position, word in enumerate(words.items):
        if word.lower not in TRIGGERS:
            continue
        found = (
            _phrase(words, position)
            or _verb(words, position)
            or _flight(words, position)
        )
        if found is not None:
            yield found


def _verb(words: Words, at: int) -> Trigger | None:
    word = words.lower(at)
    if word == "injuries":
        return _injuries_to(words, at)
    if word in _NOUNS and words.lower(at + 1) == "of":
        return Trigger(position=at, end=at + 2, effect=_NOUNS[word], sides=("of",))
    if word in _ACTIVE:
        if word == "drowning" or words.lower(at - 1) in ("the", "a"):
            return None
        return Trigger(position=at, end=at + 1, effect=_ACTIVE[word], sides=("object",))
    if word in _EITHER and words.lower(at + 1) != "reserve":
        sides: tuple[Side, ...] = ("object", "subject")
        if words.lower(at + 1) in _OBJECT_OPENERS:
            sides = ("object",)
        if is_passive(words, at) or words.lower(at - 1) in ("the", "those", "also"):
            sides = ("subject", "listed", "behind")
        elif at == 0 and words.lower(1) in AUXILIARIES:
            sides = ("behind",)  # "Injured were two drivers"
        return Trigger(
            position=at,
            end=at + 1,
            effect=_EITHER[word],
            sides=sides,
            is_violent=not word.startswith("hospital"),
        )
    if word in _INTRANSITIVE:
        return Trigger(
            position=at,
            end=at + 1,
            effect=_INTRANSITIVE[word],
            sides=("subject", "listed", "behind"),
            is_violent=word not in _QUIET
            or words.lower(at - 1) in ("pronounced", "declared"),
        )
    return None


def is_passive(words: Words, at: int) -> bool:
    """Whether a form of be or get stands before the participle, adverbs apart."""
    for back in range(1, 5):
        word = words.lower(at - back)
        if word in AUXILIARIES:
            return True
        if word not in SKIPPED and not word.endswith("ly"):
            return False
        if word in ("has", "have", "had"):
            return False
    return False


def _phrase(words: Words, at: int) -> Trigger | None:
    """ "lost their lives", "claimed 12 lives", "burned to death", "shot dead"."""
    word, behind = words.lower(at), words.lower(at + 1)
    if word in _LOSSES and words.lower(at + 2) in ("lives", "life"):
        return Trigger(position=at, end=at + 3, effect="killed", sides=("subject",))
    if word in _TAKINGS:
        lives = tuple(_following(words, at + 1, 3))
        if lives in (("the", "lives", "of"), ("the", "life", "of")):
            return Trigger(position=at, end=at + 4, effect="killed", sides=("of",))
        if "lives" in _following(words, at + 1, 8):
            return Trigger(position=at, end=at + 1, effect="killed", sides=("lives",))
        return None
    if word in _TO_DEATH and (behind, words.lower(at + 2)) == ("to", "death"):
        either: tuple[Side, ...] = ("object", "subject")
        if is_passive(words, at):
            either = ("subject",)
        return Trigger(position=at, end=at + 3, effect="killed", sides=either)
    if word in ("shot", "gunned", "found") and behind in ("dead", "down"):
        sides: tuple[Side, ...] = (
            ("subject", "behind")
            if is_passive(words, at) or word == "found"
            else ("object", "subject")
        )
        return Trigger(position=at, end=at + 2, effect="killed", sides=sides)
    if word in _SUFFERINGS and _HURTS.intersection(_following(words, at + 1, 5)):
        return Trigger(position=at, end=at + 1, effect="injured", sides=("subject",))
    return _care(words, at)


def _care(words: Words, at: int) -> Trigger | None:
    """ "treated for burns", "taken to hospital with injuries", "in intensive care"."""
    word, behind = words.lower(at), words.lower(at + 1)
    is_injured, end, sides = False, at + 1, _SUBJECT
    if word == "treated":
        is_injured, end = behind == "for" and is_passive(words, at), at + 2
    elif word in _TO_CLINIC and is_passive(words, at):
        following = _following(words, at + 1, 8)
        is_injured = "with" in following and not _HURTS.isdisjoint(following)
    elif word in ("left", "leaving"):
        following = _following(words, at + 1, 8)
        is_injured = "with" in following and not _HURTS.isdisjoint(following)
        sides = ("object",)
    elif word == "in" and (behind in _CONDITIONS or behind == "a"):
        following = _following(words, at + 1, 3)
        is_ill = not _CONDITIONS.isdisjoint(following)
        is_injured = is_ill and not {"condition", "care"}.isdisjoint(following)
    if not is_injured:
        return None
    return Trigger(
        position=at, end=end, effect="injured", sides=sides, is_violent=False
    )


def _injuries_to(words: Words, at: int) -> Trigger | None:
    if words.lower(at + 1) != "to":
        return None
    return Trigger(position=at, end=at + 2, effect="injured", sides=("of",))


def _flight(words: Words, at: int) -> Trigger | None:
    """ "fled their homes", "have left the district", "forced N people from home"."""
    word = words.lower(at)
    if word not in _FORCES and word not in _FLIGHTS:
        return None
    following = _following(words, at + 1, _SCAN)
    if word in _FORCES:
        behind = [*following, *_following(words, at + 1 + _SCAN, _SCAN)]
        is_away = {"from", "out", "flee", "leave", "evacuate", "abandon"} & set(behind)
        if not is_away or not _HOMES.union({"flee", "evacuate"}).intersection(behind):
            return None
        sides: tuple[Side, ...] = ("object", "subject")
        if is_passive(words, at):
            sides = ("subject",)
        return Trigger(position=at, end=at + 1, effect="displaced", sides=sides)
    is_forced = words.lower(at - 2) in ("had", "have", "forced")
    if words.lower(at - 1) in _NOT_BEFORE and not is_forced:
        return None
    is_crossing = word == "crossed" and {"from", "into", "border"} & set(following)
    is_flight = word in ("fled", "fleeing") and words.lower(at + 1) not in (
        "scene",
        "on",
    )
    is_leaving = _HOMES.intersection(following[:4]) and word != "crossed"
    if not (is_crossing or is_flight or is_leaving):
        return None
    return Trigger(position=at, end=at + 1, effect="displaced", sides=("subject",))


def _following(words: Words, start: int, count: int) -> list[str]:
    found = []
    for position in range(start, min(start + count, len(words))):
        word = words.lower(position)
        if word in (".", ";"):
            break
        found.append(word)
    return found
