"""Versions of one article: its states in the order in which they were seen.

What the warehouse holds and what arrives come in any order (a backfill finds older
states later, two runs see the same page); ordinals and instants are the same for
every order. Two things are not: a known version keeps its id when an older capture of
the same words comes late, since ids never change; and a state that comes late between
two sightings of the same words does not part them, since the second was not kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from transforms.duplicates.fingerprints import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An article as one capture showed it."""

    article_id: UUID
    version_id: UUID
    title: str | None
    content_digest: UUID
    seen_at: datetime
    is_known: bool
    """Whether it is a version in the warehouse already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A state that stands: its place in the article's history from 1."""

    article_id: UUID
    version_id: UUID
    ordinal: int
    seen_at: datetime
    """When it was first seen: an earlier capture of the same words moves it back."""
    is_known: bool


def settle(states: Iterable[State]) -> tuple[Version, ...]:
    """The versions of every article among ``states``, in order.

    Neighbours with the same words and title are one version. A known version keeps
    its id. A text that comes back after another one is a version of its own.
    """
    ordered = sorted(
        states, key=lambda state: (state.article_id, state.seen_at, state.version_id)
    )
    return tuple(
        version
        for _, history in groupby(ordered, key=lambda state: state.article_id)
        for version in _number(list(_runs(history)))
    )


def _runs(history: Iterable[State]) -> Iterator[list[State]]:
    """States in stretches that show the same words under the same title."""
    for _, run in groupby(history, key=_words):
        yield list(run)


def _words(state: State) -> tuple[UUID, str]:
    return state.content_digest, fold(state.title or "")


def _number(runs: list[list[State]]) -> Iterator[Version]:
    for ordinal, run in enumerate(runs, start=1):
        chosen = next((state for state in run if state.is_known), run[0])
        yield Version(
            article_id=chosen.article_id,
            version_id=chosen.version_id,
            ordinal=ordinal,
            seen_at=run[0].seen_at,
            is_known=chosen.is_known,
        )
