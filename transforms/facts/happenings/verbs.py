"""The group of helping words around a verb: voice, time, negation, what governs it."""

from typing import Literal, NamedTuple

from transforms.facts.happenings.triggers import Trigger
from transforms.facts.happenings.words import (
    BE,
    DO,
    FUTURE,
    HAVE,
    NEGATIONS,
    POSSIBLE,
    is_adverb,
)
from transforms.facts.names.tokens import Tokens

_ADVERBS_MAX = 12
_HELPERS = BE | HAVE | DO | FUTURE | POSSIBLE | NEGATIONS
_DUE = frozenset(["due", "set", "expected", "scheduled", "about", "going", "ready"])

Time = Literal["past", "present", "future", "possible"]


class Group(NamedTuple):
    """The verb with its helpers; ``first`` is the token where they begin."""

    first: int
    is_passive: bool
    is_negated: bool
    is_progressive: bool
    is_perfect: bool
    is_infinitive: bool
    is_bare: bool
    """A participle or gerund without any helper: "initially occupied by"."""
    time: Time


def read_group(tokens: Tokens, trigger: Trigger) -> Group:
    """The group of a verb that names an event."""
    place = trigger.first - 1
    helpers: list[str] = []
    steps = 0
    while place >= 0 and steps < _ADVERBS_MAX:
        word = tokens.lower[place]
        if not (word in _HELPERS or is_adverb(word) or word == "to"):
            break
        helpers.append(word)
        place -= 1
        steps += 1
        if word == "to":
            break
    # Adverbs at the edge belong to what stands before: "on Thursday only".
    while helpers and is_adverb(helpers[-1]) and helpers[-1] != "to":
        helpers.pop()
        place += 1
    return _group(tokens, trigger, place + 1, helpers)


def _group(tokens: Tokens, trigger: Trigger, first: int, helpers: list[str]) -> Group:
    words = frozenset(helpers)
    is_infinitive = bool(helpers) and helpers[-1] == "to"
    has_be = bool(words & BE)
    is_participle = trigger.form == "participle"
    is_bare = not helpers and trigger.form in ("participle", "gerund")
    following = tokens.lower[trigger.after] if trigger.after < len(tokens.lower) else ""
    return Group(
        first=first,
        is_passive=is_participle
        and (has_be or (is_bare and following == "by"))
        and not (following == "to" and tokens.lower[trigger.first] == "opposed"),
        is_negated=bool(words & NEGATIONS),
        is_progressive=trigger.form == "gerund" and has_be,
        is_perfect=bool(words & HAVE),
        is_infinitive=is_infinitive,
        is_bare=is_bare,
        time=_time(tokens, trigger, words, first, is_infinitive),
    )


def _time(
    tokens: Tokens,
    trigger: Trigger,
    words: frozenset[str],
    first: int,
    is_infinitive: bool,
) -> Time:
    if words & FUTURE:
        return "future"
    if words & POSSIBLE:
        return "possible"
    if is_infinitive:
        before = tokens.lower[first - 1] if first else ""
        return "future" if before in BE or before in _DUE else "possible"
    if words & {"was", "were", "had", "did", "been"} or trigger.form == "past":
        return "past"
    if trigger.form == "participle":
        return "past"
    return "present"
