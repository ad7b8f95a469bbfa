"""What a person is by the words after the name: "X, 34, a teacher in Y"."""

from transforms.facts.roles.clauses import Clause
from transforms.facts.roles.lexicon import (
    COPULAS,
    DETERMINERS,
    OWN,
    is_modifier,
    is_role,
    words_of,
)
from transforms.facts.roles.phrase import Phrase

_WORDS_MAX = 8
_COMPLEMENT_WORDS_MAX = 12
_POSSESSIVES = frozenset({"'s", "’s"})
_INTO_COMPLEMENT = frozenset(["of", "at", "for", "with", "in", "to", "on", "from"])
_ENDS_TEXT = """
    , . ; : ) ! ? — – - " ” “ who whose which that said says told has had is was
    were will would added recounts described called denied"""
_ENDS = frozenset(_ENDS_TEXT.split())
_SUFFIXES = frozenset(
    ["qc", "kc", "mp", "mep", "jr", "jr.", "sr", "sr.", "obe", "cbe", "phd", "md"]
)
_CHANGES = frozenset(
    ["named", "appointed", "elected", "made", "chose", "nominated", "hired"]
)


def read_after(clause: Clause, after: int, before: str) -> Phrase | None:
    """The description that follows the name ending before token ``after``.

    ``before`` is the word before the name: "named X chairman".
    """
    place = after
    while clause.word(place) in _SUFFIXES:
        place += 1
    word = clause.word(place)
    if word == "(":
        return None
    if word in COPULAS:
        return _described(clause, place + 1, "copula")
    if before in _CHANGES:
        return _described(clause, place + (word == "as"), "change")
    if word in ("of", "from"):
        return _belongs(clause, place + 1)
    if word != ",":
        return None
    place = _over_age_and_home(clause, place + 1)
    if clause.word(place) in ("of", "from", "at", "with"):
        return _belongs(clause, place + 1)
    return _described(clause, place, "apposition")


def _over_age_and_home(clause: Clause, place: int) -> int:
    """Past "34," and "of Solihull,"."""
    if clause.word(place) == "aged":
        place += 1
    if clause.word(place).isdecimal() and clause.word(place + 1) == ",":
        place += 2
    mention = clause.mention(place + 1)
    if clause.word(place) in ("of", "from") and mention is not None:
        behind = clause.after_of(place + 1)
        if mention.kind == "location" and clause.word(behind) == ",":
            place = behind + 1
    return place


def _belongs(clause: Clause, place: int) -> Phrase | None:
    """ "X of Galt & Taggart": no role, but an organisation."""
    while clause.word(place) in DETERMINERS or is_modifier(clause.word(place)):
        place += 1
    mention = clause.mention(place)
    if mention is None or mention.kind != "organisation":
        return None
    return Phrase(organisation=mention, pattern="of")


def _described(clause: Clause, place: int, pattern: str) -> Phrase | None:
    phrase = Phrase(pattern=pattern)
    is_led = clause.word(place) in DETERMINERS
    if is_led:
        phrase.points_back = clause.word(place) in OWN
        place += 1
    head = _head(clause, place, phrase)
    if head < 0:
        return None
    phrase.after = head + 1
    following = clause.mention(head + 1)
    if following is not None and following.kind == "person":
        return None
    _complement(clause, phrase)
    is_bare = not is_led and phrase.first <= place and phrase.organisation is None
    if pattern == "copula" and is_bare:
        return None
    behind = clause.word(phrase.after)
    is_open = pattern == "apposition" and behind and behind not in _ENDS
    if is_open and not is_led and phrase.organisation is None:
        return None
    return phrase


def _head(clause: Clause, place: int, phrase: Phrase) -> int:
    """The role's noun at the end of its noun phrase; -1 where none is."""
    phrase.first = place
    head = -1
    for here in range(place, place + _WORDS_MAX):
        word = clause.word(here)
        mention = clause.mention(here)
        if mention is not None and mention.kind == "person":
            break
        if word in _POSSESSIVES and head < 0:
            _take_owner(clause, here - 1, phrase)
            phrase.first = here + 1
            continue
        if not word or (not word[0].isalnum() and word != "&"):
            break
        is_joined = word == "and" and is_modifier(clause.word(here + 1))
        if clause.is_stop(here) and not is_joined:
            break
        if mention is not None and mention.kind == "organisation" and head < 0:
            phrase.organisation = mention
        elif mention is not None and head < 0 and here == phrase.first:
            phrase.country = mention
        if is_role(word) and not (mention and mention.kind == "organisation"):
            head = here
        elif head >= 0:
            break
    return head


def _take_owner(clause: Clause, place: int, phrase: Phrase) -> None:
    mention = clause.mention(place)
    if mention is None:
        phrase.points_back = clause.word(place) in words_of("body")
    elif mention.kind == "organisation":
        phrase.organisation = mention
    else:
        phrase.country = mention


def _complement(clause: Clause, phrase: Phrase) -> None:
    """Takes in "at a local hospital", and the organisation named there."""
    place = phrase.after
    if clause.word(place) not in _INTO_COMPLEMENT:
        return
    ceiling = place + _COMPLEMENT_WORDS_MAX
    while place < ceiling and clause.word(place) and clause.word(place) not in _ENDS:
        mention = clause.mention(place)
        if mention is not None and mention.kind == "person":
            break
        if mention is not None and mention.kind == "organisation":
            phrase.organisation = phrase.organisation or mention
        elif mention is not None and phrase.country is None:
            phrase.country = mention
        is_body = clause.word(place) in words_of("body")
        if is_body and phrase.organisation is None:
            phrase.points_back = clause.word(place - 1) in ("the", "its", "our")
        place += 1
    phrase.after = place
