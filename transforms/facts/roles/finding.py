"""Which role, and which organisation, each person of a document has."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from transforms.facts.documents import Document, Sentence
from transforms.facts.names.lexicon import word_classes
from transforms.facts.names.mention import Mention
from transforms.facts.roles.after import read_after
from transforms.facts.roles.before import read_before, read_inside
from transforms.facts.roles.clauses import Clause, read_clause
from transforms.facts.roles.phrase import Phrase

Relation = Literal["role", "employer", "member_of"]
_MEMBERS = frozenset(
    ["member", "senator", "lawmaker", "mp", "legislator", "fighter", "militant"]
)
_PARTY_WORDS = frozenset(
    ["party", "movement", "front", "dream", "union", "bloc", "coalition"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One statement of what a person is, with the words that make it."""

    sentence: Sentence
    person: Mention
    start_char: int
    """Of the role's words; of the organisation's where no role is said."""
    end_char: int
    has_role: bool
    organisation: Mention | None
    country: Mention | None
    pattern: str


def find_roles(document: Document) -> Sequence[Finding]:
    """Every statement of a role or membership, in reading order."""
    return document.once(_read_roles)


def _read_roles(document: Document) -> Sequence[Finding]:
    return tuple(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    organisations = [each for each in document.mentions if each.kind == "organisation"]
    starts = {each.start_char for each in document.mentions if each.kind == "person"}
    for sentence in document.sentences:
        mentions = document.mentions_between(sentence.start_char, sentence.end_char)
        if any(mention.start_char in starts for mention in mentions):
            clause = read_clause(document, sentence)
            for place in clause.person_places():
                yield from _of_person(clause, place, sentence, organisations)


def relation_to(organisation: Mention, role: str) -> Relation:
    """Whether one belongs to the organisation as a member or works for it."""
    words = organisation.name.casefold().split()
    is_movement = "movement" in word_classes().get(organisation.name, ())
    is_member = bool(_MEMBERS & set(role.casefold().split()))
    return (
        "member_of"
        if is_movement or is_member or words[-1] in _PARTY_WORDS
        else "employer"
    )


def _of_person(
    clause: Clause,
    place: int,
    sentence: Sentence,
    organisations: Sequence[Mention],
) -> Iterator[Finding]:
    person = clause.mention(place)
    if person is None:
        return
    before = read_inside(clause, place) or read_before(clause, place)
    after = read_after(clause, clause.after_of(place), clause.word(place - 1))
    owner = _possessor(clause, place) if before is None else None
    for phrase in (before, after, owner):
        if phrase is None:
            continue
        organisation = phrase.organisation
        if organisation is None and phrase.points_back:
            organisation = _last_before(organisations, person.start_char)
        if phrase.first < 0 and organisation is None:
            continue
        span = _span(clause, phrase, organisation)
        yield Finding(
            sentence=sentence,
            person=person,
            start_char=span[0],
            end_char=span[1],
            has_role=phrase.first >= 0,
            organisation=organisation,
            country=phrase.country,
            pattern=phrase.pattern,
        )


def _possessor(clause: Clause, place: int) -> Phrase | None:
    """ "Georgian Dream's X" belongs to it."""
    mention = clause.mention(place - 2)
    if clause.word(place - 1) not in ("'s", "’s") or mention is None:
        return None
    if mention.kind != "organisation":
        return None
    return Phrase(organisation=mention, pattern="possessor")


def _last_before(organisations: Sequence[Mention], char: int) -> Mention | None:
    place = bisect_left(organisations, char, key=lambda each: each.start_char)
    return organisations[place - 1] if place else None


def _span(
    clause: Clause, phrase: Phrase, organisation: Mention | None
) -> tuple[int, int]:
    if phrase.first < 0 and organisation is not None:
        return organisation.start_char, organisation.end_char
    tokens = clause.tokens
    return tokens.starts[phrase.first], tokens.ends[phrase.after - 1]
