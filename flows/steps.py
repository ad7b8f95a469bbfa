"""The seven hops as plain functions: gather, refine, store. No prefect in here.

``gather`` polls one source and leaves captures in the archive; ``refine`` reads
captures into articles with their facts, in any process; ``store`` lands a batch and
loads what waits. ``attempt`` is the one place that catches what nobody foresaw: at
the edge of one item, kept with its traceback.
"""

import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from flows.context import Progress, RunContext
from flows.fetching.silences import GIVEN_UP
from flows.polling import Due, Poll
from flows.settings import Settings
from flows.visits import Gathered, Visit, failure_of
from flows.walks import Walk
from transforms import articles, dated_text, facts
from transforms.batches import Batch
from transforms.duplicates.fingerprints import fingerprint
from transforms.errors import (
    FetchError,
    ItemError,
    Unforeseen,
    WarehouseError,
    WarehouseHeld,
)
from transforms.facts.documents import prepare
from transforms.records import Article, Capture, Failure, Link, Refined, Source
from transforms.urls import canonical_url
from transforms.windows import refusal
from warehouse import captures, landing
from warehouse.connection import Connection, opened
from warehouse.load import Loaded, load
from warehouse.migrate import migrate

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What ``refine`` made of some captures."""

    refined: tuple[Refined, ...]
    failures: tuple[Failure, ...]
    left_out: Mapping[UUID, str] = field(default_factory=dict)
    """By capture: why its article is none of those that were looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What ``store`` did."""

    loaded: Loaded
    waiting: int
    """Batches still in ``landing``."""
    failures: tuple[Failure, ...]


def attempt(step: Callable[[], Result]) -> Result | ItemError:
    """What ``step`` gives, or the error that ended it."""
    try:
        return step()
    except ItemError as error:
        return error
    except Exception as error:
        detail = f"{type(error).__name__}: {error}"
        return Unforeseen(detail, traceback.format_exc())


def gather(context: RunContext, source: Source) -> Gathered:
    """Hops 1 to 3: listings, links, pages; everything that came is archived."""
    poll = Poll(context, source)
    walk = Walk(context, source, poll)
    links: list[Link] = []
    for listing in source.listings:
        found = attempt(partial(walk.links, listing))
        if isinstance(found, ItemError):
            place = str(listing.url or listing.path)
            walk.visits.append(poll.failed_visit("listing", found, place))
        else:
            links += found
    due = poll.due(tuple(links))
    pages = tuple(_gather_pages(context, poll, source, len(links), due))
    new = {canonical_url(page.link.url) for page in due if page.known is None}
    return Gathered(
        source=source,
        listed=len(links),
        visits=(
            *pages,
            *poll.permission.visits,
            *walk.visits,
            *walk.rhythm.states(new),
        ),
    )


def refine(
    batch: tuple[Capture, ...],
    sources: Mapping[str, Source],
    archive: Path,
    now: datetime,
    names: str = "",
) -> Reading:
    """Hops 4 to 6: archived pages to articles, fingerprints and facts."""
    refined: list[Refined] = []
    failures: list[Failure] = []
    left_out: dict[UUID, str] = {}
    for capture in batch:
        source = sources[capture.source_id]
        article = attempt(partial(_read_article, archive, capture, source))
        if isinstance(article, ItemError):
            failures.append(failure_of(article, source.id, capture.url, now))
            continue
        if refused := refusal(capture.link, article.published_on):
            left_out[capture.capture_id] = refused
            continue
        made = attempt(partial(refine_article, article, source.country, names))
        if isinstance(made, ItemError):
            # An article is not lost because an extractor failed on it.
            failures.append(failure_of(made, source.id, capture.url, now))
            made = attempt(partial(_refined, article, {}, "failed"))
        if isinstance(made, Refined):
            refined.append(made)
    return Reading(refined=tuple(refined), failures=tuple(failures), left_out=left_out)


def refine_article(article: Article, country: str | None, names: str = "") -> Refined:
    """An article with its fingerprints and, in languages we know, its facts.

    ``names`` is the model that finds names, empty for the packaged one.
    """
    if article.language not in facts.LANGUAGES:
        return _refined(article, {}, f"language:{article.language or 'unknown'}")
    text = dated_text.render(article.published_on, article.blocks)
    found = facts.extract(prepare(text, article.published_on, country, names))
    return replace(_refined(article, found, None), names_by=names or None)


def store(settings: Settings, batch: Batch) -> Stored:
    """Hop 7: the batch is on disk when this begins to load; it loads what waits.

    Raises:
        WarehouseError: the disk refuses; nothing was landed.
    """
    landing.land(settings.landing, batch)
    return load_waiting(settings, batch.made_at)


def load_waiting(settings: Settings, now: datetime) -> Stored:
    """Loads every landed batch, oldest first; a held warehouse leaves them waiting."""
    loaded, failures = Loaded(), []
    try:
        with opened(
            settings.warehouse, patience_seconds=settings.patience_seconds
        ) as connection:
            migrate(connection)
            for landed in landing.pending(settings.landing):
                outcome = attempt(partial(_load, connection, landed))
                if isinstance(outcome, WarehouseError):
                    raise outcome
                if isinstance(outcome, ItemError):
                    aside = landing.refuse(landed, str(outcome))
                    failures.append(failure_of(outcome, None, str(aside), now))
                    continue
                landing.remove(landed)
                loaded += outcome
    except WarehouseError as error:
        failures.append(_refusal(error, settings, now))
    waiting = len(landing.pending(settings.landing))
    return Stored(loaded=loaded, waiting=waiting, failures=tuple(failures))


def _gather_pages(
    context: RunContext, poll: Poll, source: Source, listed: int, due: tuple[Due, ...]
) -> Iterator[Visit]:
    failed, left = 0, dict[str, list[str]]()
    for done, page in enumerate(due):
        if context.stopping.is_set():
            return
        context.notify(_progress(source, listed, len(due), done, failed))
        visit = attempt(partial(poll.visit, page))
        if isinstance(visit, FetchError) and visit.reason == GIVEN_UP:
            left.setdefault(visit.detail, []).append(page.link.url)
            failed += 1
            continue
        if isinstance(visit, ItemError):
            visit = poll.failed_visit("page", visit, page.link.url, page.link)
        failed += bool(visit.failures)
        yield visit
    yield from _left_alone(context, poll, left)
    context.notify(_progress(source, listed, len(due), len(due), failed, True))


def _left_alone(
    context: RunContext, poll: Poll, left: Mapping[str, list[str]]
) -> Iterator[Visit]:
    """One failure for all pages of a host that was given up.

    They were not asked for and have no ``Fetch``, so the next run finds them due.
    """
    for detail, urls in left.items():
        several = f"{len(urls)} pages are" if len(urls) > 1 else "1 page is"
        error = FetchError(GIVEN_UP, f"{detail}; {several} left for the next run")
        yield Visit(failures=(poll.failure(error, urls[0], context.now()),))


def _progress(
    source: Source,
    listed: int,
    due: int,
    done: int,
    failed: int,
    is_finished: bool = False,
) -> Progress:
    return Progress(
        source_id=source.id,
        listed=listed,
        due=due,
        done=done,
        failed=failed,
        is_finished=is_finished,
    )


def _read_article(archive: Path, capture: Capture, source: Source) -> Article:
    return articles.read(captures.read(archive, capture), capture, source)


def _refined(
    article: Article,
    found: Mapping[str, tuple[facts.Fact, ...]],
    skipped: str | None,
) -> Refined:
    return Refined(
        article=article,
        text=dated_text.render(article.published_on, article.blocks),
        fingerprints=fingerprint(article.blocks, article.title),
        facts=found,
        facts_skipped=skipped,
    )


def _load(connection: Connection, landed: Path) -> Loaded | WarehouseError:
    """A full disk is not the batch's fault: it waits. What does not fit is refused."""
    try:
        return load(connection, landed)
    except WarehouseError as error:
        return error


def _refusal(error: WarehouseError, settings: Settings, now: datetime) -> Failure:
    is_held = isinstance(error, WarehouseHeld)
    return Failure(
        source_id=None,
        url=str(settings.warehouse),
        stage="load",
        reason="warehouse-held" if is_held else "warehouse-trouble",
        detail=f"{error}; the batch waits in landing and loads with the next run",
        occurred_at=now,
    )
