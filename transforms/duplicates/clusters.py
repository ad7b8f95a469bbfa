"""Copies of one article: which of them is the original, and how each came from it.

Versions that may be copies of each other arrive, with the links that ``relations``
called near; a ``Copy`` leaves for each that is not the original. Nothing here depends
on the order of arrival: an older original that a backfill finds later takes its place
at the root when its cluster is settled again, with all its members and links.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from heapq import heapify, heappop, heappush
from typing import Literal
from uuid import UUID

from transforms.duplicates.credits import is_own_address
from transforms.duplicates.relations import kind_of
from transforms.urls import same_site

MatchKind = Literal["exact", "copy", "teaser", "version"]
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One version of an article, as far as it matters which of several came first."""

    version_id: UUID
    article_id: UUID
    content_digest: UUID
    source_id: str
    canonical_url: str
    origin_url: str | None
    """Address on another site that the page names as its canonical one."""
    is_named_origin: bool
    """Whether some article names this one so."""
    agency: str | None
    """Whom its credit line names (``credits.credited_agency``)."""
    word_count: int
    published_at: datetime | None
    published_on: date | None
    """The article's, the earliest that any of its states gave."""
    first_seen_at: datetime
    """The article's."""
    seen_at: datetime
    """The version's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two versions of which one came from the other, near but not exact: what is kept
    of their ``Likeness``."""

    version_id: UUID
    other_version_id: UUID
    containment: float
    length_ratio: float
    shared_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One version that repeats another article, and what it shares with whom."""

    version_id: UUID
    original_version_id: UUID
    """The root of its cluster."""
    nearest_version_id: UUID
    """The member it came from, or is most like: the rest is told of these two."""
    kind: MatchKind
    containment: float
    shared_runs: int | None
    """Runs of five words in both; None where all are."""


_Seniority = tuple[bool, bool, date, datetime, bool, datetime, str, datetime, UUID]
_Links = Mapping[UUID, Mapping[UUID, Link]]
"""By digest, both ways: what holds of one version holds of all with its words."""


def settle(members: Iterable[Member], links: Iterable[Link]) -> tuple[Copy, ...]:
    """How every version among ``members`` that is no original came from another.

    Members with the same digest need no link. Links to versions that are not among
    the members do not count. Later states of the original's own article are among the
    answers: they are versions, while its address may also come to hold another text.
    """
    by_id = {member.version_id: member for member in members}
    groups: dict[UUID, list[Member]] = {}
    for member in by_id.values():
        groups.setdefault(member.content_digest, []).append(member)
    near = _adjacent(by_id, links)
    return tuple(
        copy
        for cluster in _components(groups, near)
        for copy in _settle_cluster(
            {digest: groups[digest] for digest in cluster}, near
        )
    )


def _adjacent(by_id: Mapping[UUID, Member], links: Iterable[Link]) -> _Links:
    near: dict[UUID, dict[UUID, Link]] = {}
    for link in links:
        if link.version_id in by_id and link.other_version_id in by_id:
            one = by_id[link.version_id].content_digest
            other = by_id[link.other_version_id].content_digest
            if one != other:
                near.setdefault(one, {})[other] = link
                near.setdefault(other, {})[one] = link
    return near


def _components(digests: Iterable[UUID], near: _Links) -> Iterator[list[UUID]]:
    """Digests that links connect, each group once."""
    left = set(digests)
    for start in sorted(left):
        if start not in left:
            continue
        left.discard(start)
        found = [start]
        for each in found:
            new = left.intersection(near.get(each, ()))
            left -= new
            found.extend(new)
        yield found


def _settle_cluster(
    groups: Mapping[UUID, Sequence[Member]], near: _Links
) -> Iterator[Copy]:
    every = [member for group in groups.values() for member in group]
    agencies = {member.agency for member in every if member.agency}
    ranked = sorted(every, key=lambda member: _seniority(member, agencies))
    firsts = {member.content_digest: member for member in reversed(ranked)}
    parents = _parents(list(dict.fromkeys(m.content_digest for m in ranked)), near)
    for member in sorted(every, key=lambda member: member.version_id):
        if member is ranked[0]:
            continue
        nearest = firsts[member.content_digest]
        if nearest is member:
            nearest = firsts[parents[member.content_digest]]
        yield _copy(member, nearest, ranked[0], near)


def _parents(ranked: Sequence[UUID], near: _Links) -> Mapping[UUID, UUID]:
    """Which words each other words came from, walking from the most senior ones: the
    likest of the more senior that are linked, else of the younger on the way."""
    ranks = {digest: rank for rank, digest in enumerate(ranked)}
    parents: dict[UUID, UUID] = {}
    reached = {0}
    ahead = [ranks[other] for other in near.get(ranked[0], ())]
    heapify(ahead)
    while ahead:
        rank = heappop(ahead)
        if rank in reached:
            continue
        around = near[ranked[rank]]
        behind = [other for other in around if ranks[other] in reached]
        senior = [other for other in behind if ranks[other] < rank]
        parents[ranked[rank]] = max(
            senior or behind, key=lambda other: _strength(around[other], ranks[other])
        )
        reached.add(rank)
        for other in around:
            heappush(ahead, ranks[other])
    return parents


def _strength(link: Link, rank: int) -> tuple[float, float, int]:
    return (link.containment, link.length_ratio, -rank)


def _seniority(member: Member, agencies: set[str]) -> _Seniority:
    """Smaller is more likely the original.

    First who is named by others, as canonical address or in a credit line; then the
    first published, else the first seen; ties go by address. All of it but the end is
    told of articles, not of versions: two articles that took over each other's words
    by turns would else be copies of each other, and neither an original.
    """
    instant = member.published_at or _END_OF_TIME
    # Of two instants the earlier is first, though in Tokyo it may be tomorrow.
    day = instant.date() if member.published_at else member.published_on
    is_agency = any(is_own_address(member.canonical_url, name) for name in agencies)
    return (
        not (member.is_named_origin or is_agency),
        member.origin_url is not None,
        day or date.max,
        instant,
        member.agency is not None and not is_agency,
        member.first_seen_at,
        member.canonical_url,
        member.seen_at,
        member.version_id,
    )


def _copy(member: Member, nearest: Member, root: Member, near: _Links) -> Copy:
    link = near.get(member.content_digest, {}).get(nearest.content_digest)
    kind: MatchKind = "exact"
    if link:
        kind = kind_of(
            containment=link.containment,
            length_ratio=link.length_ratio,
            is_shorter=member.word_count < nearest.word_count,
            is_same_publisher=_is_same_publisher(member, nearest),
        )
    return Copy(
        version_id=member.version_id,
        original_version_id=root.version_id,
        nearest_version_id=nearest.version_id,
        kind=kind,
        containment=link.containment if link else 1.0,
        shared_runs=link.shared_runs if link else None,
    )


def _is_same_publisher(one: Member, other: Member) -> bool:
    return one.source_id == other.source_id or same_site(
        one.canonical_url, other.canonical_url
    )
