"""Whether a phrase without a name can be who speaks: words arrive, those kept leave."""

from collections.abc import Sequence

from transforms.facts.quoting.verbs import speech_verbs

_NO_OPENING_TEXT = """
    nor not until once
    however meanwhile instead then also later earlier still yet so thus therefore
    specifically concerning regarding despite during about like unlike unless whether
    in on at by for from with of to into through between among against under over
    what why how where there here no yes them me him it he’s he's she’s
    she's it’s it's they’re they're we’re we're i’m i'm you’re you're that’s that's"""
_NO_OPENING = frozenset(_NO_OPENING_TEXT.split())
_CONJUNCTIONS_TEXT = """
    as when while after before because although though since if that"""
CONJUNCTIONS = frozenset(_CONJUNCTIONS_TEXT.split())
"""Words that may stand before the subject of a clause."""
_VERBS_TEXT = """
    is are was were be been being am has have had will would shall should can could
    may might must do does did isn’t isn't wasn’t wasn't don’t don't can’t can't
    won’t won't"""
_VERBS = frozenset(_VERBS_TEXT.split())
_NO_ENDING_TEXT = """
    also even still then later long outright ever never now just only again already
    once simply recently previously reportedly flat-out itself himself herself
    themselves repeatedly always often sometimes and or but who which that"""
_NO_ENDING = frozenset(_NO_ENDING_TEXT.split())
_BEHIND_VERBS_TEXT = """
    the a an his her its their our my them him it us me in on at by for from with of to
    into as about over up out off down"""
_BEHIND_VERBS = frozenset(_BEHIND_VERBS_TEXT.split())
_TIMES_TEXT = """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tonight
    tomorrow early late earlier later last this morning afternoon evening night week
    month year immediately after following"""
TIMES = frozenset(_TIMES_TEXT.split())
"""Words that tell when, between a subject and its verb."""
_SHORT_TEXT = """
    it’s it's he’s he's she’s she's that’s that's they’re they're we’re we're i’m i'm
    you’re you're"""
_SHORT = frozenset(_SHORT_TEXT.split())
_OBJECTS_TEXT = """
    a an the his her its their to that him them it"""
_OBJECTS = frozenset(_OBJECTS_TEXT.split())
_WORDS_MAX = 12


def speaking(words: Sequence[str]) -> int:
    """How many of the words, in lower case, name a speaker; 0 for none.

    "company flat-out" is the company, "campaign declined to comment" the campaign;
    "resigned in October", "pushing a stroller" and "the deal was too late" are clauses
    that lost their subject, and "early Friday" is nobody.
    """
    after = _before_verb(words)
    while after and (words[after - 1] in _NO_ENDING or words[after - 1] in TIMES):
        after -= 1
    if not after or words[0] in _NO_OPENING or not _VERBS.isdisjoint(words[:after]):
        return 0
    is_verb_like = words[0].endswith(("ed", "ing")) and len(words[0]) > 4
    if is_verb_like and after > 1 and words[1] in _BEHIND_VERBS:
        return 0
    if speech_verbs().get(words[0]) == "g" or not _SHORT.isdisjoint(words[:after]):
        return 0
    return after


def _before_verb(words: Sequence[str]) -> int:
    """Where a clause goes on behind its subject: a past with an object, as in
    "campaign declined to comment", but not "the retired general"."""
    count = min(len(words), _WORDS_MAX)
    for place in range(1, count - 1):
        is_past = words[place].endswith("ed") and len(words[place]) > 4
        if words[place] == "also" or (is_past and words[place + 1] in _OBJECTS):
            return place
    return count
