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
    published_at: datetime | None
    published_on: date | None
    seen_at: datetime


def match_exact(members: Iterable[Member]) -> tuple[Match, ...]:
    """A match for every version whose words another article had first.

    Versions of one article never match each other: a text that came back is not a
    copy. The original is the article that another member names as its origin, else
    the first published, else the first seen; ties go by address, so that the order
    of arrival decides nothing.
    """
    ordered = sorted(members, key=lambda member: member.content_digest)
    return tuple(
        found
        for _, cluster in groupby(ordered, key=lambda member: member.content_digest)
        for found in _match_cluster(list(cluster))
    )


def _match_cluster(cluster: list[Member]) -> Iterator[Match]:
    named = {member.origin_url for member in cluster if member.origin_url}
    ranked = sorted(cluster, key=lambda member: _seniority(member, named))
    original = ranked[0]
    for member in ranked[1:]:
        if member.article_id != original.article_id:
            yield Match(
                version_id=member.version_id,
                original_version_id=original.version_id,
                kind="exact",
                containment=1.0,
            )


def _seniority(
    member: Member, named: set[str]
) -> tuple[bool, bool, date, datetime, datetime, str]:
    """Smaller is more likely the original."""
    day = member.published_on or (member.published_at or _END_OF_TIME).date()
    return (
        member.canonical_url not in named,
        member.origin_url is not None,
        day,
        member.published_at or _END_OF_TIME,
        member.seen_at,
        member.canonical_url,
    )
