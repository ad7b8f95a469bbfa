"""Which way a clause looks: back, ahead, or neither.

A weekday or month without a year lies before or after the day of publication as the
verb beside it says. Tokens of the sentence arrive, a direction leaves.
"""

from typing import Literal

from transforms.facts.timex.tokens import Tokens
from transforms.facts.timex.words import word_set

Direction = Literal[-1, 0, 1]
"""Past, unknown, ahead."""

_MODALS = word_set("will ll shall would may might should must wo")
_AHEAD = _MODALS | word_set(
    """
    due scheduled slated expected planned plans plan planning hopes hope intends
    intend intended wants want aims aim promises pledges vows upcoming
    forthcoming going likely deadline expire expires
    """
)
_WEAK = word_set(
    """
    is are am can cannot if unless could begin begins start starts open opens
    resume resumes arrive arrives leave leaves meet meets end ends vote votes
    travel travels visit visits unveil unveils let return returns head heads
    """
)
"""Present forms: they look ahead only where nothing else is said."""
_PROMISES = word_set(
    """
    agreed planned expected scheduled due set vowed promised pledged threatened
    hoped wanted intended decided prepared preparing plans plan wants want hopes
    hope agrees intends aims going likely ready need needs have has invited
    ordered asked urged called told supposed expects expect slated refused is
    are was were
    """
)
_BACK = word_set(
    """
    was were had did said been has have told came went took made got gave began
    saw left met held won lost fell rose broke shot hit cut put sent spent spoke
    struck brought bought built caught fought found flew fled grew knew led paid
    ran sank sold shook sought stood swore taught thought threw wore wrote
    wounded drove ate became beat bore chose drew drank felt forgot froze hid
    hung kept laid lay lent lit meant overthrew read rang rode sang sat slept
    slid split spread stole stuck swept swam tore understood woke withdrew says
    """
)
_CLAUSES = word_set("that which who when while where because although though")
_NOT_PAST = word_set(
    """
    need speed hundred indeed embed breed feed seed shed red bed armed united
    unprecedented limited
    """
)
_PLANNED = word_set("due scheduled slated expected planned likely")
_PRONOUNS = word_set("us me him them it you")
_LIMITS = word_set("until till through by")
_HELPERS = _MODALS | word_set("could to")
_WINDOW = 25


def direction(
    tokens: Tokens, first: int, last: int, has_weak_cues: bool = True
) -> Direction:
    """-1 if the clause around tokens ``first`` to ``last`` is past, 1 if it lies ahead.

    The present counts as ahead only with ``has_weak_cues``: it may say "on Monday" of
    the next one, hardly "in October". "since" is always past, a possessive ("Tuesday's
    vote") nearly so; else the nearest verb before the expression decides, else the
    nearest one after it.
    """
    if first and tokens.words[first - 1] == "since":
        return -1
    if tokens.codes[last + 1 : last + 2] == "'":
        return -1
    found = _before(tokens, first, has_weak_cues)
    if found is None:
        return 0
    return found or _after(tokens, last, has_weak_cues)


def looks_until(tokens: Tokens, first: int) -> bool:
    """Whether "until", "through" or "by" stands before: the nearer date is meant."""
    position = first - 1
    while position > 0 and first - position < 5 and tokens.codes[position] in "Bpt-":
        position -= 1
    return position >= 0 and tokens.words[position] in _LIMITS


def _before(tokens: Tokens, first: int, has_weak_cues: bool) -> Direction | None:
    """The nearest cue's direction; None where it leaves both open ("was due to")."""
    weak: Direction = 0
    for position in range(first - 1, max(first - _WINDOW, -1), -1):
        word = tokens.words[position]
        if tokens.codes[position] == "." and word in ".;":
            break
        if word == "to" and _is_infinitive(tokens, position):
            if _commits(tokens, position):
                return _with_helper(tokens, position, 1)
            continue
        if word in _WEAK:
            weak = weak or (1 if has_weak_cues else 0)
            continue
        found = _cue(tokens, position)
        if found:
            return _with_helper(tokens, position, found)
        if word in _CLAUSES and weak:
            break
    return weak


def _after(tokens: Tokens, last: int, has_weak_cues: bool) -> Direction:
    weak: Direction = 0
    for position in range(last + 1, min(last + _WINDOW, len(tokens.words))):
        word = tokens.words[position]
        if tokens.codes[position] == "." and word in ".;":
            break
        if word in _WEAK:
            weak = weak or (1 if has_weak_cues else 0)
            continue
        found = _cue(tokens, position)
        if found:
            return found
    return weak


def _cue(tokens: Tokens, position: int) -> Direction:
    word, code = tokens.words[position], tokens.codes[position]
    if word in _AHEAD:
        return 0 if code in "mM" else 1
    if word == "set":
        return (
            1
            if tokens.words[position + 1 : position + 2] in (("for",), ("to",))
            else -1
        )
    if word in _BACK:
        return -1
    if code == "x" and len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST:
        is_adjective = position > 0 and tokens.codes[position - 1] in "at"
        return 0 if is_adjective else -1
    return 0


def _with_helper(tokens: Tokens, position: int, found: Direction) -> Direction | None:
    """Participles behind "will be" look ahead; "was due" may have come about."""
    for back in range(position - 1, max(position - 4, -1), -1):
        word = tokens.words[back]
        if found < 0 and word in _MODALS:
            return 1
        if found < 0 and word == "be" and tokens.words[back - 1] in _HELPERS:
            return 1 if tokens.words[back - 1] != "could" else -1
        if found > 0 and word == "been" and tokens.words[back - 1] == "had":
            return -1
        if found > 0 and word in ("was", "were"):
            planned = _PLANNED.intersection(tokens.words[back + 1 : position + 1])
            return None if planned else found
    return found


def _is_infinitive(tokens: Tokens, position: int) -> bool:
    is_word = tokens.codes[position + 1 : position + 2] == "x"
    return is_word and tokens.words[position + 1] not in _PRONOUNS


def _commits(tokens: Tokens, position: int) -> bool:
    """ "agreed to meet" looks ahead, "flew to meet" does not."""
    before = tokens.words[max(position - 3, 0) : position]
    return any(word in _PROMISES for word in before)
