"""Subjects that an aside parts from their verb: "X, who left in May, told reporters".

The words before a verb arrive; the name that the aside is about leaves.
"""

from collections.abc import Sequence

from transforms.facts.documents import Document
from transforms.facts.names.mention import Mention
from transforms.facts.quoting.tokens import PREPOSITIONS, Token
from transforms.facts.quoting.verbs import is_auxiliary, is_past, speech_verbs
from transforms.facts.roles.lexicon import is_modifier, is_role, words_of

_OPENINGS_TEXT = """
    a an the his her their its who whose whom which one another now then also both
    himself herself formerly currently long"""
_OPENINGS = frozenset(_OPENINGS_TEXT.split())
"""Words that an aside about somebody begins with."""
_STARTS = frozenset(
    [",", ";", ":", "—", "–", "and", "but", "that", "while", "as", "so"]
)
"""What stands before a subject where no sentence begins."""
_ENDS = frozenset([";", ":", "—", "–", '"', "“", "”", "?", "!"])
"""Signs that no aside goes over."""
_JOINS = frozenset(("and", "but", "while", "so", "yet"))
_TITLES_MAX = 6


def parted_subject(
    document: Document, tokens: Sequence[Token], after: int
) -> Mention | None:
    """The name whose aside ends with the comma before ``tokens[after]``.

    The first in the clause that stands where a subject does and is followed by a comma
    and an aside: of "John Weaver, who once worked with Manafort, wrote" Weaver.
    """
    if after < 2 or tokens[after - 1].word != ",":
        return None
    starts = {token.start_char: place for place, token in enumerate(tokens)}
    mentions = document.mentions_between(
        tokens[0].start_char, tokens[after - 1].start_char
    )
    for mention in mentions:
        place = starts.get(mention.start_char)
        is_speaker = mention.kind in ("person", "organisation")
        if not is_speaker or place is None or mention.form == "pronoun":
            continue
        behind = _behind(tokens, mention, place, after)
        if tokens[behind].word != "," or not _is_subject(tokens, place):
            continue
        if behind == after - 1:
            if mention.kind == "person" and _is_apposed(tokens, place):
                return mention
            continue
        if _is_aside(document, tokens[behind + 1 : after - 1]):
            return mention
    return None


def _behind(tokens: Sequence[Token], mention: Mention, place: int, after: int) -> int:
    """The first token behind a name and what goes with it: brackets, "union"."""
    while place < after - 1 and tokens[place].start_char < mention.end_char:
        place += 1
    if tokens[place].lower in words_of("body") and place < after - 1:
        place += 1
    if tokens[place].word != "(":
        return place
    for closing in range(place + 1, min(place + 8, after - 1)):
        if tokens[closing].word == ")":
            return closing + 1
    return place


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    """Whether only titles stand between the name and where a clause begins."""
    for back in range(place - 1, max(place - 1 - _TITLES_MAX, -1), -1):
        token = tokens[back]
        if token.lower in _STARTS:
            return True
        is_title = is_role(token.lower) or is_modifier(token.lower)
        if not (token.word[0].isupper() or is_title or token.lower in _OPENINGS):
            return False
        if token.lower in PREPOSITIONS:
            return False
    return place <= _TITLES_MAX


def _is_apposed(tokens: Sequence[Token], place: int) -> bool:
    """ "A spokeswoman for the hotels, Jennifer Rodstrom, said"."""
    if place < 2 or tokens[place - 1].word != ",":
        return False
    phrase = tokens[max(place - 1 - 2 * _TITLES_MAX, 0) : place - 1]
    return any(is_role(token.lower) for token in phrase)


def _is_aside(document: Document, words: Sequence[Token]) -> bool:
    """Whether the words tell who somebody is, and no clause of their own."""
    if not words or any(token.word in _ENDS for token in words):
        return False
    if not _opens_aside(document, words):
        return False
    return not any(
        words[place].word == "," and _goes_on(words[place + 1])
        for place in range(len(words) - 1)
    )


def _opens_aside(document: Document, words: Sequence[Token]) -> bool:
    first = words[0].lower
    if first in _OPENINGS | PREPOSITIONS or first[0].isdigit():
        return True
    if is_role(first) or is_modifier(first):
        return True
    end = words[-1].end_char
    mentions = document.mentions_between(words[0].start_char, end)
    if mentions and mentions[0].start_char == words[0].start_char:
        return document.text[mentions[0].end_char :][:2] in ("'s", "’s", "s'")
    return len(words) > 1 and is_role(words[1].lower)


def _goes_on(token: Token) -> bool:
    """Whether a clause goes on here behind a comma: ", won the vote", ", and"."""
    if token.lower in _JOINS or is_past(token.lower) or is_auxiliary(token.lower):
        return True
    return speech_verbs().get(token.lower) in ("s", "d")
