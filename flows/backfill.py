"""Flow ``backfill``: past days of sources into the warehouse, from a form.

Decorators, artifacts and links and nothing else: the work is in ``flows.backfilling``.
"""

import json
import os
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Literal, TypeVar, cast
from urllib.parse import quote
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import deployment
from prefect.settings import PREFECT_UI_URL
from prefect.states import Completed, Failed

from flows.allocating import bound_arenas
from flows.backfilling import previews
from flows.backfilling.advances import Advance
from flows.backfilling.engine import run_backfill
from flows.backfilling.orders import Form, read_order
from flows.backfilling.pages import preview_page, report_page
from flows.backfilling.previews import Preview
from flows.backfilling.reports import Report
from flows.settings import read_settings
from transforms.errors import UsageError

TELL_SECONDS = 5.0
"""Between two writings of the progress: each is a request to the server."""

Result = TypeVar("Result")


# Results are articles on their way; what lasts is in the archive and the warehouse.
@task(task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False)
def perform(name: str, step: Callable[[], Result]) -> Result:
    """One step: a look into an origin, a part's pages, their reading, a batch."""
    return step()


class ProgressBar:
    """The run's progress artifact."""

    def __init__(self) -> None:
        self._artifact_id: UUID | None = None
        self._told_at = 0.0

    def show(self, advance: Advance) -> None:
        """Writes how far it is, now and then."""
        now = time.monotonic()
        if now - self._told_at < TELL_SECONDS:
            return
        self._told_at = now
        self._write(advance.share * 100, advance.sentence())

    def finish(self, sentence: str) -> None:
        """Writes the end, where there was a beginning."""
        self._write(100.0, sentence)

    def _write(self, percent: float, description: str) -> None:
        if self._artifact_id is None:
            made = create_progress_artifact(percent, description=description)
            # Called from a synchronous flow, it is no coroutine.
            self._artifact_id = cast(UUID, made)
        else:
            update_progress_artifact(
                self._artifact_id, progress=percent, description=description
            )


@flow(name="backfill", persist_result=False)
def backfill(
    start: date,
    end: date,
    sources: list[str] = [],  # noqa: B006  # Prefect's form
    origin: Literal["sitemaps", "listings", "cdx", "warc", "captures"] = "sitemaps",
    only: Literal[
        "unfinished", "missing", "failed", "stale", "empty", "everything"
    ] = "unfinished",
    preview: bool = False,
    order: Literal["newest first", "oldest first"] = "newest first",
    most_pages: int = 1000,
    sources_at_once: int = 4,
    files: list[str] = [],  # noqa: B006  # Prefect's form
) -> State[Report | Preview]:
    """Fetches the articles that sources published on past days.

    Args:
        start: First day, in each publisher's own time zone.
        end: Last day, included.
        sources: Ids of sources. Empty: all that are enabled.
        origin: Where to look. sitemaps: the publisher's. listings: its pages of a
            day. cdx: a web archive's copies. warc: files that you name below.
            captures: pages we have and made no article of.
        only: Which windows (a source and a day) to take on. unfinished: missing,
            failed and stale ones.
        preview: Only tell what there is to do and how long it takes. The result has a
            link that runs it.
        order: Which days come first.
        most_pages: Pages asked for from one source in this run; the rest stays
            missing, for the next.
        sources_at_once: Sources worked on side by side. Live ingestion goes first
            either way.
        files: For origin warc: WARC files, folders of them, or lists of their paths
            (.paths, .txt, also with .gz), on the machine that runs this or at
            addresses, e.g. warc.paths.gz of CC-NEWS.
    """
    form = Form(
        start=start,
        end=end,
        sources=sources,
        origin=origin,
        only=only,
        order=order,
        most_pages=most_pages,
        sources_at_once=sources_at_once,
        files=files,
    )
    return _run(form, preview)


def _run(form: Form, is_preview: bool) -> State[Report | Preview]:
    # A worker runs this without our command line.
    bound_arenas()
    settings = read_settings(os.environ)
    try:
        order = read_order(settings, form, datetime.now(UTC).date())
    except UsageError as error:
        return _refused(error)
    if is_preview:
        found = previews.preview(settings, order)
        _write(preview_page(found, form_link), found.sentence())
        return Completed(message=found.sentence(), data=found)
    bar = ProgressBar()
    report = run_backfill(settings, order, perform=perform, follow=bar.show)
    bar.finish(report.sentence())
    _write(report_page(report, form_link), report.sentence())
    conclude = Failed if report.has_trouble else Completed
    return conclude(message=report.sentence(), data=report)


def form_link(parameters: Mapping[str, object]) -> str | None:
    """The address of this deployment's form, filled in; None without a deployment."""
    if deployment.id is None:
        return None
    filled = quote(json.dumps(parameters, separators=(",", ":")), safe="")
    base = (PREFECT_UI_URL.value() or "").rstrip("/")
    base = base if base.endswith("/v2") else f"{base}/v2"
    return f"{base}/deployments/deployment/{deployment.id}/run?parameters={filled}"


def _write(page: str, sentence: str) -> None:
    """A page beside the run. Without a key: one with a key is a click further away."""
    create_markdown_artifact(page, description=sentence)


def _refused(error: UsageError) -> State[Report | Preview]:
    """A mistake in the form, in words, where whoever filled it in looks first."""
    problems = "\n".join(f"- {line}" for line in str(error).splitlines())
    text = f"# This cannot be run\n\n{problems}\n\nNothing was fetched or changed."
    _write(text, str(error))
    return Failed(message=str(error), data=error)
