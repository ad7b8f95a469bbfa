"""What a killed run left: captures in the archive without rows are taken in."""

from collections.abc import Mapping
from datetime import datetime

from flows.context import RunContext
from flows.replays import is_own_answer
from flows.visits import Gathered, Visit, page_error
from transforms import freshness
from transforms.errors import FetchError
from transforms.records import Capture, Failure, Fetch, Source
from warehouse import captures
from warehouse.captures import Leftovers, Torn


def find_leftovers(context: RunContext) -> Leftovers:
    """Captures of writers that died before their rows were safe."""
    return captures.unsettled(context.settings.captures)


def adopt(
    context: RunContext, leftovers: Leftovers, sources: Mapping[str, Source]
) -> tuple[tuple[Gathered, ...], bool]:
    """The leftovers as if their sources had just been gathered; whether that is all.

    Captures that have rows already are left out. Those of sources that are not in
    the registry wait in the archive's journal until they are again.
    """
    ids = [capture.capture_id for capture in leftovers.captures]
    known = context.memory.captures(ids) if ids else {}
    lost: dict[str, list[Visit]] = {}
    for capture in leftovers.captures:
        if capture.capture_id not in known:
            visit = _visit(capture, context.started_at)
            lost.setdefault(capture.source_id, []).append(visit)
    gathered = tuple(
        Gathered(source=sources[source_id], listed=0, visits=tuple(visits))
        for source_id, visits in lost.items()
        if source_id in sources
    )
    return gathered, len(gathered) == len(lost)


def torn_failures(context: RunContext, leftovers: Leftovers) -> tuple[Failure, ...]:
    """Half-written records, counted."""
    return tuple(_torn(torn, context) for torn in leftovers.torn)


def _visit(capture: Capture, now: datetime) -> Visit:
    """A listing is not counted as fetched: its links have to be read again."""
    if capture.kind not in ("page", "file"):
        return Visit(capture=capture)
    link = capture.link
    error = page_error(capture.status, capture.url, capture.final_url)
    if error is None and is_own_answer(capture.url, link):
        error = FetchError("not-a-replay", "the archive's answer was no replay")
    # Of a replay the capture has the archive's date, not that of the request.
    is_copy = link is not None and link.replay_url is not None
    fetch = Fetch(
        source_id=capture.source_id,
        kind=capture.kind,
        url=link.asked_url if link and is_copy else capture.url,
        final_url=link.asked_url if link and is_copy else capture.final_url,
        started_at=now if is_copy else capture.fetched_at,
        seconds=0.0,
        status=capture.status,
        wire_bytes=capture.payload_bytes,
        payload_digest=capture.payload_digest,
        capture_id=capture.capture_id,
        link_digest=freshness.link_digest(link) if link else None,
        failure_reason=error.reason if error else None,
    )
    return Visit(fetch=fetch, capture=capture, is_page=error is None)


def _torn(torn: Torn, context: RunContext) -> Failure:
    return Failure(
        source_id=None,
        url=torn.file,
        stage="archive",
        reason="torn-record",
        detail=f"{torn.bytes} bytes at {torn.offset} are no whole record",
        occurred_at=context.started_at,
    )
