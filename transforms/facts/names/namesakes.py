"""One person across articles, and namesakes apart: who bears a name in each of them.

What articles say of the bearers of one full name arrives, in the order in which they
were loaded; which of them each article means leaves. Surnames alone are nobody.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from transforms.facts.names.chains import fold_name
from transforms.identity import identify

_WORD = re.compile(r"[^\W\d_]{3,}")
_ANYBODY_TEXT = """
    the and for with former then acting deputy senior chief head leader official
    member spokesman spokeswoman spokesperson representative man woman boy girl
    resident local national international state regional federal city first vice
    general old year new young top who said aide adviser expert person people founder"""
_ANYBODY = frozenset(_ANYBODY_TEXT.split())
"""Words of roles by which no two bearers of a name are told apart or taken for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one version says of one person whom it names in full."""

    version_id: UUID
    article_id: UUID
    entity: int
    name: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    roles: tuple[str, ...]
    organisations: tuple[str, ...]
    story_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which bearer of the name a version means; None where it may be several."""

    identity_id: UUID | None
    version_id: UUID
    article_id: UUID
    entity: int
    name: str
    name_key: str
    country: str | None
    occupations: tuple[str, ...]
    organisations: tuple[str, ...]
    story_id: UUID | None = None


@dataclass(slots=True)
class _Bearer:
    """All that is known of one person by now."""

    identity_id: UUID
    countries: set[str] = field(default_factory=set)
    occupations: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    stories: set[UUID] = field(default_factory=set)
    articles: set[UUID] = field(default_factory=set)

    def learn(self, identity: Identity) -> None:
        self.countries |= {identity.country} if identity.country else set()
        self.occupations |= set(identity.occupations)
        self.organisations |= set(identity.organisations)
        self.stories |= {identity.story_id} if identity.story_id else set()
        self.articles.add(identity.article_id)


def name_key(name: str) -> str:
    """By what names of persons are compared: case, stops and spellings folded."""
    return fold_name(name)


def tell_apart(
    known: Iterable[Identity], profiles: Sequence[Profile]
) -> list[Identity]:
    """Whom each profile means, given the identities of the same names so far.

    A profile is a bearer it agrees with in country, else in story, occupation or
    article. Where it says neither country nor occupation that speaks against him, it
    is the only bearer of the name; of several it stays open. Else it is somebody new.
    """
    bearers: dict[str, list[_Bearer]] = {}
    for identity in known:
        if identity.identity_id is not None:
            _bearer(bearers, identity, identity.identity_id).learn(identity)
    found = []
    for profile in profiles:
        identity = _identity(profile, bearers)
        if identity.identity_id is not None:
            _bearer(bearers, identity, identity.identity_id).learn(identity)
        found.append(identity)
    return found


def _bearer(
    bearers: dict[str, list[_Bearer]], identity: Identity, identity_id: UUID
) -> _Bearer:
    held = bearers.setdefault(identity.name_key, [])
    for each in held:
        if each.identity_id == identity_id:
            return each
    held.append(_Bearer(identity_id))
    return held[-1]


def _identity(profile: Profile, bearers: Mapping[str, Sequence[_Bearer]]) -> Identity:
    identity = _unknown(profile)
    possible = [
        (_agreement(identity, each), each.identity_id)
        for each in bearers.get(identity.name_key, ())
        if not _is_contradicted(identity, each)
    ]
    if not possible:
        return replace(identity, identity_id=_first(identity))
    best = max(points for points, _ in possible)
    chosen = [identity_id for points, identity_id in possible if points == best]
    return replace(identity, identity_id=chosen[0] if len(chosen) == 1 else None)


def _unknown(profile: Profile) -> Identity:
    """The profile in the words by which bearers are compared."""
    return Identity(
        identity_id=None,
        version_id=profile.version_id,
        article_id=profile.article_id,
        entity=profile.entity,
        name=profile.name,
        name_key=name_key(profile.name),
        country=profile.country,
        occupations=_telling_words(profile.roles),
        organisations=tuple(sorted(set(map(fold_name, profile.organisations)))),
        story_id=profile.story_id,
    )


def _telling_words(roles: Iterable[str]) -> tuple[str, ...]:
    words = {word for role in roles for word in _WORD.findall(role.casefold())}
    return tuple(sorted(words - _ANYBODY))


def _agreement(identity: Identity, bearer: _Bearer) -> int:
    """How much speaks for one bearer: article, country, story, occupation or body."""
    is_colleague = not bearer.organisations.isdisjoint(identity.organisations)
    is_alike = not bearer.occupations.isdisjoint(identity.occupations)
    return (
        8 * (identity.article_id in bearer.articles)
        + 4 * (identity.country in bearer.countries)
        + 2 * (identity.story_id in bearer.stories)
        + (is_alike or is_colleague)
    )


def _is_contradicted(identity: Identity, bearer: _Bearer) -> bool:
    """Whether the country is another or, where nothing agrees, the occupation is."""
    if identity.country and bearer.countries:
        return identity.country not in bearer.countries
    if _agreement(identity, bearer):
        return False
    return bool(identity.occupations and bearer.occupations)


def _first(identity: Identity) -> UUID:
    """The id of a bearer whom this version is the first to name."""
    version, entity = str(identity.version_id), str(identity.entity)
    return identify("identity", identity.name_key, version, entity)
