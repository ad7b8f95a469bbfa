"""Who a clause of speech is about: words beside a verb arrive, a speaker leaves."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.facts.documents import Document
from transforms.facts.names.mention import Mention
from transforms.facts.quoting.asides import parted_subject
from transforms.facts.quoting.phrases import CONJUNCTIONS, TIMES, speaking
from transforms.facts.quoting.tokens import PREPOSITIONS, Token
from transforms.facts.quoting.verbs import is_auxiliary, speech_verbs
from transforms.facts.roles.lexicon import is_role

_BOUNDARIES_TEXT = """
    ; : — – ( [ ] that but while because although though if whether where when so
    and or than yet who which " “ ”"""
_BOUNDARIES = frozenset(_BOUNDARIES_TEXT.split())
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "i", "we", "you", "who", "which", "this", "that"]
)
_LEADING = frozenset(["a", "an", "the"])
_POSSESSIVES = frozenset(("his", "her"))
_BRACKET = re.compile(r"\s*\([^()]{1,40}\)\s+(\w+)")
_RELATIVES = frozenset(("who", "which"))
_JOINS = frozenset(("and", "&"))
_OPENINGS = frozenset(("and", "but", "or", "so", "then", "yet"))
_ADVERBS = frozenset(("however", "meanwhile", "instead", "still", "later", "now"))
_TITLE_JOINS = frozenset(("of", "the", "and", "for", "&"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The words that name a speaker, and the mention among them if there is one."""

    start_char: int
    end_char: int
    mention: Mention | None


def subject_before(
    document: Document, tokens: Sequence[Token], verb: int
) -> Speaker | None:
    """The subject that ends before ``tokens[verb]``; None where none is there."""
    after = verb
    while after and is_auxiliary(tokens[after - 1].lower):
        after -= 1
    if not after:
        return None
    parted = parted_subject(document, tokens, after)
    if parted is not None:
        return _named(parted)
    first = _clause_start(tokens, after)
    is_relative = first > 0 and tokens[first - 1].lower in _RELATIVES
    if is_relative and (first == after or tokens[first].lower in PREPOSITIONS):
        return _antecedent(document, tokens[: first - 1])
    return head(document, tokens[first:after])


def _antecedent(document: Document, tokens: Sequence[Token]) -> Speaker | None:
    """The name that "who" stands behind."""
    if not tokens:
        return None
    start, end = tokens[0].start_char, tokens[-1].end_char
    mentions = document.mentions_between(start, end)
    named = next((each for each in reversed(mentions) if each.kind != "other"), None)
    return _named(named) if named else None


def _named(mention: Mention) -> Speaker:
    start, end = mention.start_char, mention.end_char
    return Speaker(start_char=start, end_char=end, mention=mention)


def subject_after(
    document: Document, tokens: Sequence[Token], verb: int
) -> Speaker | None:
    """The subject that begins behind ``tokens[verb]``, as in "said Smith"."""
    first = verb + 1
    while first < len(tokens) and is_auxiliary(tokens[first].lower):
        first += 1
    after = first
    while after < len(tokens) and not _ends_phrase(tokens, after, first):
        after += 1
    return head(document, tokens[first:after]) if after > first else None


def _ends_phrase(tokens: Sequence[Token], place: int, first: int) -> bool:
    word = tokens[place].lower
    if word in (",", ".", ";", ":", "—", "–", "(", "!", "?", "-"):
        return True
    return place > first and word in (
        "who",
        "in",
        "on",
        "during",
        "when",
        "after",
        "at",
        "to",
        "as",
    )


def _clause_start(tokens: Sequence[Token], after: int) -> int:
    """Where the clause that ends before ``after`` begins.

    A comma ends it too, unless what is between commas is an aside: "Ms Jones, a
    lawyer, said".
    """
    verbs = speech_verbs()
    is_aside = tokens[after - 1].lower == ","
    place = after - 1 if is_aside else after
    while place:
        word = tokens[place - 1].lower
        if word == ")":
            place = _behind_bracket(tokens, place)
            continue
        if word in _BOUNDARIES and not _joins_names(tokens, place - 1):
            break
        if verbs.get(word) in ("s", "d") and not _is_noun(tokens, place - 1):
            break
        if word == ",":
            if is_aside:
                is_aside = False
            elif not _is_adjunct(tokens, place):
                break
        place -= 1
    return place


def _behind_bracket(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that ends before ``place`` begins, or before its sign."""
    floor = max(place - 8, 0)
    for start in range(place - 1, floor - 1, -1):
        if tokens[start].word == "(":
            return start
    return place - 1


def _joins_names(tokens: Sequence[Token], place: int) -> bool:
    return (
        tokens[place].lower in ("and", "or", "–")
        and 0 < place < len(tokens) - 1
        and tokens[place - 1].word[0].isupper()
        and tokens[place + 1].word[0].isupper()
    )


def _is_noun(tokens: Sequence[Token], place: int) -> bool:
    """ "a report", "the claims": nouns that look like verbs."""
    return place > 0 and (
        tokens[place - 1].lower in _LEADING
        or tokens[place - 1].lower.endswith(("'s", "’s"))
        or tokens[place].word[0].isupper()
    )


def _is_adjunct(tokens: Sequence[Token], place: int) -> bool:
    """Whether what follows a comma cannot be a subject: "of Leeds", "34"."""
    if place >= len(tokens):
        return True
    word = tokens[place].lower
    return word in PREPOSITIONS or word[0].isdigit() or word == ","


def is_personal(text: str, speaker: Speaker) -> bool:
    """Whether the words are "he" or "she"."""
    return text[speaker.start_char : speaker.end_char].lower() in ("he", "she")


def is_pronoun(text: str, speaker: Speaker) -> bool:
    """Whether the words are "they", "it" or another pronoun."""
    return text[speaker.start_char : speaker.end_char].lower() in _PRONOUNS


def head(document: Document, tokens: Sequence[Token]) -> Speaker | None:
    """The name that rules a noun phrase, else the phrase itself."""
    tokens = _without_opening(tokens)
    if not tokens:
        return None
    start, end = tokens[0].start_char, tokens[-1].end_char
    mentions = document.mentions_between(start, end)
    if tokens[0].lower in _RELATIVES:
        return None
    chosen = _ruling(document.text, tokens, mentions)
    if chosen is not None:
        return _named(chosen)
    if tokens[0].lower in _PRONOUNS:
        return Speaker(start_char=start, end_char=tokens[0].end_char, mention=None)
    stop = next(
        (place for place, token in enumerate(tokens) if token.lower in ",(" and place),
        len(tokens),
    )
    if tokens[0].lower in _LEADING and stop > 1:
        start = tokens[1].start_char
    if not any(token.word[0].isalpha() for token in tokens[:stop]):
        return None
    if tokens[0].lower in CONJUNCTIONS and stop > 1:
        return head(document, tokens[1:stop])
    first = 1 if tokens[0].lower in _LEADING and stop > 1 else 0
    count = speaking([token.lower for token in tokens[first:stop]])
    if not count:
        return _outermost(tokens[:stop], mentions)
    end = tokens[first + count - 1].end_char
    return Speaker(start_char=start, end_char=end, mention=None)


def _outermost(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Speaker | None:
    """The subject of a clause that was taken for a phrase: "On Friday they"."""
    first, last = tokens[0], tokens[-1]
    for mention in (*mentions[-1:], *mentions[:1]):
        is_outer = mention.end_char == last.end_char
        is_outer = is_outer or mention.start_char == first.start_char
        if is_outer and mention.kind != "other":
            return _named(mention)
    if last.lower in _PRONOUNS:
        return Speaker(start_char=last.start_char, end_char=last.end_char, mention=None)
    return None


def _without_opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without "On Friday," and what else stands before a subject."""
    while tokens:
        word = tokens[0].lower
        comma = next((i for i, t in enumerate(tokens) if t.lower == ","), None)
        if word in PREPOSITIONS and comma is not None and comma + 1 < len(tokens):
            tokens = tokens[comma + 1 :]
        elif not word[0].isalnum() or word in _OPENINGS:
            tokens = tokens[1:]
        elif comma == 1 and (word in _ADVERBS or word.endswith("ly")):
            tokens = tokens[2:]
        else:
            break
    return tokens


def _ruling(
    text: str, tokens: Sequence[Token], mentions: Sequence[Mention]
) -> Mention | None:
    """The mention that is the head: not "Clinton" in "Clinton spokesman Nick Merrill",
    none in "a friend of Bob Jones" and "Bob Jones's doctor"."""
    starts = {token.start_char: place for place, token in enumerate(tokens)}
    for number, mention in enumerate(mentions):
        place = starts.get(mention.start_char, 0)
        if not _may_rule(tokens[:place]):
            return None
        if mention.kind == "other":
            continue
        rest = text[mention.end_char : tokens[-1].end_char]
        if rest.startswith(("'s", "’s")) or rest[:1] in ("'", "’", ")"):
            continue
        if text[mention.start_char : mention.end_char].lower() in _POSSESSIVES:
            continue
        rest = _without_bracket(rest)
        following = rest.split(maxsplit=1)
        is_last = not following or not rest[0].isspace()
        if is_last or following[0].lower() in PREPOSITIONS | _JOINS | TIMES:
            return mention
        if following[0][0] in "(,":
            return mention
        if mention.kind == "person" and number == len(mentions) - 1:
            word = following[0]
            if word[0].isupper() or mention.form == "pronoun":
                return mention
    return None


def _without_bracket(rest: str) -> str:
    """What stands behind a name, but for "(ZTA)" before what somebody is there."""
    bracket = _BRACKET.match(rest)
    if bracket is None or not is_role(bracket[1].lower()):
        return rest
    return rest[bracket.start(1) - 1 :]


def _may_rule(before: Sequence[Token]) -> bool:
    """Whether what stands before a name is a title of it, if it holds a preposition:
    "Secretary of State", not "a friend of"."""
    words = [token.lower for token in before]
    if PREPOSITIONS.isdisjoint(words):
        return True
    if "of" not in words[1:-1]:
        return False
    title = before[max(words.index("of") - 1, 0) :]
    return is_role(title[0].lower) and all(
        token.word[0].isupper() or token.lower in _TITLE_JOINS for token in title
    )
