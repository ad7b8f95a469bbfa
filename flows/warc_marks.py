"""How far each WARC file has been read for a source: from one run to the next.

A listing of kind ``warc`` arrives; its next links leave, with the visits that tell of
the look. A file that is as it was goes on where the last run stopped: the mark is the
``final_url`` of its newest row in ``ops.fetches``, and ``link_digest`` tells whether
the file is the same. A file read to its end is not even opened.
"""

from pathlib import Path
from uuid import UUID

from flows.context import RunContext
from flows.polling import PAGES_MAX
from flows.visits import Visit, failure_of
from flows.warcs import Walked, walk, warc_files
from transforms.errors import ItemError, UnreadableListing
from transforms.freshness import Known
from transforms.identity import identify
from transforms.records import Failure, Fetch, Link, Listing, Source

_MARK = "#offset="


def next_links(
    context: RunContext, source: Source, listing: Listing
) -> tuple[list[Link], list[Visit]]:
    """The next pages of a listing's files, as many as one run takes.

    What is wrong with one file does not spoil the others.

    Raises:
        UnreadableListing: as ``warcs.warc_files``.
    """
    links, visits = list[Link](), list[Visit]()
    files = warc_files(str(listing.path), context.settings.captures)
    marks = {path: _mark_url(path, source) for path in files}
    known = context.memory.known(marks.values())
    for path in files:
        room = PAGES_MAX - len(links)
        if room <= 0:
            break
        try:
            state = _state(path, source)
            start = _start(known.get(marks[path]), state)
            if start >= path.stat().st_size:
                continue
            walked = walk(
                path,
                start,
                listing=str(listing.path),
                homepage=source.homepage,
                most=room,
            )
        except (OSError, ItemError) as error:
            visits.append(_failed(context, source, path, error))
            continue
        links += walked.links
        visits += _visits(context, source, path, start, state, walked)
    return links, visits


def _mark_url(path: Path, source: Source) -> str:
    """Two sources may read one file, each its own pages."""
    return f"{path.absolute().as_uri()}#source={source.id}"


def _state(path: Path, source: Source) -> UUID:
    """Another one means that the file is read from its beginning.

    Another homepage lets other pages through.
    """
    found = path.stat()
    return identify("warc", found.st_size, found.st_mtime_ns, source.homepage)


def _start(known: Known | None, state: UUID) -> int:
    if known is None or known.link_digest != state or known.final_url is None:
        return 0
    _, _, offset = known.final_url.partition(_MARK)
    return int(offset) if offset.isdecimal() else 0


def _visits(
    context: RunContext,
    source: Source,
    path: Path,
    start: int,
    state: UUID,
    walked: Walked,
) -> list[Visit]:
    now = context.now()
    mark = Fetch(
        source_id=source.id,
        kind="listing",
        url=_mark_url(path, source),
        final_url=f"{path.absolute().as_uri()}{_MARK}{walked.reached}",
        started_at=now,
        seconds=0.0,
        status=200,
        wire_bytes=walked.reached - start,
        link_digest=state,
    )
    skipped = tuple(
        Failure(
            source_id=source.id,
            url=str(path),
            stage="listing",
            reason=reason,
            detail=f"{count} in all, the first: {first}",
            occurred_at=now,
        )
        for reason, (count, first) in walked.skipped.items()
    )
    seen = [Visit(sighting=sighting) for sighting in walked.sightings.values()]
    return [*seen, Visit(fetch=mark, failures=skipped)]


def _failed(
    context: RunContext, source: Source, path: Path, error: OSError | ItemError
) -> Visit:
    if isinstance(error, OSError):
        detail = f"{path}: {error.strerror or error}"
        error = UnreadableListing("unreadable-file", detail)
    failure = failure_of(error, source.id, str(path), context.now())
    return Visit(failures=(failure,))
