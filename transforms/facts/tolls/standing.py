"""How a toll stands: as stated, revised since, denied or only possible.

The words of a sentence and a claim arrive, its status leaves.
"""

from typing import Literal

from transforms.facts.tolls.frames import Claim
from transforms.facts.tolls.lexicon import (
    DENIALS,
    EARLIER,
    HEDGES,
    INTENTS,
    MODALS,
    SKIPPED,
)
from transforms.facts.tolls.words import Words

Status = Literal["stated", "revised", "denied", "hypothetical"]

_BACK = 5
_CLAUSE = 9
_AHEAD = frozenset(
    ["are", "is", "were", "was", "due", "set", "expected", "likely", "scheduled"]
)
_FEARS = frozenset({"feared", "fears", "fear"})
_DENIED = frozenset({"denied", "denies", "denying", "deny", "evidence", "rejected"})
_EARLIER_BACK = 4
_FORECAST_BACK = 14
_CAUSING = frozenset(["cause", "have", "see", "bring", "mean", "result", "lead", "be"])
_HARMING = frozenset(["kill", "injure", "wound", "hurt", "displace"])
_FORECASTS = frozenset(["prediction", "predictions", "forecast", "projection"])
_ENDS = frozenset({"said", "says", "told", "reported", ";", "“", "”", '"', "."})
_SAID = frozenset({"said", "says", "told", "reported", ",", ";", "“", "”", '"'})


def status_of(words: Words, claim: Claim) -> Status:
    """The status of what the claim says, not of saying it."""
    if _is_earlier(words, claim) or _was_said_first(words, claim):
        return "revised"
    if _is_forecast(words, claim):
        return "hypothetical"
    if claim.pattern == "toll":
        return _of_clause(words, claim) or "stated"
    return _of_verb(words, claim) or _of_clause(words, claim) or "stated"


def _of_verb(words: Words, claim: Claim) -> Status | None:
    """What the helping verbs right before the word of harm make of it."""
    for at in range(claim.anchor - 1, max(-1, claim.anchor - 1 - _BACK), -1):
        word = words.lower(at)
        if word in MODALS or word in INTENTS or word in ("almost", "nearly"):
            return "hypothetical"
        if word == "to" and _is_ahead(words, claim, at):
            return "hypothetical"
        if word in DENIALS and claim.victims.low:
            return None if words.lower(at + 1) == "only" else "denied"
        if word not in SKIPPED and not word.endswith("ly"):
            break
    return None


def _is_forecast(words: Words, claim: Claim) -> bool:
    """ "could infect millions and, at worst, cause 2,000 deaths", "a forecast of"."""
    at = claim.victims.first - 1
    while at >= 0 and words.lower(at) in HEDGES | {"in", "to"}:
        at -= 1
    verb = at if claim.pattern == "noun" else claim.anchor
    is_base = words.lower(verb) in (_CAUSING if claim.pattern == "noun" else _HARMING)
    for back in range(at, max(-1, at - _FORECAST_BACK), -1):
        word = words.lower(back)
        if word in _FORECASTS or (is_base and back < verb and word in MODALS):
            return True
        if word in _ENDS:
            break
    return False


def _is_ahead(words: Words, claim: Claim, at: int) -> bool:
    """ "plans to kill", "are to be evacuated"; not "had to be evacuated"."""
    if words.lower(at + 1) == "have":
        return False  # "claimed to have killed", "believed to have died"
    if claim.pattern != "subject":
        return True
    return words.lower(at - 1) in _AHEAD


def _of_clause(words: Words, claim: Claim) -> Status | None:
    """What opens the clause: if, denied, feared, no evidence that."""
    start = min(claim.anchor, claim.victims.first)
    for at in range(start - 1, max(-1, start - 1 - _CLAUSE), -1):
        word = words.lower(at)
        if word in ("if", "unless", "whether") or word in _FEARS:
            return "hypothetical"
        if word == "event" and words.lower(at - 2) == "in":
            return "hypothetical"
        if word in _DENIED and claim.victims.low:
            return "denied"
        if word in _SAID:
            break
    return None


def _was_said_first(words: Words, claim: Claim) -> bool:
    """ "Officials initially said 12 people had died", "the initial report spoke of"."""
    start = min(claim.anchor, claim.victims.first)
    for at in range(max(0, start - _BACK), start):
        if words.lower(at) in ("initially", "originally"):
            return True
        is_early = words.lower(at) in ("initial", "preliminary", "first")
        if is_early and words.lower(at + 1) in ("report", "reports", "count"):
            return True
    return False


def _is_earlier(words: Words, claim: Claim) -> bool:
    """ "an earlier toll of three", "first given as nine", "up from 12"."""
    if claim.pattern != "toll":
        return False
    at = claim.victims.first - 1
    while at >= 0 and words.lower(at) in HEDGES - {"to", "of"}:
        at -= 1
    if words.lower(at) == "from":
        return True
    near = {words.lower(each) for each in range(max(0, at - _EARLIER_BACK), at + 1)}
    return bool(near & EARLIER) and words.lower(at) != "to"
