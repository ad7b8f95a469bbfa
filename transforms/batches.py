"""What one transaction loads: everything that came of a part of a run.

``_at`` is an aware UTC instant, as in ``transforms.records``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from transforms.intervals import ListingState
from transforms.records import Capture, Fact, Failure, Fetch, Refined, Source
from transforms.windows import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An article that was asked for again and had not changed."""

    url: str
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of a flow, once it has ended."""

    run_id: UUID
    flow: str
    state: Literal["completed", "failed"]
    parameters: Mapping[str, object]
    counts: Mapping[str, int]
    started_at: datetime
    finished_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What takes the place of that which older code read of one version.

    Without ``facts`` the version itself goes, since its page reads otherwise now and
    is among the batch's ``refined``.
    """

    version_id: UUID
    article_id: UUID
    read_by: str
    """State of the page reader of the version's text; where that has changed, nothing
    is replaced."""
    facts: Mapping[str, tuple[Fact, ...]] | None = None
    """Those of the kinds that were read again, none included."""
    facts_skipped: str | None = None
    names_by: str | None = None
    """The model that found the names; None for the packaged one."""
    same_words: Refined | None = None
    """The page read again with the same text: metadata that may be other."""
    refused_by: str | None = None
    """The reader's state by which the page is no article any more; the text stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one transaction loads."""

    batch_id: UUID
    run_id: UUID
    made_at: datetime
    sources: tuple[Source, ...] = ()
    runs: tuple[Run, ...] = ()
    refined: tuple[Refined, ...] = ()
    captures: tuple[Capture, ...] = ()
    fetches: tuple[Fetch, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    failures: tuple[Failure, ...] = ()
    states: tuple[ListingState, ...] = ()
    windows: tuple[Window, ...] = ()
    replacements: tuple[Replacement, ...] = ()
