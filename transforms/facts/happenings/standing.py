"""How an event stands: happened, going on, planned, ordered, threatened, denied or
only possible. What stands is the event, not the speech about it."""

from typing import Literal

from transforms.facts.happenings.reading import Reading
from transforms.facts.happenings.senses import Sense
from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.verbs import Group
from transforms.facts.happenings.words import FUTURE, POSSIBLE, REPORTING

Status = Literal[
    "happened", "ongoing", "planned", "ordered", "threatened", "denied", "hypothetical"
]
_BACK = 14
_SPEECH_ACTS = frozenset(
    ["ACCUSE", "REQUEST", "REJECT", "SUPPORT", "THREATEN", "AGREE", "CONCEDE"]
)
_DENYING_TEXT = """
    denied denies deny denying refused refuses refuse failed fails unable
    declined declines without stopped avoided prevented averted foiled thwarted
    unlikely nor neither"""
_DENYING = frozenset(_DENYING_TEXT.split())
_DENIED = frozenset(("denied", "denies", "deny", "denying"))
_DENIALS = _DENYING | _DENIED
_CONDITIONS = frozenset(("if", "unless"))
_ORDERING = frozenset(["ordered", "orders", "order", "instructed", "told", "decreed"])
_THREATENING = frozenset(
    ["threatened", "threatens", "threaten", "threatening", "threat", "threats"]
)
_PLANNING_TEXT = """
    plan plans planned planning promised promises pledged agreed expected set
    due scheduled intends intend ready prepared preparing prepares vowed vows
    decided offered offers about announced slated poised approved committed
    willing"""
_PLANNING = frozenset(_PLANNING_TEXT.split())
_WISHING_TEXT = """
    want wants wanted urged urges asked asks called calls hope hopes hoped
    demanded demands try tried trying seek seeks sought proposed proposes
    proposal possible attempt attempted appealed begged draft idea warned
    suggested considering considers feared fears fear likely"""
_WISHING = frozenset(_WISHING_TEXT.split())
_GOING_ON_TEXT = """
    ongoing continuing continued constant current continue continues relentless
    underway daily pressed amid still under unrelenting intensifying persistent"""
_GOING_ON = frozenset(_GOING_ON_TEXT.split())
_UPCOMING_TEXT = """
    planned upcoming scheduled next proposed forthcoming future possible
    follow-up"""
_UPCOMING = frozenset(_UPCOMING_TEXT.split())


def status_of_verb(
    reading: Reading, trigger: Trigger, group: Group, sense: Sense
) -> Status:
    """The status of what a verb names."""
    if group.is_negated or _is_denied(reading, group.first):
        return "denied"
    if group.is_infinitive:
        governed = _governed(reading, group.first)
        if governed is not None:
            return governed
    typed = _of_type(sense)
    if typed is not None and group.time != "possible":
        return typed
    if _has_if(reading, trigger.first):
        return "hypothetical"
    if group.time == "future":
        return "planned"
    if group.time == "possible":
        if group.is_infinitive:
            return "planned"
        is_backshifted = _says_before(reading, group.first) and (
            "would" in _group_words(reading, group, trigger)
        )
        return "planned" if is_backshifted else "hypothetical"
    if group.is_progressive:
        return "ongoing"
    if group.time == "present" and trigger.form in ("base", "third"):
        return "happened" if sense.plover_type in _SPEECH_ACTS else "ongoing"
    return "happened"


def status_of_noun(
    reading: Reading, trigger: Trigger, sense: Sense, before: int
) -> Status:
    """The status of what a noun names; ``before`` is where its phrase begins."""
    modifiers = [reading.word(place) for place in range(before - 2, trigger.first)]
    if "no" in modifiers or _is_denied(reading, before):
        return "denied"
    typed = _of_type(sense)
    if typed is not None:
        return typed
    lead = [reading.word(place) for place in range(max(0, before - 5), before)]
    ahead = [reading.word(trigger.after + step) for step in range(8)]
    if set(lead) & _THREATENING:
        return "threatened"
    if set(lead) & POSSIBLE or "feared" in modifiers:
        return "hypothetical"
    is_ahead = _promises(ahead)
    if set(lead) & FUTURE or set(modifiers) & _UPCOMING or is_ahead:
        return "planned"
    if set(lead[-3:]) & (_PLANNING - {"set", "about"}):
        return "planned"
    if set(lead) & _WISHING:
        return "hypothetical"
    if set(lead[-3:]) & _GOING_ON or set(modifiers) & _GOING_ON:
        return "ongoing"
    if ahead[:1] and ahead[0] in ("continues", "continue", "is", "are", "rages"):
        return "ongoing" if "continu" in ahead[0] or "underway" in ahead else "happened"
    return "happened"


def _promises(ahead: list[str]) -> bool:
    """ "is planned", "is to open", "will be held", "is due" right behind the noun."""
    for step, word in enumerate(ahead[:-1]):
        following = ahead[step + 1]
        if word in FUTURE:
            return True
        if word in ("is", "are") and following in (_PLANNING | {"to", "due"}):
            return True
        if word in (".", ";"):
            break
    return False


def _of_type(sense: Sense) -> Status | None:
    if sense.plover_type == "THREATEN":
        return "threatened"
    if sense.plover_type == "COERCE" and sense.mode == "order":
        return "ordered"
    if sense.plover_type == "AID" and sense.mode == "pledge":
        return "planned"
    return None


def _is_denied(reading: Reading, first: int) -> bool:
    """ "denied using", "denied that its forces had shelled"."""
    behind = slice(max(0, first - _BACK), max(0, first))
    if _DENIALS.isdisjoint(reading.tokens.lower[behind]):
        return False
    for place in range(first - 1, max(-1, first - 1 - _BACK), -1):
        word = reading.word(place)
        if word in (".", ";", ":", "but", "and", "“", "”"):
            return False
        if word in _DENIED:
            return True
        if place >= first - 2 and word in _DENYING and word != "refused":
            return True
    return False


def _governed(reading: Reading, first: int) -> Status | None:
    """What the word before "to" makes of an infinitive; it may have an object."""
    for place in range(first - 1, max(-1, first - 9), -1):
        word = reading.word(place)
        if word in (".", ";", ":", ","):
            break
        if word in _THREATENING:
            return "threatened"
        if word in _ORDERING:
            return "ordered"
        if word in _DENYING:
            return "denied"
        if word in _PLANNING:
            return "planned"
        if word in _WISHING:
            return "hypothetical"
        if word in ("managed", "began", "started", "had", "forced", "used", "went"):
            return "happened"
        if word in ("continued", "continue", "continues", "work", "works"):
            return "ongoing"
        if word in ("is", "are", "be"):
            return "planned"
    return None


def _has_if(reading: Reading, place: int) -> bool:
    before = slice(max(0, place + 1 - _BACK), max(0, place))
    if _CONDITIONS.isdisjoint(reading.tokens.lower[before]):
        return False
    for at in range(place - 1, max(-1, place - _BACK), -1):
        if reading.word(at) in (".", ";", ","):
            return False
        if reading.word(at) in _CONDITIONS:
            return True
    return False


def _says_before(reading: Reading, first: int) -> bool:
    before = slice(max(0, first - _BACK), max(0, first))
    return not REPORTING.isdisjoint(reading.tokens.lower[before])


def _group_words(reading: Reading, group: Group, trigger: Trigger) -> frozenset[str]:
    return frozenset(reading.word(place) for place in range(group.first, trigger.first))
