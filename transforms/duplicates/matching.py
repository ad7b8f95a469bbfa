"""Exact copies: which of several articles with the same words is the original."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from transforms.records import Match

_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One version among those that have the same ``content_digest``."""

    content_digest: UUID
    version_id: UUID
    article_id: UUID
    canonical_url: str
    origin_url: str | None
    """Address on another site that the page names as its canonical one."""
    is_named_origin: bool
    """Whether some article names this one so."""
    published_at: datetime | None
    published_on: date | None
    first_seen_at: datetime
    """The article's."""
    seen_at: datetime
    """The version's."""


def match_exact(members: Iterable[Member]) -> tuple[Match, ...]:
    """A match for every version whose words another article had first.

    Versions of one article never match each other: a text that came back is not a
    copy. The original is the article that another one names as its origin, else
    the first published, else the first seen; ties go by address, so that the order
    of arrival decides nothing. All of it is told of the articles, not of these
    versions or members: two articles that took over each other's words by turns
    would else be copies of each other, and neither an original.
    """
    ordered = sorted(members, key=lambda member: member.content_digest)
    return tuple(
        found
        for _, cluster in groupby(ordered, key=lambda member: member.content_digest)
        for found in _match_cluster(list(cluster))
    )


def _match_cluster(cluster: list[Member]) -> Iterator[Match]:
    original = min(cluster, key=_seniority)
    for member in sorted(cluster, key=lambda member: member.version_id):
        if member.article_id != original.article_id:
            yield Match(
                version_id=member.version_id,
                original_version_id=original.version_id,
                kind="exact",
                containment=1.0,
            )


def _seniority(
    member: Member,
) -> tuple[bool, bool, date, datetime, datetime, str, datetime, UUID]:
    """Smaller is more likely the original."""
    instant = member.published_at or _END_OF_TIME
    # Of two instants the earlier is first, though in Tokyo it may be tomorrow.
    day = instant.date() if member.published_at else member.published_on
    return (
        not member.is_named_origin,
        member.origin_url is not None,
        day or date.max,
        instant,
        member.first_seen_at,
        member.canonical_url,
        member.seen_at,
        member.version_id,
    )
