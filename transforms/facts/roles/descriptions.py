"""Whom a description means: "the Florida senator", "the ministry".

A definite phrase without a name arrives; the person whom the text has introduced with
that role leaves, or the body whose name holds the word.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from transforms.facts.documents import Document
from transforms.facts.names.mention import Mention
from transforms.facts.roles.finding import Finding, find_roles
from transforms.facts.roles.lexicon import is_role, words_of

_WORD = re.compile(r"[^\W_]++(?:[-'’.][^\W_]++)*+\.?")
_DEFINITE = re.compile(r"(?:^|[^\w])(?:[Tt]he|[Tt]hat|[Tt]his)\s+$")
_SAME = {
    "sen": "senator",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
    "rep": "congressman",
    "congresswoman": "congressman",
    "contender": "candidate",
    "hopeful": "candidate",
    "nominee": "candidate",
    "pm": "premier",
    "attorney": "lawyer",
    "gop": "republican",
    "u.s": "american",
    "us": "american",
}
"""Words of one meaning; the other words stand for themselves."""
_ANYBODY_TEXT = """
    official aide adviser advisor source expert analyst member leader person resident
    witness supporter critic agent worker employee staffer spokesperson soldier fighter
    militant doctor teacher student driver guard officer player"""
_ANYBODY = frozenset(_ANYBODY_TEXT.split())
"""Heads that mean somebody without a name as often as one who was named."""
_LOOSE = frozenset(("former", "ex", "then", "new", "current", "outgoing", "late"))
_LOWER = frozenset(("vice", "deputy", "assistant"))
"""What makes another office of a role, unless the description says it too."""
_WORDS_MAX = 8
_IN_GENERAL = re.compile(r"\s+(?:who|that|whose|which)\b")
"""What follows a description of anybody: "the candidate who wins"."""
_RIVALS = frozenset(("candidate", "leader", "chairman", "player"))
"""Of these each party has its own: one is never meant by a name that is not his."""
_PARTIES_TEXT = """
    republican democratic democrat libertarian green labour labor conservative liberal
    tory socialist communist"""
_PARTIES = frozenset(_PARTIES_TEXT.split())
_NEAR = 1_500
"""Characters before a description within which he who is meant is named."""
_NAME_WORDS_MAX = 6
_READ_MAX = 50
"""Introductions before a description that are looked at; bounds the work."""
_COMPLEMENTS = frozenset(("of", "for", "at", "from", "in"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Introduced:
    """One statement that somebody has a role, in folded words."""

    person: Mention
    start_char: int
    words: frozenset[str]
    """The role's own, in lower case."""
    names: frozenset[str]
    """Countries, states, parties and bodies that go with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Description:
    head: str
    plain: frozenset[str]
    names: frozenset[str]


def find_described(document: Document, start: int, end: int) -> Mention | None:
    """The mention that introduces whom ``text[start:end]`` means; None where it is
    nobody for certain. An article before it belongs to the phrase or stands outside.
    """
    described = _described(document.text, start, end)
    if described is None or _IN_GENERAL.match(document.text, end):
        return None
    introduced = document.once(_people).get(described.head, ())
    place = bisect_left(introduced, start, key=_start)
    near = introduced[max(place - _READ_MAX, 0) : place]
    held = [each for each in near if _fits(described, each)]
    sure = [each for each in held if described.names <= each.names | each.words]
    if sure:
        return _last_named(document, sure, start)
    if described.names and described.head not in _RIVALS:
        held = [each for each in held if not each.names]
        is_place = _PARTIES.isdisjoint(described.names)
        if is_place and len(_entities(held)) == 1:
            return _last_named(document, held, start)
        return None
    return _body(document, described, start)


def _described(text: str, start: int, end: int) -> _Description | None:
    words = text[start:end].split(None, _WORDS_MAX)
    if words and words[0].lower() in ("the", "that", "this"):
        words = words[1:]
    elif _DEFINITE.search(text, max(start - 6, 0), start) is None:
        return None
    if not words or len(words) >= _WORDS_MAX:
        return None
    stop = next(
        (place for place, word in enumerate(words) if word in _COMPLEMENTS), len(words)
    )
    if not stop:
        return None
    head, others = words[stop - 1], [*words[: stop - 1], *words[stop + 1 :]]
    return _Description(
        head=_fold(head),
        plain=frozenset(_fold(word) for word in others if word[0].islower()),
        names=frozenset(_fold(word) for word in others if not word[0].islower()),
    )


def _fold(word: str) -> str:
    folded = word.lower().strip(".,").removesuffix("'s").removesuffix("’s")
    return _SAME.get(folded, folded)


def _people(document: Document) -> Mapping[str, Sequence[_Introduced]]:
    """Word of a role -> who was introduced with it, in reading order."""
    found: dict[str, list[_Introduced]] = {}
    for finding in find_roles(document):
        if finding.has_role:
            introduced = _introduced(document, finding)
            roles = {_fold(word) for word in introduced.words if is_role(word)}
            for word in roles - _ANYBODY:
                found.setdefault(word, []).append(introduced)
    return {word: sorted(held, key=_start) for word, held in found.items()}


def _start(introduced: _Introduced) -> int:
    return introduced.start_char


def _introduced(document: Document, finding: Finding) -> _Introduced:
    said = document.text[finding.start_char : finding.end_char].lower()
    words = [match[0] for match in _WORD.finditer(said)]
    around = (finding.country, finding.organisation)
    names = {word for each in around if each for word in _folded(each.name)}
    return _Introduced(
        person=finding.person,
        start_char=min(finding.start_char, finding.person.start_char),
        words=frozenset((*words, *map(_fold, words))),
        names=frozenset(names),
    )


def _folded(text: str) -> Iterator[str]:
    return (_fold(match[0]) for match in _WORD.finditer(text))


def _fits(described: _Description, introduced: _Introduced) -> bool:
    """Whether no plain word of the description is missing from the role, and no lower
    office is meant."""
    plain = described.plain - _LOOSE
    if not plain <= introduced.words | introduced.names:
        return False
    return not _LOWER & introduced.words - described.plain


def _entities(introduced: Sequence[_Introduced]) -> set[int]:
    return {each.person.entity for each in introduced}


def _last_named(
    document: Document, introduced: Sequence[_Introduced], start: int
) -> Mention | None:
    """Of several with the role the one who was named last, unless long ago."""
    places = document.once(_places)
    when, _, person = max(
        (_last_before(places[each.person.entity], start), number, each.person)
        for number, each in enumerate(introduced)
    )
    return person if start - when <= _NEAR else None


def _last_before(places: Sequence[int], start: int) -> int:
    place = bisect_left(places, start)
    return places[place - 1] if place else -1


def _places(document: Document) -> Mapping[int, Sequence[int]]:
    """Entity -> where it is mentioned."""
    places: dict[int, list[int]] = {}
    for mention in document.mentions:
        places.setdefault(mention.entity, []).append(mention.start_char)
    return places


def _body(document: Document, described: _Description, start: int) -> Mention | None:
    """The last body before whose name holds the words: "the ministry"."""
    if described.plain or described.head not in words_of("body"):
        return None
    bodies = document.once(_bodies).get(described.head, ())
    place = bisect_left(bodies, start, key=lambda each: each.start_char)
    for mention in bodies[max(place - _READ_MAX, 0) : place][::-1]:
        if start - mention.start_char > _NEAR:
            return None
        if described.names <= set(_folded(mention.name)):
            return mention
    return None


def _bodies(document: Document) -> Mapping[str, Sequence[Mention]]:
    """Word of a name -> the organisations that bear it, in reading order; no lines of
    capitals that were taken for one name."""
    found: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        words = set(_folded(mention.name))
        if mention.kind == "organisation" and 1 < len(words) <= _NAME_WORDS_MAX:
            for word in words:
                found.setdefault(word, []).append(mention)
    return found
